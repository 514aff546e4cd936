import { CJK } from "../text/characters";
import type { GhostTextSettings } from "../settings/settings";
import type { Answer } from "./answer";
import type { Match } from "./completionCache";
import type { DocumentRequests } from "./documentRequests";
import type { GhostTextQuery } from "./ghostTextQuery";
import { pieceToShow, type PieceOptions } from "./postprocess/pieceToShow";
import { isInsideParagraph } from "./triggerPolicy";

/** So little of a sentence is soon typed: what follows it is shown with it, so that nothing blinks in between. */
const NEARLY_TYPED = 16;
const NEARLY_TYPED_CJK = 6;

export interface ShowOptions {
  readonly length: GhostTextSettings["length"];
  /** A few words are enough: nobody should wait for the end of the sentence. */
  readonly early: boolean;
  /** UTF-16 units of the first answer that are on screen already, what was typed of them included. */
  readonly end: number;
}

/**
 * What the writer sees of a continuation at the cursor, each text once: none where nothing of it may be shown,
 * undefined while it is still too little.
 */
export function textsToShow(match: Match, query: GhostTextQuery, options: ShowOptions): string[] | undefined {
  const { answers } = match.continuation;
  const texts: string[] = [];
  for (const [index, answer] of answers.entries()) {
    const end = index === 0 ? options.end : 0;
    const text = textToShow(answer, match.typed, query, { ...options, end });
    if (text === undefined) return undefined;
    if (text !== "") texts.push(text);
  }
  return [...new Set(texts)];
}

/** The same, once there is enough; none when `signal` is aborted or nothing more comes. Throws what the stream did. */
export async function textsWhenEnough(
  match: Match,
  query: GhostTextQuery,
  options: ShowOptions,
  requests: Pick<DocumentRequests, "of">,
  signal: AbortSignal,
): Promise<string[]> {
  for (;;) {
    const texts = textsToShow(match, query, options);
    if (texts) return texts;
    const running = requests.of(match.continuation);
    if (!running || signal.aborted) return [];
    await running.grown(signal);
    if (running.error !== undefined) throw running.error as Error;
  }
}

/** What is shown of one answer; "" where it does not agree with what was typed. */
function textToShow(
  answer: Answer,
  typed: string,
  query: GhostTextQuery,
  { length, early, end }: ShowOptions,
) {
  const rest = answer.rest(typed);
  if (rest === undefined) return "";
  if (rest === "unknown") return undefined;
  const options: PieceOptions = {
    ...{ isFinished: answer.finished, length, early, explicit: query.explicit },
    atLeast: Math.max(0, end - typed.length),
  };
  const piece = pieceToShow(rest.text, query, options);
  if (!piece || length === "phrase" || isInsideParagraph(query)) return piece;
  const isShort = piece.length <= (CJK.test(piece) ? NEARLY_TYPED_CJK : NEARLY_TYPED);
  if (!isShort || !rest.text.startsWith(piece)) return piece;
  const after = { ...query, prefix: query.prefix + piece };
  const next = pieceToShow(rest.text.slice(piece.length), after, {
    ...options,
    atLeast: Math.max(0, options.atLeast - piece.length),
  });
  return piece + (next ?? "");
}
