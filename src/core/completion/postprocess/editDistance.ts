/**
 * Whether at most `most` insertions, deletions and replacements of UTF-16 units lead from `a` to `b`: Levenshtein's
 * table, of which only the band around its diagonal is worked out.
 */
export function isWithinEdits(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = new Array<number>(b.length + 1).fill(most + 1);
    if (i <= most) next[0] = i;
    let least = next[0] ?? i;
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const cost = Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return false;
    row = next;
  }
  return (row[b.length] ?? 0) <= most;
}
