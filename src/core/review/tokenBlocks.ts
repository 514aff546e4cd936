import { differingBlocks, slideBlocks, type Block } from "./blocks";
import { pairInOrder } from "./pairInOrder";
import type { Token } from "./tokens";

/** Paragraphs of both texts multiplied; above it they are not looked through for which belongs to which. */
const MAX_PARAGRAPH_PAIRS = 10_000;

/** Tokens for each edit that may be looked for: of more, paragraph by paragraph is tried first. */
const LONGEST_FOR_EDITS = 8;

/** Share of words that two paragraphs must have in common to be versions of one another. */
const SAME_PARAGRAPH = 0.25;

/** Tokens [start, end) of a paragraph, the break behind it included. */
interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly words: ReadonlySet<string>;
}

/**
 * The blocks in which two lists of tokens differ. `effort` is about how many steps of comparing it may take: texts
 * that differ too much for it are compared paragraph by paragraph, and such paragraphs are taken as a whole.
 */
export function differingTokens(tokens: readonly Token[], others: readonly Token[], effort: number): Block[] {
  // Myers' algorithm goes through at most half the square of its edits.
  const maxEdits = Math.floor(Math.sqrt(2 * effort));
  const isHopeless = maxEdits * LONGEST_FOR_EDITS < tokens.length + others.length;
  if (isHopeless && tokens.some(isBreak) && others.some(isBreak)) return byParagraphs(tokens, others, effort);
  const keys = tokens.map(comparisonKey);
  const otherKeys = others.map(comparisonKey);
  const blocks = differingBlocks(keys, otherKeys, maxEdits);
  if (blocks === undefined) return byParagraphs(tokens, others, effort);
  const quality = (index: number, isOther: boolean) => borderQuality(isOther ? others : tokens, index);
  return slideBlocks(keys, otherKeys, blocks, quality);
}

/** An atom equals no word that happens to look like it. */
function comparisonKey({ kind, key }: Token): string {
  return kind === "link" || kind === "citation" || kind === "cell" ? `${kind} ${key}` : key;
}

function byParagraphs(tokens: readonly Token[], others: readonly Token[], effort: number): Block[] {
  const paragraphs = paragraphsOf(tokens);
  const otherParagraphs = paragraphsOf(others);
  const whole: Block = { start: 0, end: tokens.length, otherStart: 0, otherEnd: others.length };
  if (paragraphs.length < 2 && otherParagraphs.length < 2) return [whole];
  const pairs = pairParagraphs(paragraphs, otherParagraphs);
  const size = tokens.length + others.length;
  const blocks: Block[] = [];
  let behind = { start: 0, otherStart: 0 };
  const addUnpaired = (end: number, otherEnd: number) => {
    if (end > behind.start || otherEnd > behind.otherStart) blocks.push({ ...behind, end, otherEnd });
  };
  for (const [own, other] of pairs) {
    addUnpaired(own.start, other.start);
    const share = (effort * (own.end - own.start + other.end - other.start)) / size;
    const inner = differingTokens(
      tokens.slice(own.start, own.end),
      others.slice(other.start, other.end),
      share,
    );
    for (const block of inner) {
      blocks.push({
        start: own.start + block.start,
        end: own.start + block.end,
        otherStart: other.start + block.otherStart,
        otherEnd: other.start + block.otherEnd,
      });
    }
    behind = { start: own.end, otherStart: other.end };
  }
  addUnpaired(tokens.length, others.length);
  return blocks;
}

/** Paragraphs that share words; between those, as many in one text as in the other are taken one by one. */
function pairParagraphs(own: readonly Paragraph[], other: readonly Paragraph[]): [Paragraph, Paragraph][] {
  const isTooMany = own.length * other.length > MAX_PARAGRAPH_PAIRS;
  const score = (i: number, j: number) => likeness(own[i], other[j]);
  const alike = isTooMany ? [] : pairInOrder(own.length, other.length, score);
  const pairs: [Paragraph, Paragraph][] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...alike, [own.length, other.length] as const]) {
    const isSame = nextI - i === nextJ - j;
    for (; isSame && i < nextI; i++, j++) addPair(pairs, own[i], other[j]);
    addPair(pairs, own[nextI], other[nextJ]);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return pairs;
}

function addPair(
  pairs: [Paragraph, Paragraph][],
  own: Paragraph | undefined,
  other: Paragraph | undefined,
): void {
  if (own !== undefined && other !== undefined) pairs.push([own, other]);
}

/** The share of words in common; 0 where it is too small. */
function likeness(own: Paragraph | undefined, other: Paragraph | undefined): number {
  if (own === undefined || other === undefined) return 0;
  let common = 0;
  for (const word of own.words) if (other.words.has(word)) common++;
  const share = common / Math.max(own.words.size, other.words.size, 1);
  return share < SAME_PARAGRAPH ? 0 : share;
}

function paragraphsOf(tokens: readonly Token[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = 0;
  for (let end = 1; end <= tokens.length; end++) {
    if (end < tokens.length && tokens[end - 1]?.kind !== "break") continue;
    const inside = tokens.slice(start, end).filter(({ kind }) => kind !== "mark" && kind !== "break");
    paragraphs.push({ start, end, words: new Set(inside.map(({ key }) => key)) });
    start = end;
  }
  return paragraphs;
}

function isBreak({ kind }: Token): boolean {
  return kind === "break";
}

/** How natural a change begins or ends before a token: at a paragraph, a sentence, a clause, or between words. */
function borderQuality(tokens: readonly Token[], index: number): number {
  const before = tokens[index - 1];
  const behind = tokens[index];
  if (before === undefined || before.kind === "break") return 5;
  if (behind === undefined || behind.kind === "break") return 4;
  if (endsSentence(before, behind)) return 3;
  if (behind.kind === "mark" && behind.start === before.end) return 0;
  return before.kind === "mark" ? 2 : 1;
}

/** Whether `token` is the mark behind a sentence, given what follows it. */
export function endsSentence(token: Token, next: Token | undefined): boolean {
  if (token.kind !== "mark") return false;
  if (/^[。！？]/.test(token.key)) return true;
  return /^[.!?…]/.test(token.key) && (next === undefined || next.start > token.end || next.kind === "mark");
}
