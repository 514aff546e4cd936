import {
  LlamaText,
  SpecialTokensText,
  type ChatHistoryItem,
  type ChatWrapper,
  type LlamaChat,
  type LlamaCompletion,
  type LlamaModel,
} from "node-llama-cpp";
import type { ChatPrompt, Prompt } from "../prompt";

/** One decoder's two ways of being asked. */
export interface Decoder {
  readonly chat: LlamaChat;
  readonly completion: LlamaCompletion;
}

export type AnswerOptions = NonNullable<Parameters<LlamaCompletion["generateCompletionWithMeta"]>[1]>;

/** A piece of an answer, and how many tokens it took. */
export interface Piece {
  readonly kind: "text" | "reasoning";
  readonly text: string;
  readonly tokens: number;
}

/** A prompt in llama.cpp's terms. */
export interface ReadPrompt {
  readonly tokens: number;
  readonly ask: (
    decoder: Decoder,
    options: AnswerOptions,
    onPiece: (piece: Piece) => void,
  ) => Promise<{ readonly metadata: { readonly stopReason: string } }>;
}

export interface Reading {
  readonly model: LlamaModel;
  readonly wrapper: ChatWrapper;
  /** See `Weights.writtenOut`. */
  readonly writtenOut: boolean;
}

export function readPrompt(prompt: Prompt, { model, wrapper, writtenOut }: Reading): ReadPrompt {
  switch (prompt.kind) {
    case "chat": {
      const history = chatHistory(prompt);
      const written = wrapper.generateContextState({ chatHistory: history }).contextText;
      return {
        tokens: written.tokenize(model.tokenizer).length,
        ask: ({ chat }, options, onPiece) =>
          chat.generateResponse(history, {
            ...options,
            // A "segment" is what the model thinks, or says to itself between tools.
            onResponseChunk: ({ type, text, tokens }) =>
              onPiece({ kind: type === "segment" ? "reasoning" : "text", text, tokens: tokens.length }),
          }),
      };
    }
    case "text": {
      // Outside of a conversation that was written out nothing that the writer types is more than text.
      const isConversation = writtenOut && prompt.stop !== undefined;
      const read = (text: string) => LlamaText(isConversation ? new SpecialTokensText(text) : text);
      const stop = prompt.stop?.map(read) ?? [];
      return {
        tokens: read(prompt.text).tokenize(model.tokenizer).length,
        ask: ({ completion }, { customStopTriggers = [], ...options }, onPiece) =>
          completion.generateCompletionWithMeta(read(prompt.text), {
            ...options,
            ...listeners(onPiece),
            customStopTriggers: [...customStopTriggers, ...stop],
          }),
      };
    }
    case "infill": {
      const { prefix, suffix } = prompt;
      return {
        tokens: model.tokenize(prefix + suffix).length,
        ask: ({ completion }, options, onPiece) => {
          const all = { ...options, ...listeners(onPiece) };
          // A vocabulary without infill tokens still goes on with the text before the gap.
          return completion.infillSupported
            ? completion.generateInfillCompletionWithMeta(prefix, suffix, all)
            : completion.generateCompletionWithMeta(prefix, all);
        },
      };
    }
  }
}

/** Tokens are reported before the text that they make. */
function listeners(onPiece: (piece: Piece) => void): Pick<AnswerOptions, "onToken" | "onTextChunk"> {
  return {
    onToken: ({ length }) => onPiece({ kind: "text", text: "", tokens: length }),
    onTextChunk: (text) => onPiece({ kind: "text", text, tokens: 0 }),
  };
}

function chatHistory({ system, messages }: ChatPrompt): ChatHistoryItem[] {
  return [
    ...(system ? [{ type: "system" as const, text: system }] : []),
    ...messages.map(({ role, content }) =>
      role === "user"
        ? { type: "user" as const, text: content }
        : { type: "model" as const, response: [content] },
    ),
    { type: "model" as const, response: [] },
  ];
}
