import type { ChatMessage } from "../models/prompt";
import type { AnswerOptions, Chat, TreeMessage } from "./chat";
import { contextBlock } from "./chatContext";
import { pathTo } from "./chatTree";

export interface Turn {
  readonly messages: readonly ChatMessage[];
  readonly options: AnswerOptions;
}

/** Asks for more of an answer that broke off. */
const GO_ON =
  "Your last answer broke off. Go on exactly where it ends, in the middle of a sentence or of a word if need be. " +
  "Repeat nothing of it, and add no preface.";

/**
 * What is sent for the answer `answerId`: all that leads to it in its branch. An answer that has begun already is asked
 * to be continued.
 */
export function turnMessages(chat: Chat, answerId: string): Turn {
  const path = pathTo(chat, answerId);
  const question = path.at(-2);
  const begun = path.at(-1);
  return {
    messages: [
      ...earlierMessages(path.slice(0, -2)),
      ...(question ? [sentMessage(question)] : []),
      ...(begun && begun.content.trim() !== "" ? [sentMessage(begun), goOn] : []),
    ],
    options: question?.options ?? {},
  };
}

/**
 * What is sent of the messages before a question. A question that never got a word of an answer is left out: after it
 * another of the writer's would follow, and many models take turns strictly.
 */
export function earlierMessages(path: readonly TreeMessage[]): ChatMessage[] {
  const answered = path.filter((message, i) => {
    const answer = message.role === "user" ? path[i + 1] : message;
    return answer !== undefined && answer.content.trim() !== "";
  });
  return answered.map(sentMessage);
}

const goOn: ChatMessage = { role: "user", content: GO_ON };

function sentMessage(message: TreeMessage): ChatMessage {
  return { role: message.role, ...sentParts(message) };
}

/** What stands beside a question comes before it: models heed most what they read last. */
export function sentContent({ content, context = [] }: Pick<TreeMessage, "content" | "context">): string {
  const block = contextBlock(context);
  return block === "" ? content : `${block}\n\n${content}`;
}

/** The same with the images. */
export function sentParts({
  content,
  context = [],
}: Pick<TreeMessage, "content" | "context">): Pick<ChatMessage, "content" | "images"> {
  const images = context.flatMap(({ image }) => image ?? []);
  return { content: sentContent({ content, context }), ...(images.length > 0 && { images }) };
}
