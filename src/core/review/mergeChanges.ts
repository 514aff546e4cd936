import { joinChanges, type Change } from "./changes";
import { endsSentence } from "./tokenBlocks";
import type { Token } from "./tokens";

/** Marks of Markdown and LaTeX: words on both sides of one do not become one change. */
const MARKUP = /^[{}\\$*_`~|&#]/;

/** So many changes of a sentence are no longer read one by one when most of it is new. */
const MANY_CHANGES = 4;

/** What stands unchanged between two changes. */
interface Between {
  readonly words: number;
  /** Characters that are not white space. */
  readonly size: number;
  /** An atom, a break, markup or the end of a sentence: changes on both sides of it are two things to decide. */
  readonly isBarrier: boolean;
}

/**
 * Joins changes of text that have only little unchanged text between them, so that a rewritten sentence is one or a
 * few changes to read and not one for every second word (the idea of diff-match-patch's semantic clean-up).
 */
export function mergeChanges(
  changes: readonly Change[],
  tokens: readonly Token[],
  text: string,
  otherText: string,
): Change[] {
  const size = ({ own, other }: Change) =>
    Math.max(
      visible(text.slice(own.start, own.end)).length,
      visible(otherText.slice(other.start, other.end)).length,
    );
  const merged: Change[] = [];
  for (const change of changes) {
    let grown = change;
    for (let last = merged.at(-1); last !== undefined; last = merged.at(-1)) {
      if (last.kind !== "text" || grown.kind !== "text") break;
      const smaller = Math.min(size(last), size(grown));
      if (!isLittle(between(last, grown, tokens), smaller)) break;
      merged.pop();
      grown = joinChanges(last, grown);
    }
    merged.push(grown);
  }
  return joinRewritten(merged, tokens, size);
}

/** Sentences of which so much is new that what remained only gets in the way become one change each. */
function joinRewritten(
  changes: readonly Change[],
  tokens: readonly Token[],
  size: (change: Change) => number,
): Change[] {
  const joined: Change[] = [];
  for (let first = 0; first < changes.length;) {
    const group: Change[] = [];
    let kept = 0;
    for (let change = changes[first]; change !== undefined; change = changes[first]) {
      const last = group.at(-1);
      if (last !== undefined) {
        const gap = between(last, change, tokens);
        if (last.kind !== "text" || change.kind !== "text" || gap.isBarrier) break;
        kept += gap.size;
      }
      group.push(change);
      first++;
    }
    const changed = group.reduce((sum, change) => sum + size(change), 0);
    const isRewritten = group.length >= MANY_CHANGES && kept * 2 <= changed;
    joined.push(...(isRewritten ? [group.reduce(joinChanges)] : group));
  }
  return joined;
}

function between(first: Change, second: Change, tokens: readonly Token[]): Between {
  let [words, size, isBarrier] = [0, 0, false];
  for (let i = first.behind; i < second.first; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.kind === "word") words++;
    size += token.end - token.start;
    isBarrier ||= token.kind !== "word" && (token.kind !== "mark" || separates(token, tokens[i + 1]));
    if (isBarrier) break;
  }
  return { words, size, isBarrier };
}

function separates(mark: Token, next: Token | undefined): boolean {
  return MARKUP.test(mark.key) || endsSentence(mark, next);
}

/** White space alone; a mark or a word that is shorter than either change; two or three words less than half of it. */
function isLittle({ words, size, isBarrier }: Between, change: number): boolean {
  if (isBarrier) return false;
  if (size === 0) return true;
  return words <= 1 ? size < change : words <= 3 && size * 2 <= change;
}

function visible(text: string): string {
  return text.replace(/\s+/g, "");
}
