import { open, type FileHandle } from "node:fs/promises";
import { ModelError } from "../modelError";

/** What stands in a GGUF file before its weights, as far as it is of use without loading them. */
export interface GgufHeader {
  /** Strings and whole numbers by key: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#standardized-key-value-pairs */
  readonly values: ReadonlyMap<string, string | number>;
  /** The vocabulary; a token's id is its place. */
  readonly tokens: readonly string[];
}

/** So much of the file is read, then more where the header is longer: those with large vocabularies have some 10 MB. */
const READ_BYTES = [1, 16, 64].map((megabytes) => megabytes * 1024 * 1024);

/** Reads the header of a GGUF file. Throws ModelError "fileNotFound" or "badFile". */
export async function readGgufHeader(path: string): Promise<GgufHeader> {
  const file = await open(path).catch((cause: unknown) => {
    throw new ModelError("fileNotFound", { subject: path, cause });
  });
  try {
    const { size } = await file.stat();
    for (const bytes of READ_BYTES) {
      const header = parseHeader(await beginning(file, Math.min(bytes, size)));
      if (header) return header;
      if (bytes >= size) break;
    }
    throw new Error("it breaks off");
  } catch (cause) {
    throw new ModelError("badFile", { subject: path, detail: "not GGUF", cause });
  } finally {
    await file.close();
  }
}

async function beginning(file: FileHandle, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(bytes), 0, bytes, 0);
  return buffer.subarray(0, bytesRead);
}

/** Undefined when `bytes` ends before the header does. Throws when it is none. */
function parseHeader(bytes: Buffer): GgufHeader | undefined {
  const reader = new Reader(bytes);
  try {
    if (reader.string(4) !== "GGUF") throw new Error("no GGUF");
    const version = reader.number(4);
    if (version !== 2 && version !== 3) throw new Error("unknown version");
    reader.number(8); // how many tensors there are
    return parseMetadata(reader, reader.number(8));
  } catch (error) {
    if (error instanceof EndOfBytes) return undefined;
    throw error;
  }
}

function parseMetadata(reader: Reader, count: number): GgufHeader {
  const values = new Map<string, string | number>();
  let tokens: readonly string[] = [];
  for (let i = 0; i < count; i++) {
    const key = reader.string();
    const type = reader.number(4);
    if (key === "tokenizer.ggml.tokens" && type === ARRAY) {
      if (reader.number(4) !== STRING) throw new Error("tokens that are no strings");
      tokens = readStrings(reader, reader.number(8));
    } else if (type === ARRAY) {
      skipArray(reader, reader.number(4), reader.number(8));
    } else if (type === STRING) {
      values.set(key, reader.string());
    } else if (FLOATS.includes(type)) {
      reader.skip(sizeOf(type));
    } else {
      values.set(key, reader.number(sizeOf(type)));
    }
  }
  return { values, tokens };
}

/** `gguf_metadata_value_type` of the specification. */
const FLOATS: readonly number[] = [6, 12];
const STRING = 8;
const ARRAY = 9;
/** Bytes of a value by its type, where all values have the same. */
const SIZES: Readonly<Record<number, 1 | 2 | 4 | 8>> = {
  ...{ 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1 },
  ...{ 10: 8, 11: 8, 12: 8 },
};

function sizeOf(type: number): 1 | 2 | 4 | 8 {
  const size = SIZES[type];
  if (size === undefined) throw new Error("unknown type");
  return size;
}

function readStrings(reader: Reader, count: number): string[] {
  const strings: string[] = [];
  for (let i = 0; i < count; i++) strings.push(reader.string());
  return strings;
}

/** llama.cpp knows no arrays of arrays either. */
function skipArray(reader: Reader, type: number, count: number): void {
  if (type !== STRING) reader.skip(count * sizeOf(type));
  else for (let i = 0; i < count; i++) reader.skip(reader.number(8));
}

class EndOfBytes extends Error {}

/** Reads little-endian values one after the other. Throws EndOfBytes when there are no more. */
class Reader {
  #at = 0;

  constructor(private readonly buffer: Buffer) {}

  /** Moves on by so many bytes, and tells where they begin. */
  skip(count: number): number {
    const start = this.#at;
    if (start + count > this.buffer.length) throw new EndOfBytes();
    this.#at = start + count;
    return start;
  }

  /** A whole number of so many bytes. None that matters here is negative or beyond 2^53. */
  number(size: 1 | 2 | 4 | 8): number {
    const start = this.skip(size);
    if (size < 8) return this.buffer.readUIntLE(start, size);
    return this.buffer.readUInt32LE(start) + this.buffer.readUInt32LE(start + 4) * 2 ** 32;
  }

  string(length = this.number(8)): string {
    const start = this.skip(length);
    return this.buffer.toString("utf8", start, start + length);
  }
}
