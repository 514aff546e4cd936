import type { Chat, TreeMessage } from "./chat";
import { activePath } from "./chatTree";

/** The words of an exported chat, in the writer's language. */
export interface MarkdownWords {
  readonly untitled: string;
  /** Over the writer's messages. */
  readonly you: string;
  /** Over answers whose model is not known. */
  readonly answer: string;
  /** Before the names of what was sent along. */
  readonly context: string;
  /** A moment (milliseconds since 1970) in words. */
  readonly date: (at: number) => string;
}

/** The path that is shown, as a Markdown document. What the model thought stays out of it. */
export function chatMarkdown(chat: Chat, words: MarkdownWords): string {
  const title = chat.title === "" ? words.untitled : chat.title;
  const messages = activePath(chat).filter(({ content }) => content.trim() !== "");
  const parts = [
    `# ${escapeInline(title)}`,
    `_${words.date(chat.createdAt)}_`,
    ...messages.map((message) => messageMarkdown(message, words)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function messageMarkdown({ role, content, model, context = [] }: TreeMessage, words: MarkdownWords): string {
  const who = role === "user" ? words.you : (model?.name ?? words.answer);
  const labels = context.map(({ label }) => escapeInline(label)).filter((label) => label !== "");
  return [
    `## ${escapeInline(who)}`,
    ...(labels.length > 0 ? [`> ${words.context} ${labels.join(", ")}`] : []),
    closedFence(content.trim()),
  ].join("\n\n");
}

/** A name in a line of Markdown, whatever marks it is made of. */
function escapeInline(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, "\\$&");
}

/** An answer that was stopped may leave a fence open, which would swallow all that follows. */
function closedFence(content: string): string {
  let open: string | undefined;
  for (const [, fence = "", info = ""] of content.matchAll(/^ {0,3}(`{3,}|~{3,})(.*)$/gm)) {
    if (open === undefined) open = fence;
    else if (fence.startsWith(open) && info.trim() === "") open = undefined;
  }
  return open === undefined ? content : `${content}\n${open}`;
}
