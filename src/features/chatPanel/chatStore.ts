import { randomUUID } from "node:crypto";
import type { Uri } from "vscode";
import { systemClock, type Clock } from "../../core/common/clock";
import type { Disposable } from "../../core/common/disposable";
import type { Logger } from "../../core/common/logger";
import { excerptInBytes, type Excerpt } from "../../core/chat/chatExcerpt";
import { applyEvents, type ChatEvent } from "../../core/chat/chatEvents";
import { parseChat, type ParsedChat } from "../../core/chat/chatFile";
import { chatMarkdown, type MarkdownWords } from "../../core/chat/chatMarkdown";
import { interruptAll, renameChat } from "../../core/chat/chatTransitions";
import { ChatFiles, isChatId } from "./chatFiles";
import { ChatIndex, type ListedChat } from "./chatIndex";
import { ChatTexts } from "./chatTexts";
import { ChatWriter } from "./chatWriter";

/** A chat that a search has found; without an excerpt where only the title, or words of several messages, match. */
export interface FoundChat {
  readonly chat: ListedChat;
  readonly excerpt?: Excerpt;
}

export interface FoundChats {
  /** The best `limit`: those with all words in the title first, then the newest. */
  readonly found: readonly FoundChat[];
  /** How many there are in all. */
  readonly total: number;
}

/** How long the words of all chats are kept in memory after a search, in milliseconds. */
const KEPT_WORDS_MS = 5 * 60_000;

/** A search for which the writer types letter by letter knows what other windows wrote so many milliseconds before. */
const SEARCH_AGE_MS = 2000;

/**
 * The chats of all windows, in a folder of Inkling's storage: a file each, to which the windows add what happens. What
 * a window has open is its own; `open` reads what all of them have written.
 */
export class ChatStore implements Disposable {
  readonly #windowId = randomUUID().replaceAll("-", "").slice(0, 12);
  readonly #files: ChatFiles;
  readonly #index: ChatIndex;
  readonly #writers = new Map<string, ChatWriter>();
  readonly #savingListeners = new Set<(id: string) => void>();
  #texts: ChatTexts | undefined;
  #cancelForgetting: (() => void) | undefined;

  /** @param folder must lie on a disk (scheme "file"), as the extension's storage does; it need not be there yet */
  constructor(
    folder: Pick<Uri, "fsPath">,
    private readonly logger: Logger,
    private readonly clock: Clock = systemClock,
  ) {
    this.#files = new ChatFiles(folder.fsPath);
    this.#index = new ChatIndex(this.#files, this.#windowId, clock, (what, error) => this.#warn(what, error));
  }

  /** All chats, newest first, without reading any that has not changed. */
  async list(): Promise<ListedChat[]> {
    return this.#index.list();
  }

  /**
   * A chat as it is on the disk, with this window's own last words; undefined where there is none. Answers that were
   * streaming when their window went away are given back as failed with "interrupted". Throws what Node says of a
   * disk that fails.
   */
  async open(id: string): Promise<ParsedChat | undefined> {
    await this.#writers.get(id)?.flush();
    const source = await this.#files.read(id);
    if (source === undefined) return undefined;
    const { chat, damage } = parseChat(id, source);
    if (damage) this.logger.warn(`Chats: ${damage.lines} damaged line(s) in a file`);
    return { chat: applyEvents(chat, interruptAll(chat)), ...(damage && { damage }) };
  }

  /** Writes down what happened, soon and in this order. A new chat begins with the events of its `startTurn`. */
  append(id: string, events: readonly ChatEvent[]): void {
    if (events.length === 0) return;
    if (!isChatId(id)) throw new RangeError("not a chat's id");
    this.#writer(id).add(events);
  }

  /** Gives a chat, open or not, another title; what follows from that for one that is open here. */
  async rename(id: string, title: string, at: number): Promise<ChatEvent[]> {
    const opened = await this.open(id);
    const events = opened ? renameChat(opened.chat, title, at) : [];
    this.append(id, events);
    await this.#writers.get(id)?.flush();
    return events;
  }

  /** Another window that has it open goes on, without writing it down any more. */
  async delete(id: string): Promise<void> {
    if (!isChatId(id)) return;
    await this.#writers.get(id)?.stop();
    this.#writers.delete(id);
    await this.#files.delete(id);
    this.#index.expire();
  }

  /** Searches titles and texts for all words of `query`. */
  async search(query: string, limit = 20): Promise<FoundChats> {
    await this.#flushAll();
    const { texts, entries } = await this.#warmed();
    const hits = texts.search(query);
    const found = await Promise.all(
      hits.slice(0, limit).map(async ({ id }): Promise<FoundChat[]> => {
        const entry = entries.get(id);
        const bytes = await this.#files.readBytes(id);
        if (!entry || !bytes) return [];
        const excerpt = excerptInBytes(bytes, query);
        const chat = { ...entry.summary, isDamaged: entry.isDamaged };
        return [{ chat, ...(excerpt && { excerpt }) }];
      }),
    );
    return { found: found.flat(), total: hits.length };
  }

  /** Reads what a search needs, so that the first one answers at once: for when the writer opens the list. */
  async warm(): Promise<void> {
    await this.#warmed();
  }

  /** The path that is shown as a Markdown document; undefined where there is no such chat. */
  async toMarkdown(id: string, words: MarkdownWords): Promise<string | undefined> {
    const opened = await this.open(id);
    return opened && chatMarkdown(opened.chat, words);
  }

  /** False while the disk does not take what happens in a chat. It is tried again, and the log says why. */
  isSaved(id: string): boolean {
    return this.#writers.get(id)?.isFailing !== true;
  }

  /** Tells when `isSaved` of a chat has changed, from now on until the result is disposed of. */
  onDidChangeSaving(listener: (id: string) => void): Disposable {
    this.#savingListeners.add(listener);
    return { dispose: () => void this.#savingListeners.delete(listener) };
  }

  /** Waits until everything is on the disk, or the disk has failed. */
  async settled(): Promise<void> {
    await this.#flushAll();
  }

  /** Writes what waits before it returns: VS Code ends the process as soon as everything is disposed of. */
  dispose(): void {
    this.#forgetWords();
    for (const writer of this.#writers.values()) writer.flushNow();
  }

  async #flushAll(): Promise<void> {
    await Promise.all([...this.#writers.values()].map((writer) => writer.flush()));
  }

  async #warmed() {
    this.#cancelForgetting?.();
    this.#cancelForgetting = this.clock.after(KEPT_WORDS_MS, () => this.#forgetWords());
    const texts = (this.#texts ??= new ChatTexts(this.#files));
    const entries = await this.#index.entries(SEARCH_AGE_MS);
    await texts.refresh(entries);
    return { texts, entries };
  }

  #forgetWords(): void {
    this.#cancelForgetting?.();
    this.#cancelForgetting = undefined;
    this.#texts = undefined;
  }

  #writer(id: string): ChatWriter {
    const known = this.#writers.get(id);
    if (known) return known;
    const writer = new ChatWriter(id, {
      ...{ files: this.#files, clock: this.clock, windowId: this.#windowId },
      written: () => this.#index.expire(),
      savingChanged: () => {
        for (const listener of this.#savingListeners) listener(id);
      },
      failed: (code) => this.logger.warn(`Chats: a chat could not be written (${code})`),
    });
    this.#writers.set(id, writer);
    return writer;
  }

  #warn(what: string, error: unknown): void {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    this.logger.warn(`Chats: ${what} ${code}`.trim());
  }
}
