/** `vscode.lm` and its classes: the models that a test offers, and what was registered for others. */
import type * as vscode from "vscode";
import { next, strict } from "./strict";
import { Disposable } from "./values";

export const LanguageModelChatMessageRole = { User: 1, Assistant: 2 } as const;

export class LanguageModelTextPart {
  constructor(readonly value: string) {}
}

export class LanguageModelDataPart {
  constructor(
    readonly data: Uint8Array,
    readonly mimeType: string,
  ) {}
}

type MessagePart = LanguageModelTextPart | LanguageModelDataPart;

export class LanguageModelToolCallPart {
  constructor(
    readonly callId: string,
    readonly name: string,
    readonly input: object,
  ) {}
}

export class LanguageModelChatMessage {
  readonly content: readonly MessagePart[];
  readonly name = undefined;

  private constructor(
    readonly role: number,
    content: string | readonly MessagePart[],
  ) {
    this.content = typeof content === "string" ? [new LanguageModelTextPart(content)] : content;
  }

  static User(content: string | readonly MessagePart[]): LanguageModelChatMessage {
    return new LanguageModelChatMessage(LanguageModelChatMessageRole.User, content);
  }

  static Assistant(content: string | readonly MessagePart[]): LanguageModelChatMessage {
    return new LanguageModelChatMessage(LanguageModelChatMessageRole.Assistant, content);
  }
}

export class LanguageModelError extends Error {
  override name = "LanguageModelError";

  constructor(
    message?: string,
    readonly code = "",
  ) {
    super(message);
  }

  static NoPermissions(message?: string): LanguageModelError {
    return new LanguageModelError(message, "NoPermissions");
  }

  static Blocked(message?: string): LanguageModelError {
    return new LanguageModelError(message, "Blocked");
  }

  static NotFound(message?: string): LanguageModelError {
    return new LanguageModelError(message, "NotFound");
  }
}

/** What a model does when it is asked: the pieces of its answer, or what `sendRequest` fails with. */
export type ChatAnswer = AsyncIterable<string> | Error;

export interface ChatRequest {
  readonly messages: readonly LanguageModelChatMessage[];
  readonly options: vscode.LanguageModelChatRequestOptions;
  readonly token: vscode.CancellationToken;
}

/** A model of another extension: `vscode.LanguageModelChat`. */
export class FakeChat {
  /** What it says next, one entry a request. */
  readonly answers: ChatAnswer[] = [];
  readonly requests: ChatRequest[] = [];
  /** It counts a token for each character, unless it cannot. */
  countingFails = false;
  readonly name: string;
  readonly version = "1";
  readonly maxInputTokens = 64_000;

  constructor(
    readonly vendor: string,
    readonly id: string,
    readonly family = id,
  ) {
    this.name = `${vendor}'s ${id}`;
  }

  sendRequest(
    messages: readonly LanguageModelChatMessage[],
    options: vscode.LanguageModelChatRequestOptions,
    token: vscode.CancellationToken,
  ): Promise<{ readonly text: AsyncIterable<string> }> {
    this.requests.push({ messages, options, token });
    const answer = next(this.answers, this.name);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ text: answer });
  }

  countTokens(text: string): Promise<number> {
    return this.countingFails ? Promise.reject(new Error("no tokenizer")) : Promise.resolve(text.length);
  }
}

const fresh = () => ({
  /** What `selectChatModels` finds. */
  chats: [] as FakeChat[],
  /** False in editors built on VS Code that have no chat of their own. */
  canRegister: true,
  /** By vendor. */
  providers: new Map<string, vscode.LanguageModelChatProvider>(),
});

export const languageModels = fresh();

export function resetLanguageModels(): void {
  Object.assign(languageModels, fresh());
}

export const lm = strict("vscode.lm", {
  selectChatModels: (selector: vscode.LanguageModelChatSelector = {}) =>
    Promise.resolve(languageModels.chats.filter((chat) => fits(chat, selector))),

  get registerLanguageModelChatProvider() {
    return languageModels.canRegister ? register : undefined;
  },
});

function fits(chat: FakeChat, { vendor, family, version, id }: vscode.LanguageModelChatSelector): boolean {
  const wanted = { vendor, family, version, id };
  return (Object.keys(wanted) as (keyof typeof wanted)[]).every(
    (key) => wanted[key] === undefined || chat[key] === wanted[key],
  );
}

function register(vendor: string, provider: vscode.LanguageModelChatProvider): Disposable {
  if (languageModels.providers.has(vendor)) throw new Error(`vendor '${vendor}' already exists`);
  languageModels.providers.set(vendor, provider);
  return new Disposable(() => void languageModels.providers.delete(vendor));
}
