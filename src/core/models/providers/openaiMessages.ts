import type { ChatMessage, ChatPrompt, PromptImage } from "../prompt";

/** https://platform.openai.com/docs/guides/images-vision, which llama.cpp, Hugging Face and all others took over. */
type ContentPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } };

export interface OpenAiMessage {
  readonly role: string;
  /** A string unless there are images: not every server knows parts. */
  readonly content: string | ContentPart[];
}

/** A conversation for `/chat/completions`. */
export function openAiMessages({ system, messages }: ChatPrompt): OpenAiMessage[] {
  return [...(system ? [{ role: "system", content: system }] : []), ...messages.map(openAiMessage)];
}

/** An image inside the request: nothing has to be fetched for it. */
export function dataUrl({ mimeType, data }: PromptImage): string {
  return `data:${mimeType};base64,${data}`;
}

function openAiMessage({ role, content, images = [] }: ChatMessage): OpenAiMessage {
  if (images.length === 0) return { role, content };
  const shown = images.map((image) => ({ type: "image_url" as const, image_url: { url: dataUrl(image) } }));
  // Anthropic refuses empty texts.
  return { role, content: content === "" ? shown : [...shown, { type: "text", text: content }] };
}
