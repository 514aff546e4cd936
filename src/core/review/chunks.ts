import type { TextRange } from "../text/textEdit";
import type { Atom } from "./atoms";
import { differingBlocks, type Block } from "./blocks";
import { JOINS_BEFORE } from "./tokens";

/** A text, and what in it is one thing. */
export interface Side {
  readonly text: string;
  readonly atoms: readonly Atom[];
}

/** A range of the original and the range of the proposal that stands in its place. */
export interface RunPair {
  readonly own: TextRange;
  readonly other: TextRange;
}

/** Sentences and lines that may have come and gone before two texts are compared as a whole: about 30 ms. */
const MAX_CHUNK_EDITS = 800;

/** Equal text between two changes holds them apart from so many characters on that are not white space. */
const SHORTEST_ANCHOR = 12;

/** Behind a sentence or a line, and the white space after it. */
const CHUNK_END = /[.!?…]["'”’)\]*_]*[^\S\r\n]+|[。！？]+["'”’」』）》]*|[^\S\r\n]*\r?\n\s*/g;

/**
 * Where two texts differ, by whole sentences and lines: the first and cheap look, which leaves little to compare by
 * words. Everything outside the runs is equal, but short equal pieces may be inside.
 */
export function differingRuns(own: Side, other: Side): RunPair[] {
  const chunks = chunksOf(own);
  const otherChunks = chunksOf(other);
  const whole: Block = { start: 0, end: chunks.length, otherStart: 0, otherEnd: otherChunks.length };
  const texts = chunks.map(({ start, end }) => own.text.slice(start, end));
  const otherTexts = otherChunks.map(({ start, end }) => other.text.slice(start, end));
  const blocks = differingBlocks(texts, otherTexts, MAX_CHUNK_EDITS) ?? [whole];
  return withoutShortAnchors(blocks, texts).map((block) => ({
    own: rangeOf(chunks, block.start, block.end, own.text.length),
    other: rangeOf(otherChunks, block.otherStart, block.otherEnd, other.text.length),
  }));
}

/** Where the sentence or line ends that `offset` is in or right behind; at most the end of the text. */
export function chunkEnd(side: Side, offset: number): number {
  return chunksOf(side).find(({ end }) => end >= offset)?.end ?? side.text.length;
}

/** Chunks that cover the text; a border is never inside an atom or a character. */
function chunksOf({ text, atoms }: Side): TextRange[] {
  const chunks: TextRange[] = [];
  let start = 0;
  let atom = 0;
  for (const match of text.matchAll(CHUNK_END)) {
    const end = match.index + match[0].length;
    while ((atoms[atom]?.end ?? Infinity) <= end) atom++;
    const isInAtom = (atoms[atom]?.start ?? Infinity) < end;
    if (isInAtom || end === text.length || JOINS_BEFORE.test(text.slice(end, end + 2))) continue;
    chunks.push({ start, end });
    start = end;
  }
  if (start < text.length) chunks.push({ start, end: text.length });
  return chunks;
}

function withoutShortAnchors(blocks: readonly Block[], texts: readonly string[]): Block[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    const last = kept.at(-1);
    const anchor = last === undefined ? "" : texts.slice(last.end, block.start).join("").replace(/\s+/g, "");
    if (last === undefined || anchor.length >= SHORTEST_ANCHOR) kept.push(block);
    else kept[kept.length - 1] = { ...last, end: block.end, otherEnd: block.otherEnd };
  }
  return kept;
}

function rangeOf(chunks: readonly TextRange[], first: number, behind: number, length: number): TextRange {
  const start = chunks[first]?.start ?? length;
  return { start, end: behind > first ? (chunks[behind - 1]?.end ?? length) : start };
}
