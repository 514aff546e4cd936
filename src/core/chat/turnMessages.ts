import type { ChatMessage } from "../models/prompt";
import type { AnswerOptions, Chat, TreeMessage } from "./chat";
import { contextBlock, type ContextImage } from "./chatContext";
import { pathTo } from "./chatTree";

/** A message as it goes to a model; the images are for those that see. */
export interface SentMessage extends ChatMessage {
  readonly images?: readonly ContextImage[];
}

export interface Turn {
  readonly messages: readonly SentMessage[];
  readonly options: AnswerOptions;
}

/** Asks for more of an answer that broke off. */
const GO_ON =
  "Your last answer broke off. Go on exactly where it ends, in the middle of a sentence or of a word if need be. " +
  "Repeat nothing of it, and add no preface.";

/**
 * What is sent for the answer `answerId`: all that leads to it in its branch. A question that never got a word of an
 * answer is left out: after it another of the writer's would follow, and many models take turns strictly. An answer
 * that has begun already is asked to be continued.
 */
export function turnMessages(chat: Chat, answerId: string): Turn {
  const path = pathTo(chat, answerId);
  const question = path.at(-2);
  const sent = path.slice(0, -2).filter((message, i) => {
    const answer = message.role === "user" ? path[i + 1] : message;
    return answer !== undefined && answer.content.trim() !== "";
  });
  const begun = path.at(-1);
  return {
    messages: [
      ...sent.map(sentMessage),
      ...(question ? [sentMessage(question)] : []),
      ...(begun && begun.content.trim() !== "" ? [sentMessage(begun), goOn] : []),
    ],
    options: question?.options ?? {},
  };
}

const goOn: SentMessage = { role: "user", content: GO_ON };

function sentMessage(message: TreeMessage): SentMessage {
  const images = message.context?.flatMap(({ image }) => image ?? []) ?? [];
  const content = sentContent(message);
  return { role: message.role, content, ...(images.length > 0 && { images }) };
}

/** What stands beside a question comes before it: models heed most what they read last. */
export function sentContent({ content, context = [] }: Pick<TreeMessage, "content" | "context">): string {
  const block = contextBlock(context);
  return block === "" ? content : `${block}\n\n${content}`;
}
