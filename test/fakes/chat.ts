/** `vscode.chat`: the participants that were created, and conversations with them as VS Code's Chat view has them. */
import type * as vscode from "vscode";
import manifest from "../../package.json";
import { strict } from "./strict";
import { CancellationTokenSource, MarkdownString, type Location, type Uri } from "./values";

export class ChatResponseMarkdownPart {
  constructor(readonly value: MarkdownString) {}
}

export class ChatResponseCommandButtonPart {
  constructor(readonly value: vscode.Command) {}
}

export interface FakeParticipant {
  readonly id: string;
  readonly requestHandler: vscode.ChatRequestHandler;
  iconPath: Uri | undefined;
  followupProvider: vscode.ChatFollowupProvider | undefined;
}

const fresh = () => ({
  /** By id. */
  participants: new Map<string, FakeParticipant>(),
  /** What `createChatParticipant` throws. */
  refusal: undefined as Error | undefined,
});

export const chats = fresh();

const contributed = manifest.contributes.chatParticipants.map(({ id }) => id);

const present = strict("vscode.chat", {
  createChatParticipant(id: string, requestHandler: vscode.ChatRequestHandler) {
    if (chats.refusal) throw chats.refusal;
    if (!contributed.includes(id)) throw new Error(`chatParticipant must be declared in package.json: ${id}`);
    if (chats.participants.has(id)) throw new Error(`${id} already has an implementation`);
    const participant = { id, requestHandler, iconPath: undefined, followupProvider: undefined };
    chats.participants.set(id, participant);
    return Object.assign(participant, { dispose: () => void chats.participants.delete(id) });
  },
});

export let chat: typeof present | undefined = present;

/** An editor that has no chat at all. */
export function removeChat(): void {
  chat = undefined;
}

export function resetChat(): void {
  Object.assign(chats, fresh());
  chat = present;
}

/** What a participant has written into one answer. */
export class FakeResponse {
  readonly parts: (ChatResponseMarkdownPart | ChatResponseCommandButtonPart)[] = [];
  readonly progressed: string[] = [];
  readonly references: (Uri | Location)[] = [];

  /** All that is Markdown. */
  get text(): string {
    return this.parts
      .map((part) => (part instanceof ChatResponseMarkdownPart ? part.value.value : ""))
      .join("");
  }

  get buttons(): readonly vscode.Command[] {
    return this.parts.flatMap((part) => (part instanceof ChatResponseCommandButtonPart ? part.value : []));
  }

  markdown(value: string | MarkdownString): void {
    const part = typeof value === "string" ? new MarkdownString(value) : value;
    this.parts.push(new ChatResponseMarkdownPart(part));
  }

  button(command: vscode.Command): void {
    this.parts.push(new ChatResponseCommandButtonPart(command));
  }

  progress(message: string): void {
    this.progressed.push(message);
  }

  reference(place: Uri | Location): void {
    this.references.push(place);
  }
}

export interface Asked {
  readonly command?: string;
  readonly references?: readonly object[];
}

/** A chat with one participant: each turn gets the turns before it, as they come back from VS Code's storage. */
export class FakeConversation {
  readonly #history: unknown[] = [];

  constructor(private readonly participant: FakeParticipant) {}

  /** Begins a turn; `done` is its result, and the follow-ups that are offered after it. */
  ask(prompt: string, { command, references = [] }: Asked = {}) {
    const source = new CancellationTokenSource();
    const response = new FakeResponse();
    const { id, requestHandler, followupProvider } = this.participant;
    const own = { prompt, command, references, participant: id, toolReferences: [] };
    const context = { history: [...this.#history] } as unknown as vscode.ChatContext;
    const finish = async () => {
      const request = strict("ChatRequest", own) as unknown as vscode.ChatRequest;
      const stream = response as unknown as vscode.ChatResponseStream;
      const { token } = source;
      const told = (await requestHandler(request, context, stream, token)) ?? {};
      // Of an answer that was stopped VS Code keeps the words alone.
      const kept = source.token.isCancellationRequested ? {} : told;
      const result = JSON.parse(JSON.stringify(kept)) as vscode.ChatResult;
      this.#history.push(own, { response: response.parts, result, participant: id });
      const followUps = (await followupProvider?.provideFollowups(result, context, token)) ?? [];
      return { result, followUps };
    };
    return { response, cancel: () => source.cancel(), done: finish() };
  }

  /** Puts a turn of another participant's into the chat. */
  hearOther(prompt: string, answer: string): void {
    const participant = "other.agent";
    const response = [new ChatResponseMarkdownPart(new MarkdownString(answer))];
    this.#history.push(
      { prompt, command: undefined, references: [], participant },
      { response, result: {}, participant },
    );
  }
}
