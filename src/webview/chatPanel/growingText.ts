import { blockStarts, type LinkTargets } from "./markdownParser";

/** UTF-16 units after which a group of blocks is closed: few enough for a browser to lay it out anew each frame. */
const GROUP_LENGTH = 4000;
/** UTF-16 units after which a block is divided though it goes on: it is read anew each frame. */
const LONG_BLOCK = 8000;
/** The same for a table, of which a browser lays out every row anew. */
const LONG_TABLE = 3000;

/**
 * Markdown in pieces that can be drawn by themselves. What is in `groups` stays as it is while the text grows, but for
 * the last group, which gets more blocks; `rest` is what may still change its meaning.
 */
export interface GrowingText {
  readonly source: string;
  readonly groups: readonly (readonly string[])[];
  readonly rest: string;
  readonly targets: LinkTargets;
}

const NOTHING: GrowingText = { source: "", groups: [[]], rest: "", targets: {} };

/**
 * The pieces of `source`. Where it goes on from `before`, only what is new is looked at.
 * Joined, the pieces are the whole text again, but for the heads of tables that were divided.
 */
export function growText(before: GrowingText | undefined, source: string): GrowingText {
  const known = before && source.startsWith(before.source) ? before : NOTHING;
  const rest = known.rest + normalised(source, known.source.length);
  const { blocks, left, targets } = cut(rest);
  return {
    source,
    groups: blocks.length === 0 ? known.groups : grouped(known.groups, blocks),
    rest: left,
    targets: merged(known.targets, targets),
  };
}

/** What comes after `from`, with the line ends that Markdown has. */
function normalised(source: string, from: number): string {
  const isHalfALineEnd = source[from - 1] === "\r" && source[from] === "\n";
  return source.slice(isHalfALineEnd ? from + 1 : from).replace(/\r\n?/g, "\n");
}

/** The blocks of `text` to which no more can come, and what is left. A line that has no end yet decides nothing. */
function cut(text: string): { blocks: string[]; left: string; targets: LinkTargets } {
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split(/(?<=\n)/);
  const { lines: starts, lastType, lastItemLine, targets } = blockStarts(lines.join(""));
  const piece = (from: number, to?: number) => lines.slice(from, to).join("");
  const places = [0, ...starts.slice(1)];
  const blocks = places.slice(0, -1).map((from, place) => piece(from, places[place + 1]));
  const lastPlace = places.at(-1) ?? 0;
  const last = text.slice(piece(0, lastPlace).length);
  if (last.length < (lastType === "table_open" ? LONG_TABLE : LONG_BLOCK))
    return { blocks, left: last, targets };
  const lastItem = lastItemLine === undefined ? 0 : piece(lastPlace, lastItemLine).length;
  const divided = divide(last, lastType, lastItem);
  return { blocks: [...blocks, ...divided.slice(0, -1)], left: divided.at(-1) ?? "", targets };
}

/** A long block in parts that look, one after the other, like the whole. Code stays in one: it is copied in one. */
function divide(block: string, type: string | undefined, lastItem: number): string[] {
  if (lastItem > 0) return [block.slice(0, lastItem), block.slice(lastItem)];
  if (type === "table_open") return tables(block);
  if (type !== undefined && type !== "paragraph_open") return [block];
  const lineEnd = block.lastIndexOf("\n", block.length - 2) + 1;
  const wordEnd = block.lastIndexOf(" ") + 1;
  const place = lineEnd > 0 ? lineEnd : wordEnd;
  return place > 0 ? [block.slice(0, place), block.slice(place)] : [block];
}

/** A table as several, each with its head. */
function tables(block: string): string[] {
  const [head = "", rule = ""] = block.split(/(?<=\n)/, 2);
  const parts: string[] = [];
  let from = head.length + rule.length;
  for (;;) {
    const end = block.indexOf("\n", from + LONG_TABLE) + 1;
    // What comes after it must be a row, and no table ends without one.
    if (end === 0 || !/^[^\n]*\S[^\n]*\n/.test(block.slice(end, end + LONG_TABLE))) break;
    parts.push(head + rule + block.slice(from, end));
    from = end;
  }
  return [...parts, head + rule + block.slice(from)];
}

/** New blocks go into the last group until it is full. */
function grouped(groups: GrowingText["groups"], blocks: readonly string[]): GrowingText["groups"] {
  const closed = groups.slice(0, -1);
  let open = groups.at(-1) ?? [];
  for (const block of blocks) {
    if (open.join("").length > GROUP_LENGTH) {
      closed.push(open);
      open = [];
    }
    open = [...open, block];
  }
  return [...closed, open];
}

/** The first definition of a name counts. The same object where nothing is new. */
function merged(known: LinkTargets, found: LinkTargets): LinkTargets {
  return Object.keys(found).every((name) => name in known) ? known : { ...found, ...known };
}
