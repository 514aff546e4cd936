/**
 * Pairs of indices into two lists, both rising, with the highest sum of scores; a score of 0 pairs nothing. Of equal
 * sums the earliest pairs. Takes time and memory in proportion to `length * otherLength`.
 */
export function pairInOrder(
  length: number,
  otherLength: number,
  score: (index: number, other: number) => number,
): [index: number, other: number][] {
  const width = otherLength + 1;
  // best[i * width + j]: the highest sum for what begins at i and j.
  const best = new Float64Array((length + 1) * width);
  const at = (i: number, j: number) => best[i * width + j] ?? 0;
  const together = (i: number, j: number) => {
    const own = score(i, j);
    return own > 0 ? own + at(i + 1, j + 1) : 0;
  };
  for (let i = length - 1; i >= 0; i--) {
    for (let j = otherLength - 1; j >= 0; j--) {
      best[i * width + j] = Math.max(together(i, j), at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < length && j < otherLength;) {
    const sum = at(i, j);
    if (sum === 0) break;
    if (together(i, j) === sum) pairs.push([i++, j++]);
    else if (at(i, j + 1) === sum) j++;
    else i++;
  }
  return pairs;
}
