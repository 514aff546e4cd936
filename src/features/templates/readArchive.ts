import { setImmediate } from "node:timers/promises";
import { Unzip, UnzipInflate, type AsyncFlateStreamHandler, type UnzipDecoder, type UnzipFile } from "fflate";
import { MAX_TEMPLATE_BYTES } from "../../core/prompts/templateSize";

/** More than any collection of prompts has. */
const MAX_ENTRIES = 1000;
/** Bytes pushed at once. Deflate makes at most 1032 out of one (https://zlib.net/zlib_tech.html). */
const PIECE = 16 * 1024;
/** Stored and deflated, by their numbers (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.4.5). */
const METHODS: readonly number[] = [0, 8];

/** A file out of an archive, by the path that it has there. */
export type ArchivedFile = { readonly path: string } & (
  { readonly bytes: Uint8Array } | { readonly fault: "tooLarge" | "damaged" }
);

/** What could be read of an archive. */
export interface ReadArchive {
  readonly files: readonly ArchivedFile[];
  /** Why there may be more that could not be read. */
  readonly fault?: "damaged" | "tooMany";
}

/**
 * Takes the wanted files out of a zip. Others are not inflated, and one that is larger than a template may be, whatever
 * the archive says of it, no further than a piece of the archive goes.
 */
export async function readArchive(
  archive: Uint8Array,
  isWanted: (path: string) => boolean,
): Promise<ReadArchive> {
  const files: ArchivedFile[] = [];
  let entries = 0;
  const unzip = new Unzip((entry) => {
    const path = pathOf(entry.name);
    if (++entries > MAX_ENTRIES || !isWanted(path)) return;
    // Damaged until it has come to its end.
    const index = files.push({ path, fault: "damaged" }) - 1;
    readEntry(entry, (result) => (files[index] = { path, ...result }));
  });
  unzip.register(BoundedInflate);
  let isDamaged = !hasEnd(archive);
  try {
    for (let at = 0; at < archive.length && entries <= MAX_ENTRIES; at += PIECE) {
      unzip.push(archive.subarray(at, at + PIECE), at + PIECE >= archive.length);
      await setImmediate(); // the editor goes on meanwhile
    }
  } catch {
    isDamaged = true;
  }
  if (entries > MAX_ENTRIES) return { files, fault: "tooMany" };
  return { files, ...(isDamaged && { fault: "damaged" }) };
}

/** Whether it has the record that every zip ends with, of 22 bytes and a comment of at most 65,535 (4.3.16). */
function hasEnd(archive: Uint8Array): boolean {
  return Buffer.from(archive.slice(-22 - 65_535)).includes("PK\u0005\u0006", 0, "latin1");
}

type EntryResult = { readonly bytes: Uint8Array } | { readonly fault: "tooLarge" | "damaged" };

function readEntry(entry: UnzipFile, done: (result: EntryResult) => void): void {
  const { size = 0, originalSize = 0, compression } = entry;
  if (Math.max(size, originalSize) > MAX_TEMPLATE_BYTES) {
    done({ fault: "tooLarge" });
    return;
  }
  // What is packed otherwise stays damaged: hardly any program does that.
  if (!METHODS.includes(compression)) return;
  const pieces: Uint8Array[] = [];
  let length = 0;
  entry.ondata = (error, piece, isLast) => {
    length += error ? 0 : piece.length;
    if (error) done({ fault: "damaged" });
    else if (length > MAX_TEMPLATE_BYTES) done({ fault: "tooLarge" });
    else pieces.push(piece);
    if (isLast && !error && length <= MAX_TEMPLATE_BYTES) done({ bytes: Buffer.concat(pieces) });
  };
  entry.start();
}

/** Inflates no further once it is more than a template may be. */
class BoundedInflate implements UnzipDecoder {
  static readonly compression = 8;
  ondata: AsyncFlateStreamHandler = () => undefined;
  readonly #inflate = new UnzipInflate();
  #length = 0;

  constructor() {
    this.#inflate.ondata = (error, piece, isLast) => {
      this.#length = error ? Infinity : this.#length + piece.length;
      this.ondata(error, piece, isLast);
    };
  }

  push(piece: Uint8Array, isLast: boolean): void {
    if (this.#length <= MAX_TEMPLATE_BYTES) this.#inflate.push(piece, isLast);
  }
}

/** Many programs write names in UTF-8 without saying so, which are then read as Latin-1. */
function pathOf(name: string): string {
  if (/[^\0-\xff]/.test(name)) return name;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(name, "latin1"));
  } catch {
    return name;
  }
}
