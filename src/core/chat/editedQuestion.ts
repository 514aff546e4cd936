import type { TextRange } from "../text/textEdit";
import type { Chat, QuotedText } from "./chat";
import type { Question } from "./chatTransitions";

/** So many characters on each side tell one place from another. */
const AROUND = 500;

/**
 * A question of the chat with other words: what it was sent with, and how it was asked, stays. Undefined for no words,
 * and where there is no such question.
 */
export function editedQuestion(chat: Chat, questionId: string, text: string): Question | undefined {
  const message = chat.messages.get(questionId);
  const content = text.trim();
  if (message?.role !== "user" || content === "") return undefined;
  const { options, context, quoted = [] } = message;
  const kept = keptTexts(quoted, message.content, content);
  return {
    content,
    ...(options && { options }),
    ...(context && { context }),
    ...(kept.length > 0 && { quoted: kept }),
  };
}

/** Those of the texts in `before` that still stand in `after`, and where. */
function keptTexts(quoted: readonly QuotedText[], before: string, after: string): QuotedText[] {
  const kept: QuotedText[] = [];
  for (const { name, ...range } of quoted) {
    const place = placeAfterEdit(range, before, after, kept.at(-1)?.end ?? 0);
    if (place) kept.push({ name, ...place });
  }
  return kept;
}

/** Where the text of a range stands by now, not before `from`: there where most of what stood around it does. */
function placeAfterEdit(
  { start, end }: TextRange,
  before: string,
  after: string,
  from: number,
): TextRange | undefined {
  const about = before.slice(start, end);
  if (about === "") return undefined;
  let best: { readonly at: number; readonly same: number } | undefined;
  for (let at = after.indexOf(about, from); at >= 0; at = after.indexOf(about, at + 1)) {
    const same =
      sameFrom(before, start - 1, after, at - 1, -1) + sameFrom(before, end, after, at + about.length, 1);
    if (same > (best?.same ?? -1)) best = { at, same };
  }
  return best && { start: best.at, end: best.at + about.length };
}

/** How many characters are the same from two places on, forwards (1) or backwards (-1). */
function sameFrom(one: string, i: number, other: string, j: number, step: 1 | -1): number {
  for (let count = 0; count < AROUND; count++) {
    const character = one.charAt(i + count * step);
    if (character === "" || character !== other.charAt(j + count * step)) return count;
  }
  return AROUND;
}
