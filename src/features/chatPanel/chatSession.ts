import { randomUUID } from "node:crypto";
import type { Memento } from "vscode";
import { emptyChat, type Chat, type TreeMessage } from "../../core/chat/chat";
import { applyEvents, type ChatEvent } from "../../core/chat/chatEvents";
import type { ChatDamage } from "../../core/chat/chatFile";
import type { ChatStore } from "./chatStore";

/** The id of the chat that a window had open last, in the state of its workspace. */
const OPEN_CHAT = "openChat";

/** The chat that is open in this window: what happens in it goes to its value and to its file. */
export class ChatSession {
  #chat: Chat = newChat();
  #restored: Promise<ChatDamage | undefined> | undefined;

  /** @param state the window's own: each has a chat of its own open */
  constructor(
    private readonly store: Pick<ChatStore, "append" | "open">,
    private readonly state: Memento,
  ) {}

  get chat(): Chat {
    return this.#chat;
  }

  message(id: string): TreeMessage | undefined {
    return this.#chat.messages.get(id);
  }

  /** False where there are no events: then it cannot be done. */
  apply(events: readonly ChatEvent[]): boolean {
    if (events.length === 0) return false;
    this.#chat = applyEvents(this.#chat, events);
    this.store.append(this.#chat.id, events);
    if (events.some(({ kind }) => kind === "created")) this.#remember(this.#chat.id);
    return true;
  }

  /** What the store has already written down of a chat, which may be this one. */
  follow(id: string, events: readonly ChatEvent[]): void {
    if (id === this.#chat.id) this.#chat = applyEvents(this.#chat, events);
  }

  /** Begins a chat, of which nothing is written down before something is said. */
  begin(): void {
    this.#chat = newChat();
    this.#remember(undefined);
  }

  /** Opens a chat that was read from the store. */
  show(chat: Chat): void {
    this.#chat = chat;
    this.#remember(chat.id);
  }

  /**
   * Opens the chat that this window had open last, the first time; what could not be read of it. Does nothing where
   * the writer has begun with something else meanwhile. Throws what Node says of a disk that fails.
   */
  restore(): Promise<ChatDamage | undefined> {
    return (this.#restored ??= this.#restore().catch((error: unknown) => {
      this.#restored = undefined; // the disk may be there the next time
      throw error;
    }));
  }

  async #restore(): Promise<ChatDamage | undefined> {
    const id = this.state.get<string>(OPEN_CHAT);
    const before = this.#chat;
    if (typeof id !== "string" || before.messages.size > 0) return undefined;
    const read = await this.store.open(id);
    if (!read || this.#chat !== before) return undefined;
    this.#chat = read.chat;
    return read.damage;
  }

  #remember(id: string | undefined): void {
    void this.state.update(OPEN_CHAT, id);
  }
}

function newChat(): Chat {
  return emptyChat(randomUUID(), Date.now());
}
