/** A word further away than this share of its letters was hardly meant. */
const FURTHEST = 0.4;

/**
 * The one of `words` that was probably meant by `typed`, where there is one: as few letters as possible added, left
 * out, changed or exchanged with their neighbour. Capitals do not matter.
 */
export function closestWord(typed: string, words: Iterable<string>): string | undefined {
  let closest: string | undefined;
  let least = Infinity;
  for (const word of words) {
    const most = Math.floor(Math.max(typed.length, word.length) * FURTHEST);
    // What differs more in length needs more changes than that.
    if (Math.abs(typed.length - word.length) > most) continue;
    const distance = editDistance(typed.toLowerCase(), word.toLowerCase());
    if (distance <= most && distance < least) {
      closest = word;
      least = distance;
    }
  }
  return closest;
}

/** Optimal string alignment distance (https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = Number(a[i - 1] !== b[j - 1]);
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + changed,
          exchanged ? (beforeLast[j - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
