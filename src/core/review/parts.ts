import { linkLabel, type AtomKind } from "./atoms";
import type { Block } from "./blocks";
import { pairInOrder } from "./pairInOrder";
import type { Token } from "./tokens";

/** A block, or the piece of one that is about one thing. */
export interface Part extends Block {
  readonly kind: "text" | AtomKind;
}

/** Tokens [start, end) that are one atom, or all the text between two. */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly kind: Part["kind"];
  /** For an atom what it says; for text what it says without white space. */
  readonly key: string;
}

/** Groups of both texts multiplied; above it they are not looked through for which belongs to which. */
const MAX_GROUP_PAIRS = 40_000;

/** `block` cut so that each atom in it is a part of its own, beside the atom of the other text that it became. */
export function partsOf(block: Block, tokens: readonly Token[], others: readonly Token[]): Part[] {
  const own = groupsOf(tokens, block.start, block.end);
  const other = groupsOf(others, block.otherStart, block.otherEnd);
  const isTooMany = own.length * other.length > MAX_GROUP_PAIRS;
  const pairs = isTooMany ? [] : pairInOrder(own.length, other.length, (i, j) => likeness(own[i], other[j]));
  const parts: Part[] = [];
  let at = { start: block.start, otherStart: block.otherStart };
  const add = (group: Group | undefined, otherGroup: Group | undefined) => {
    const kind =
      group?.kind === "text" ? (otherGroup?.kind ?? "text") : (group?.kind ?? otherGroup?.kind ?? "text");
    const [end, otherEnd] = [group?.end ?? at.start, otherGroup?.end ?? at.otherStart];
    addPart(parts, { ...at, end, otherEnd, kind });
    at = { start: end, otherStart: otherEnd };
  };
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...pairs, [own.length, other.length] as const]) {
    for (; i < nextI; i++) add(own[i], undefined);
    for (; j < nextJ; j++) add(undefined, other[j]);
    if (nextI < own.length) add(own[i++], other[j++]);
  }
  return parts;
}

/** Cells that were inserted or removed together stay together: half a row would break the table. */
function addPart(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  const isOneSided = (each: Part) => each.start === each.end || each.otherStart === each.otherEnd;
  if (last?.kind === "cell" && part.kind === "cell" && isOneSided(last) && isOneSided(part)) {
    parts[parts.length - 1] = { ...last, end: part.end, otherEnd: part.otherEnd };
  } else {
    parts.push(part);
  }
}

function groupsOf(tokens: readonly Token[], start: number, end: number): Group[] {
  const groups: Group[] = [];
  for (let i = start; i < end; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const kind =
      token.kind === "link" || token.kind === "citation" || token.kind === "cell" ? token.kind : "text";
    const last = groups.at(-1);
    if (kind === "text" && last?.kind === "text") {
      groups[groups.length - 1] = { ...last, end: i + 1, key: last.key + token.key };
    } else {
      groups.push({ start: i, end: i + 1, kind, key: token.key });
    }
  }
  return groups;
}

/** A link is likest to one with the same text or target; it may also have become its bare text, or come from it. */
function likeness(own: Group | undefined, other: Group | undefined): number {
  if (own === undefined || other === undefined) return 0;
  if (own.kind !== other.kind) {
    if (own.kind === "link" && other.kind === "text") return isLabelOf(own.key, other.key) ? 2 : 0;
    if (own.kind === "text" && other.kind === "link") return isLabelOf(other.key, own.key) ? 2 : 0;
    return 0;
  }
  if (own.kind === "text") return 1 + commonStart(own.key, other.key) / 1000;
  if (own.key === other.key) return 4;
  if (own.kind === "cell") return /^[|&]$/.test(own.key) === /^[|&]$/.test(other.key) ? 2 : 0;
  return own.kind === "link" && sharesHalf(own.key, other.key) ? 3 : 2;
}

function isLabelOf(link: string, text: string): boolean {
  const label = linkLabel(link);
  return (
    label !== undefined && link.slice(label.start, label.end).replace(/\s+/g, "") === text.replace(/\s+/g, "")
  );
}

function sharesHalf(link: string, other: string): boolean {
  const [label, otherLabel] = [linkLabel(link), linkLabel(other)];
  if (label === undefined || otherLabel === undefined) return false;
  const isSameText = link.slice(label.start, label.end) === other.slice(otherLabel.start, otherLabel.end);
  return isSameText || link.slice(label.end) === other.slice(otherLabel.end);
}

/** Up to 100 characters. */
function commonStart(own: string, other: string): number {
  let length = 0;
  while (length < 100 && length < own.length && own[length] === other[length]) length++;
  return length;
}
