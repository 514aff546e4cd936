import { useEffect, useState } from "preact/hooks";

/**
 * How many of `count` things are to be drawn: `step` of them at once, and as many more each time that the page has
 * been drawn, so that what stands first is there soon. Infinity once all were drawn: what comes later is drawn at once.
 */
export function useBitByBit(count: number, step: number): number {
  const [limit, setLimit] = useState(() => grown(0, count, step));
  useEffect(() => {
    if (limit === Infinity) return undefined; // no smaller one may stay: there may be more of them again
    const timer = setTimeout(() => setLimit(grown(limit, count, step)));
    return () => clearTimeout(timer);
  }, [limit]);
  return limit;
}

function grown(limit: number, count: number, step: number): number {
  return limit + step < count ? limit + step : Infinity;
}
