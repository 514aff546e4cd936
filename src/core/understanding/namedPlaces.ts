import type { Finding, Found } from "./analysis";
import type { NamedLabel } from "./labelNames";
import { quoteFinder } from "../text/quotePlaces";

/** What a model quoted, and what it called it. */
export interface Naming extends NamedLabel {
  readonly quote: string;
}

/**
 * The places in `text` of what was named. A quote that was always called the same is marked at each of its places; one
 * that was called different things, such as "May", takes them in order, one place for each. Of two that overlap the
 * longer one is kept. A quote without a place, or called something more often than it has places, is dropped.
 */
export function namedPlaces(text: string, namings: readonly Naming[]): Pick<Found, "findings" | "dropped"> {
  const placesOf = quoteFinder(text);
  const byQuote = new Map<string, Naming[]>();
  for (const naming of namings) {
    const quote = naming.quote.trim();
    byQuote.set(quote, [...(byQuote.get(quote) ?? []), naming]);
  }
  const found: Finding[] = [];
  let dropped = 0;
  for (const [quote, named] of byQuote) {
    const places = placesOf(quote);
    const isOne = new Set(named.map(({ label }) => label)).size === 1;
    dropped += places.length === 0 || !isOne ? Math.max(0, named.length - places.length) : 0;
    places.forEach((place, index) => {
      const naming = isOne ? named[0] : named[index];
      if (!naming) return;
      const { label, note } = naming;
      const written = text.slice(place.start, place.end);
      found.push({ ...place, text: written, label, ...(note !== undefined && { note }) });
    });
  }
  return { findings: withoutOverlaps(found), dropped };
}

/** The longest of those that overlap, in the order of the text. */
function withoutOverlaps(found: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const one of found.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    if (kept.every(({ start, end }) => one.end <= start || one.start >= end)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
