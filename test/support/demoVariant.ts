/**
 * The demo model with something else in the header of its file: still real weights that llama.cpp really loads.
 * https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
import { readFile, writeFile } from "node:fs/promises";
import { DEMO_PATH } from "./realEngine";

export interface DemoVariant {
  /** A Jinja chat template in place of its own; undefined: none, as base models have. */
  readonly chatTemplate: string | undefined;
  /** Whether the vocabulary knows the tokens for infill; default true. */
  readonly hasInfill?: boolean;
}

/** Tensors begin at a multiple of so many bytes, so the header may only grow by that. */
const ALIGNMENT = 32;
const TEMPLATE_KEY = "tokenizer.chat_template";

export async function writeDemoVariant(path: string, variant: DemoVariant): Promise<void> {
  const demo = await readFile(DEMO_PATH);
  const { chatTemplate, hasInfill = true } = variant;
  const templated =
    chatTemplate === undefined ? renamed(demo, TEMPLATE_KEY) : withTemplate(demo, chatTemplate);
  await writeFile(path, hasInfill ? templated : withoutInfill(templated));
}

/** Nobody looks for a key or a token that is called otherwise. */
function renamed(bytes: Buffer, name: string): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(name);
  if (at < 0) throw new Error(`the demo model has no ${name}`);
  copy.write("X", at + Math.floor(name.length / 2));
  return copy;
}

function withoutInfill(bytes: Buffer): Buffer {
  const names = ["fim_pre_token_id", "fim_suf_token_id", "<|fim_prefix|>", "<|fim_suffix|>"];
  return names.reduce(renamed, bytes);
}

/** The value of the key: its type (a uint32), its length (a uint64), its bytes. */
function withTemplate(bytes: Buffer, template: string): Buffer {
  const at = bytes.indexOf(TEMPLATE_KEY) + TEMPLATE_KEY.length + 4;
  const old = Number(bytes.readBigUInt64LE(at));
  const grown = Math.ceil((Buffer.byteLength(template) - old) / ALIGNMENT) * ALIGNMENT;
  const value = Buffer.alloc(old + grown, " ");
  value.write(template);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(value.length));
  return Buffer.concat([bytes.subarray(0, at), length, value, bytes.subarray(at + 8 + old)]);
}
