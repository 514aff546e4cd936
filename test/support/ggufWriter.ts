/**
 * Writes the header of a GGUF file: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#file-structure
 * (magic, version, number of tensors, number of pairs; then of each pair the key, the type and the value).
 */

/** A value of the metadata; a number is written as uint32, the type of nearly all of them. */
export type GgufValue = string | number | boolean | bigint | readonly string[] | Float32Array;

export interface GgufOptions {
  readonly version?: number;
}

/** A file without tensors, of which nothing follows the header. */
export function ggufFile(
  metadata: Readonly<Record<string, GgufValue>>,
  { version = 3 }: GgufOptions = {},
): Buffer {
  const pairs = Object.entries(metadata);
  return Buffer.concat([
    Buffer.from("GGUF"),
    uint32(version),
    uint64(0),
    uint64(pairs.length),
    ...pairs.flatMap(([key, value]) => [string(key), ...typed(value)]),
  ]);
}

/** The type's number and the value. */
function typed(value: GgufValue): Buffer[] {
  if (typeof value === "number") return [uint32(4), uint32(value)];
  if (typeof value === "boolean") return [uint32(7), Buffer.from([Number(value)])];
  if (typeof value === "string") return [uint32(8), string(value)];
  if (typeof value === "bigint") return [uint32(10), uint64(value)];
  const array = (type: number) => [uint32(9), uint32(type), uint64(value.length)];
  if (value instanceof Float32Array) {
    return [...array(6), Buffer.from(value.buffer, value.byteOffset, value.byteLength)];
  }
  return [...array(8), ...value.map(string)];
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
