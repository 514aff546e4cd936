import * as v from "valibot";
import { type Family, familiesSchema } from "./catalogueSchema";
import data from "./families.json";

const FAMILIES = v.parse(familiesSchema, data).families;

/** Every family, in the order of the file. */
export function families(): readonly Family[] {
  return FAMILIES;
}

export function familyById(id: string): Family | undefined {
  return FAMILIES.find((family) => family.id === id);
}

/**
 * The family that a model id, a tag of Ollama's or a file name belongs to; undefined where it is not known for
 * certain. Fine-tunes and look-alikes are not guessed at: only the ids in the catalogue count, whole but for the
 * date of a snapshot, and copies of them (`bartowski/Qwen2.5-7B-Instruct-GGUF`, `qwen2.5-7b-instruct-q4_k_m.gguf`),
 * whose name without owner and quantization has to be the name of exactly one family.
 */
export function findFamily(modelId: string): Family | undefined {
  const id = modelId
    .trim()
    .toLowerCase()
    .replace(/:latest$/, "");
  return unambiguous(ids(), id) ?? unambiguous(names(), withoutPackaging(id));
}

interface Pattern {
  readonly text: string;
  /** Any further part may follow. */
  readonly open: boolean;
  readonly family: Family;
}

function ids(): Pattern[] {
  return FAMILIES.flatMap((family) =>
    family.match
      .flatMap((pattern) =>
        pattern.includes("{size}") ? family.sizes.map((size) => pattern.replace("{size}", size)) : [pattern],
      )
      .map((pattern) => ({
        text: pattern.toLowerCase().replace(/\*$/, ""),
        open: pattern.endsWith("-*"),
        family,
      })),
  );
}

/** The ids without their owners. */
function names(): Pattern[] {
  return ids().map((pattern) => ({ ...pattern, text: lastPart(pattern.text) }));
}

/** The family of the longest pattern that `id` has; undefined where two families share it. */
function unambiguous(patterns: readonly Pattern[], id: string): Family | undefined {
  const fitting = patterns.filter(({ text, open }) => (open ? id.startsWith(text) : id === text));
  const longest = Math.max(...fitting.map(({ text }) => text.length));
  const found = new Set(fitting.filter(({ text }) => text.length === longest).map(({ family }) => family));
  return found.size === 1 ? [...found][0] : undefined;
}

/** Quantizations as llama.cpp, Ollama and the Hub write them behind a name: `-Q4_K_M`, `.IQ2_XS`, `-fp16`, `-AWQ`. */
const QUANTIZATION = /[-.](?:i?q\d\w*|[bf]p?f?(?:8|16|32)|mxfp4|gguf|ggml|gptq|awq|int[48]|[48]bit|mlx)$/;

/**
 * The name of what was copied, from the id of a copy: without folders or owner, part number, extension,
 * quantization, and the `:tag` or `:provider` that a Hub id may have behind it.
 */
function withoutPackaging(id: string): string {
  const name = /[/\\]/.test(id) ? lastPart(id).replace(/:[^:]*$/, "") : id;
  let bare = name.replace(/\.gguf$/, "").replace(/-\d{5}-of-\d{5}$/, "");
  while (QUANTIZATION.test(bare)) bare = bare.replace(QUANTIZATION, "");
  return bare;
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
