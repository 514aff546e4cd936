import { closeSync, constants, openSync, writeFileSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The files of the chats, one each. VS Code's own file system cannot add to a file, and writing a long chat anew each
 * second is no way to stream: so this is Node's. The folder is one of the extension's storage, which lies on the disk
 * of the machine that the extension runs on.
 */

const SUFFIX = ".jsonl";
/** What may be a chat's id, and so a file's name: no way out of the folder. */
const ID = /^[\w-]{1,64}$/;
/** Files looked at side by side: more than Node's threads for it, so that none waits for the next task. */
const AT_ONCE = 16;

/** What tells whether a file has changed. */
export interface FileStamp {
  readonly size: number;
  readonly mtimeMs: number;
}

export class ChatFiles {
  constructor(private readonly folder: string) {}

  /** The ids of all chats and the stamps of their files; none where there is no folder yet. */
  async stamps(): Promise<Map<string, FileStamp>> {
    const names = await readdir(this.folder).catch(whenMissing([]));
    const ids = names.filter((name) => name.endsWith(SUFFIX)).map((name) => name.slice(0, -SUFFIX.length));
    const found = new Map<string, FileStamp>();
    await eachOf(ids.filter(isChatId), async (id) => {
      const stamp = await stat(this.#path(id)).catch(whenMissing(undefined));
      if (stamp) found.set(id, { size: stamp.size, mtimeMs: stamp.mtimeMs });
    });
    return found;
  }

  /** The text of a chat's file; undefined where there is none. */
  async read(id: string): Promise<string | undefined> {
    return (await this.readBytes(id))?.toString("utf8");
  }

  /** The same as it lies on the disk. */
  async readBytes(id: string): Promise<Buffer | undefined> {
    return isChatId(id) ? readFile(this.#path(id)).catch(whenMissing(undefined)) : undefined;
  }

  /**
   * Adds to a chat's file in one piece. False where the file is gone and `mayCreate` is not given: another window has
   * deleted the chat, which must not come back as its last words.
   */
  async append(id: string, lines: string, mayCreate: boolean): Promise<boolean> {
    if (mayCreate) await mkdir(this.folder, { recursive: true });
    const file = await open(this.#path(id), appendFlags(mayCreate)).catch(whenMissing(undefined));
    if (!file) return false;
    try {
      await file.appendFile(lines);
      return true;
    } finally {
      await file.close();
    }
  }

  /** The same of a file that is there, before it returns: for a process that is about to end. Throws what Node throws. */
  appendNow(id: string, lines: string): void {
    const file = openSync(this.#path(id), appendFlags(false));
    try {
      writeFileSync(file, lines);
    } finally {
      closeSync(file);
    }
  }

  async delete(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  /** A file beside the chats; undefined where there is none. */
  async readBeside(name: string): Promise<string | undefined> {
    return readFile(join(this.folder, name), "utf8").catch(whenMissing(undefined));
  }

  /** By way of another file, so that whoever reads it finds it whole. `draft` is a name that no other window uses. */
  async writeBeside(name: string, content: string, draft: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(join(this.folder, draft), content);
    await rename(join(this.folder, draft), join(this.folder, name));
  }

  #path(id: string): string {
    if (!isChatId(id)) throw new RangeError("not a chat's id");
    return join(this.folder, id + SUFFIX);
  }
}

export function isChatId(id: string): boolean {
  return ID.test(id);
}

/** Does `work` for each item, a few at a time. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const workers = Array.from({ length: Math.min(AT_ONCE, items.length) }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(workers);
}

function appendFlags(mayCreate: boolean): number {
  return constants.O_APPEND | constants.O_WRONLY | (mayCreate ? constants.O_CREAT : 0);
}

function whenMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return instead;
    throw error;
  };
}
