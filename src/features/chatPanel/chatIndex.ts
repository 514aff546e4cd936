import * as v from "valibot";
import type { Clock } from "../../core/common/clock";
import { byNewest, chatSummary, type ChatSummary } from "../../core/chat/chatSummary";
import { parseChat } from "../../core/chat/chatFile";
import { eachOf, type ChatFiles, type FileStamp } from "./chatFiles";

const INDEX = "index.json";

/** What is known of a file without reading it again, as long as its stamp is the same. */
interface Entry extends FileStamp {
  readonly summary: ChatSummary;
  readonly isDamaged: boolean;
}

/** A chat in the list. */
export interface ListedChat extends ChatSummary {
  /** Something of its file could not be read. */
  readonly isDamaged: boolean;
}

const number = v.number();
const schema = v.object({
  version: v.literal(1),
  chats: v.array(
    v.object({
      size: number,
      mtimeMs: number,
      isDamaged: v.boolean(),
      summary: v.object({
        id: v.string(),
        title: v.string(),
        createdAt: number,
        updatedAt: number,
        count: number,
      }),
    }),
  ),
});

/**
 * The list of chats. It is made of the chats' files, of which only those are read that have changed since an index was
 * written: so the index may be old, lost or another window's, and the list is right all the same.
 */
export class ChatIndex {
  #entries: ReadonlyMap<string, Entry> | undefined;
  /** The look at the disk that is under way, unless something has changed since it began. */
  #looking: Promise<ReadonlyMap<string, Entry>> | undefined;
  /** When the look began that found the entries, on the clock; undefined when something has changed since. */
  #lookedAt: number | undefined;

  /** @param windowId sets this window's drafts of the index apart from those of others */
  constructor(
    private readonly files: ChatFiles,
    private readonly windowId: string,
    private readonly clock: Pick<Clock, "now">,
    private readonly warn: (what: string, error: unknown) => void,
  ) {}

  /** All chats as they are on the disk now, newest first. */
  async list(): Promise<ListedChat[]> {
    const entries = await this.entries();
    return [...entries.values()].map(({ summary, isDamaged }) => ({ ...summary, isDamaged })).sort(byNewest);
  }

  /**
   * The same with the files' stamps, by id. Who asks while the disk is being looked at gets what that finds.
   *
   * @param maxAgeMs what was found so many milliseconds ago does as well, as long as this window has changed nothing
   */
  async entries(maxAgeMs = 0): Promise<ReadonlyMap<string, Entry>> {
    const age = this.clock.now() - (this.#lookedAt ?? -Infinity);
    if (this.#entries && age < maxAgeMs) return this.#entries;
    return this.#looking ?? this.#look();
  }

  /** This window has changed a chat's file. */
  expire(): void {
    this.#lookedAt = undefined;
    this.#looking = undefined;
  }

  async #look(): Promise<ReadonlyMap<string, Entry>> {
    const lookedAt = this.clock.now();
    const looking = this.#refresh();
    this.#looking = looking;
    try {
      const entries = await looking;
      if (this.#looking === looking) {
        this.#entries = entries;
        this.#lookedAt = lookedAt;
      }
      return entries;
    } finally {
      if (this.#looking === looking) this.#looking = undefined;
    }
  }

  async #refresh(): Promise<Map<string, Entry>> {
    const [known, stamps] = await Promise.all([this.#entries ?? this.#load(), this.files.stamps()]);
    const entries = new Map<string, Entry>();
    const changed: string[] = [];
    for (const [id, { size, mtimeMs }] of stamps) {
      const entry = known.get(id);
      if (entry?.size === size && entry.mtimeMs === mtimeMs) entries.set(id, entry);
      else changed.push(id);
    }
    await eachOf(changed, async (id) => {
      const stamp = stamps.get(id);
      const source = await this.#read(id);
      if (!stamp || source === undefined) return;
      const { chat, damage } = parseChat(id, source);
      entries.set(id, { ...stamp, summary: chatSummary(chat), isDamaged: damage !== undefined });
    });
    if (changed.length > 0 || entries.size !== known.size) await this.#save(entries);
    return entries;
  }

  async #read(id: string): Promise<string | undefined> {
    try {
      return await this.files.read(id);
    } catch (error) {
      this.warn("A chat could not be read", error);
      return undefined;
    }
  }

  async #load(): Promise<Map<string, Entry>> {
    try {
      const source = await this.files.readBeside(INDEX);
      const { chats } = v.parse(schema, JSON.parse(source ?? '{"version":1,"chats":[]}'));
      return new Map(chats.map((entry) => [entry.summary.id, entry]));
    } catch (error) {
      this.warn("The index of the chats is made anew", error);
      return new Map();
    }
  }

  async #save(entries: ReadonlyMap<string, Entry>): Promise<void> {
    const content = JSON.stringify({ version: 1, chats: [...entries.values()] });
    await this.files
      .writeBeside(INDEX, content, `index.${this.windowId}.tmp`)
      .catch((error: unknown) => this.warn("The index of the chats could not be written", error));
  }
}
