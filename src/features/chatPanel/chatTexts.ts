import { parseChat } from "../../core/chat/chatFile";
import { chatWords, searchChats, type ChatHit, type ChatWords } from "../../core/chat/chatSearch";
import { eachOf, type ChatFiles, type FileStamp } from "./chatFiles";

interface Entry extends FileStamp {
  readonly words: ChatWords;
}

/** The words of all chats in memory, read from the files that are new since the last search. */
export class ChatTexts {
  #entries = new Map<string, Entry>();
  #refreshing: Promise<void> = Promise.resolve();

  constructor(private readonly files: ChatFiles) {}

  /** Reads what has changed. `stamps` are the files as they are now. */
  async refresh(stamps: ReadonlyMap<string, FileStamp>): Promise<void> {
    // One after the other: the next finds read what this one has read.
    const refreshing = this.#refreshing.then(() => this.#refresh(stamps));
    this.#refreshing = refreshing.catch(() => undefined);
    await refreshing;
  }

  search(query: string): ChatHit[] {
    return searchChats(
      [...this.#entries.values()].map(({ words }) => words),
      query,
    );
  }

  async #refresh(stamps: ReadonlyMap<string, FileStamp>): Promise<void> {
    for (const id of this.#entries.keys()) if (!stamps.has(id)) this.#entries.delete(id);
    const changed = [...stamps].filter(([id, { size, mtimeMs }]) => {
      const entry = this.#entries.get(id);
      return entry?.size !== size || entry.mtimeMs !== mtimeMs;
    });
    await eachOf(changed, async ([id, { size, mtimeMs }]) => {
      const source = await this.files.read(id);
      if (source === undefined) return;
      this.#entries.set(id, { size, mtimeMs, words: chatWords(parseChat(id, source).chat) });
    });
  }
}
