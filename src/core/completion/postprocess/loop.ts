/** So many characters are looked at, and the longest piece that is said again. */
const REACH = 600;
const LONGEST_PERIOD = 100;
/** Three characters or more count as a loop when they come six times, ten or more when they come four times. */
const SHORT = { period: 3, times: 6 };
const LONG = { period: 10, times: 4 };
/** As many words or Chinese characters that say a few again and again are one, too. */
const WINDOW = 30;
const WINDOW_PERIOD = 10;

/** `text` up to where it begins to say the same again and again until its end. */
export function cutLoop(text: string): string {
  const from = Math.max(0, text.length - REACH);
  const tail = text.slice(from);
  const start = characterLoop(tail) ?? wordLoop(tail);
  return start === undefined
    ? text
    : text
        .slice(0, from + start)
        .replace(/[\uD800-\uDBFF]$/, "")
        .trimEnd();
}

function characterLoop(text: string): number | undefined {
  for (let period = SHORT.period; period <= LONGEST_PERIOD; period++) {
    const { times } = period >= LONG.period ? LONG : SHORT;
    const start = loopStart(text, period);
    if (text.length - start >= period * times) return start;
  }
  return undefined;
}

function wordLoop(text: string): number | undefined {
  const words = [...text.matchAll(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)];
  const names = words.map(({ 0: word }) => word.toLowerCase());
  if (names.length < WINDOW) return undefined;
  for (let period = 1; period <= WINDOW_PERIOD; period++) {
    const start = loopStart(names, period);
    if (names.length - start >= WINDOW + period) return words[start]?.index;
  }
  return undefined;
}

/** From where on every item is the same as the one `period` later, until the end. */
function loopStart(items: ArrayLike<string>, period: number): number {
  let start = items.length - period;
  while (start > 0 && items[start - 1] === items[start - 1 + period]) start--;
  return start;
}
