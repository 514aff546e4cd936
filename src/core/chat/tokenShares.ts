import type { ModelInfo } from "../models/languageModel";
import { estimateTokens } from "../text/tokenEstimate";
import { turnRoom } from "./answerTurn";
import type { Chat } from "./chat";
import { contextBlock, type ContextItem } from "./chatContext";
import type { Question } from "./chatTransitions";
import { activePath } from "./chatTree";
import { messageTokens, withinBudget } from "./historyBudget";
import { earlierMessages, sentParts } from "./turnMessages";

/** A part of what will be sent, with its tokens as estimated here. */
export interface TokenShare {
  readonly part: "system" | "earlier" | "context" | "question";
  readonly tokens: number;
  /** For "context": the chip. */
  readonly item?: ContextItem;
}

export interface TokenShares {
  readonly shares: readonly TokenShare[];
  readonly total: number;
  /** What the model can be sent beside the answer that it is to have room for. */
  readonly limit: number;
  /** Messages of the chat that will not be sent, for there is no room for them. */
  readonly dropped: number;
}

/** Of the room for messages the context may take so much: the question and something of the chat have to fit as well. */
const CONTEXT_SHARE = 0.6;

/** What would be sent if the writer asked now, at the end of the path that is shown. */
export function tokenShares(
  chat: Chat,
  question: Question,
  info: Pick<ModelInfo, "contextTokens">,
): TokenShares {
  const { system, messageTokens: room } = turnRoom(question.options ?? {}, info);
  const asked = { role: "user" as const, ...sentParts(question) };
  const earlier = earlierMessages(activePath(chat));
  const kept = withinBudget([...earlier, asked], room).slice(0, -1);
  const context = question.context ?? [];
  const shares: TokenShare[] = [
    { part: "system", tokens: estimateTokens(system) },
    { part: "earlier", tokens: kept.reduce((sum, message) => sum + messageTokens(message), 0) },
    ...context.map((item) => ({ part: "context" as const, tokens: itemTokens(item), item })),
    { part: "question", tokens: estimateTokens(question.content) },
  ];
  return {
    shares,
    total: shares.reduce((sum, { tokens }) => sum + tokens, 0),
    limit: room + estimateTokens(system),
    dropped: earlier.length - kept.length,
  };
}

/** Tokens that `fitContext` may fill for a question to this model. */
export function contextRoom(
  question: Pick<Question, "content" | "options">,
  info: Pick<ModelInfo, "contextTokens">,
) {
  const { messageTokens: room } = turnRoom(question.options ?? {}, info);
  const left = room - estimateTokens(question.content);
  return Math.max(0, Math.floor(Math.min(left, room * CONTEXT_SHARE)));
}

/** With its tags, which are sent as well. */
function itemTokens(item: ContextItem): number {
  return item.image ? item.tokens : estimateTokens(contextBlock([item]));
}
