import { createHash } from "node:crypto";
import { constants, mkdir, open, readFile, rename, rm, writeFile, type FileHandle } from "node:fs/promises";
import { basename, dirname } from "node:path";
import * as v from "valibot";
import { ModelError } from "../modelError";
import type { FileVersion } from "./hubGet";

/** What lies beside a part: which version it is the beginning of, and the ETag that its sender gave it. */
const noteSchema = v.object({
  size: v.number(),
  sha256: v.string(),
  sender: v.optional(v.object({ host: v.string(), etag: v.string() })),
});

type PartNote = v.InferOutput<typeof noteSchema>;

/**
 * The beginning of a file that is being downloaded, in `<target>.part`; `<target>.part.json` lets another session go on
 * with it. The checksum is computed as the bytes come.
 */
export class PartFile {
  #hash = createHash("sha256");
  #received = 0;

  private constructor(
    private readonly target: string,
    private readonly handle: FileHandle,
    private note: PartNote,
  ) {}

  /** Opens what is there of this version of the file, or an empty part. */
  static async open(target: string, version: FileVersion): Promise<PartFile> {
    await mkdir(dirname(target), { recursive: true });
    const note = await readNote(target);
    // Not "a+": on Windows a file that is only appended to cannot be made shorter.
    const handle = await open(partOf(target), constants.O_RDWR | constants.O_CREAT);
    const { size } = await handle.stat();
    const part = new PartFile(target, handle, note ?? version);
    try {
      if (note?.sha256 === version.sha256 && size <= version.size) await part.#readOn();
      else await part.restart(version);
    } catch (error) {
      await handle.close();
      throw error;
    }
    return part;
  }

  get version(): FileVersion {
    return this.note;
  }

  /** Bytes that are there. */
  get received(): number {
    return this.#received;
  }

  /**
   * The headers that ask `host` for the rest (RFC 9110, 13.1.5 and 14.2). If-Range stands for who sent the
   * beginning; another host has other ETags, and there the checksum watches alone.
   */
  rangeHeaders(host: string): Readonly<Record<string, string>> {
    if (this.#received === 0) return {};
    const { sender } = this.note;
    return {
      range: `bytes=${this.#received}-`,
      ...(sender?.host === host && { "if-range": sender.etag }),
    };
  }

  /** Notes who sends; a weak ETag does not hold for parts of a file. */
  async setSender(host: string, etag: string | null): Promise<void> {
    const { sender: before, ...version } = this.note;
    const sender = etag?.startsWith('"') ? { host, etag } : undefined;
    if (before?.host === sender?.host && before?.etag === sender?.etag) return;
    await this.#keep({ ...version, ...(sender && { sender }) });
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.#writeAll(bytes).catch((cause: unknown) => {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== "ENOSPC" && code !== "EDQUOT") throw cause;
      throw new ModelError("diskFull", { subject: basename(this.target), cause });
    });
    this.#hash.update(bytes);
    this.#received += bytes.length;
  }

  /** Begins anew, maybe with another version. */
  async restart({ size, sha256 }: FileVersion): Promise<void> {
    await this.handle.truncate(0);
    this.#hash = createHash("sha256");
    this.#received = 0;
    await this.#keep({ size, sha256 });
  }

  /** Gives the whole file its name. A wrong checksum deletes it and throws ModelError "checksumFailed". */
  async finish(): Promise<void> {
    const isRight = this.#hash.digest("hex") === this.note.sha256;
    if (isRight) await this.handle.sync();
    await this.handle.close();
    if (isRight) await rename(partOf(this.target), this.target);
    await removePart(this.target);
    if (!isRight) throw new ModelError("checksumFailed", { subject: basename(this.target) });
  }

  /** Leaves what is there to another session. */
  async close(): Promise<void> {
    await this.handle.close(); // no harm the second time
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const left = bytes.length - done;
      done += (await this.handle.write(bytes, done, left, this.#received + done)).bytesWritten;
    }
  }

  async #readOn(): Promise<void> {
    for await (const chunk of this.handle.createReadStream({ start: 0, autoClose: false })) {
      this.#hash.update(chunk as Buffer);
      this.#received += (chunk as Buffer).length;
    }
  }

  async #keep(note: PartNote): Promise<void> {
    this.note = note;
    await writeFile(noteOf(this.target), JSON.stringify(note));
  }
}

/** Deletes what is left of an unfinished download of `target`. */
export async function removePart(target: string): Promise<void> {
  await rm(partOf(target), { force: true });
  await rm(noteOf(target), { force: true });
}

/** Where the beginning of `target` lies. */
export function partOf(target: string): string {
  return `${target}.part`;
}

function noteOf(target: string): string {
  return `${target}.part.json`;
}

/** Undefined when there is none, or when it cannot be made sense of. */
async function readNote(target: string): Promise<PartNote | undefined> {
  try {
    return v.parse(noteSchema, JSON.parse(await readFile(noteOf(target), "utf8")));
  } catch {
    return undefined;
  }
}
