import type { Change } from "./changes";
import { joinChanges } from "./markPairs";
import { endsSentence } from "./tokenBlocks";
import type { Token } from "./tokens";

/** Marks of Markdown and LaTeX: words on both sides of one do not become one change. */
const MARKUP = /^[{}\\$*_`~|&#]/;

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
  return merged;
}

function between(first: Change, second: Change, tokens: readonly Token[]): Between {
  let [words, size, isBarrier] = [0, 0, false];
  for (let i = first.behind; i < second.first; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.kind === "word") words++;
    size += token.end - token.start;
    isBarrier ||= token.kind !== "word" && (token.kind !== "mark" || parts(token, tokens[i + 1]));
    if (isBarrier) break;
  }
  return { words, size, isBarrier };
}

function parts(mark: Token, next: Token | undefined): boolean {
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
