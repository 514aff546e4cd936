/** An image, as it is sent. */
export interface PromptImage {
  /** For instance "image/png". */
  readonly mimeType: string;
  /** Base64. */
  readonly data: string;
}

/** One message of a conversation. */
export interface ChatMessage {
  readonly role: "user" | "assistant";
  readonly content: string;
  /** A user's, shown before the words to a model that sees (`ModelInfo.seesImages`); others get the words alone. */
  readonly images?: readonly PromptImage[];
}

/** What was asked once and how it was answered well. */
export interface Example {
  readonly input: string;
  readonly output: string;
}

/** What a model is asked: a conversation, plain text to go on with, or the two sides of a gap. */
export type Prompt =
  | {
      readonly kind: "chat";
      readonly system?: string;
      readonly messages: readonly ChatMessage[];
      /** Shown to models that only go on with text, which learn from them what is wanted. */
      readonly examples?: readonly Example[];
    }
  | {
      readonly kind: "text";
      readonly text: string;
      /** Where the text is a conversation written out: the strings that end the answer. */
      readonly stop?: readonly string[];
    }
  | { readonly kind: "infill"; readonly prefix: string; readonly suffix: string };

export type ChatPrompt = Extract<Prompt, { kind: "chat" }>;
