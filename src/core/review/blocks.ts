import { diffArrays } from "diff";

/** Items [start, end) of one list that became items [otherStart, otherEnd) of another; all between blocks is equal. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
}

/**
 * The blocks in which two lists of keys differ, in order, with the fewest items inserted and removed (Myers).
 * undefined when these would be more than `maxEdits`: the time needed grows with their square.
 */
export function differingBlocks(
  keys: readonly string[],
  otherKeys: readonly string[],
  maxEdits: number,
): Block[] | undefined {
  const numbers = new Map<string, number>();
  const numberOf = (key: string) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
  const own = keys.map(numberOf);
  const other = otherKeys.map(numberOf);
  if (fewestEdits(own, other, numbers.size) > maxEdits) return undefined;
  const changes = diffArrays(own, other, { maxEditLength: maxEdits });
  if (changes === undefined) return undefined;
  const blocks: Block[] = [];
  let [start, otherStart] = [0, 0];
  let [end, otherEnd] = [0, 0];
  const close = () => {
    if (end > start || otherEnd > otherStart) blocks.push({ start, end, otherStart, otherEnd });
  };
  for (const { added, removed, count } of changes) {
    if (removed) end += count;
    else if (added) otherEnd += count;
    else {
      close();
      start = end += count;
      otherStart = otherEnd += count;
    }
  }
  close();
  return blocks;
}

/** What must be inserted and removed whatever the order: known at once, and often already too much. */
function fewestEdits(own: readonly number[], other: readonly number[], size: number): number {
  const surplus = new Int32Array(size);
  for (const number of own) surplus[number] = (surplus[number] ?? 0) + 1;
  for (const number of other) surplus[number] = (surplus[number] ?? 0) - 1;
  return surplus.reduce((sum, count) => sum + Math.abs(count), 0);
}

/**
 * Where something was only inserted or only removed, the same change can often be read in several places: "a [b a]"
 * or "[a b] a". Moves each such block to the place with the best border, and of equals to the last.
 * `quality(index, isOther)` rates a border before an item of one of the lists.
 */
export function slideBlocks(
  keys: readonly string[],
  otherKeys: readonly string[],
  blocks: readonly Block[],
  quality: (index: number, isOther: boolean) => number,
): Block[] {
  const slid: Block[] = [];
  for (const [i, block] of blocks.entries()) {
    const isOther = block.start === block.end;
    if (!isOther && block.otherStart !== block.otherEnd) {
      append(slid, block);
      continue;
    }
    const list = isOther ? otherKeys : keys;
    const { start, end } = isOther ? { start: block.otherStart, end: block.otherEnd } : block;
    const lowest = start - ((isOther ? slid.at(-1)?.otherEnd : slid.at(-1)?.end) ?? 0);
    const next = blocks[i + 1];
    const highest = ((isOther ? next?.otherStart : next?.start) ?? list.length) - end;
    let left = 0;
    while (left < lowest && list[start - left - 1] === list[end - left - 1]) left++;
    let right = 0;
    while (right < highest && list[start + right] === list[end + right]) right++;
    const rate = (by: number) => quality(start + by, isOther) + quality(end + by, isOther);
    let by = right;
    for (let other = right - 1; other >= -left; other--) if (rate(other) > rate(by)) by = other;
    append(slid, {
      start: block.start + by,
      end: block.end + by,
      otherStart: block.otherStart + by,
      otherEnd: block.otherEnd + by,
    });
  }
  return slid;
}

/** A block that touches the one before it becomes one with it. */
function append(blocks: Block[], block: Block): void {
  const last = blocks.at(-1);
  if (last?.end !== block.start || last.otherEnd !== block.otherStart) blocks.push(block);
  else blocks[blocks.length - 1] = { ...last, end: block.end, otherEnd: block.otherEnd };
}
