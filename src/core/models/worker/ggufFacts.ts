import type { FactsInput } from "../catalogue/modelFacts";
import { readGgufHeader, type GgufHeader } from "./ggufHeader";

/** What a GGUF file says of its model: what a server would say, and more. */
export interface GgufFacts extends NonNullable<FactsInput["server"]> {
  /** Whether the vocabulary has the tokens that ask for the text between two others. */
  readonly hasInfill: boolean;
  /** llama.cpp's name for the way it is built, such as "qwen2". */
  readonly architecture?: string;
  /** The maker's name for it, such as "Qwen2.5 7B Instruct". */
  readonly name?: string;
}

/** Reads what a GGUF file says of its model, without loading it. Throws ModelError "fileNotFound" or "badFile". */
export async function readGgufFacts(path: string): Promise<GgufFacts> {
  const header = await readGgufHeader(path);
  const text = (key: string) => textOf(header, key);
  const architecture = text("general.architecture");
  const contextTokens = numberOf(header, `${architecture ?? ""}.context_length`);
  const name = text("general.name");
  const licence = text("general.license");
  const template = text("tokenizer.chat_template");
  const bosToken = tokenOf(header, "bos_token_id");
  const eosToken = tokenOf(header, "eos_token_id");
  return {
    hasInfill: hasInfill(header),
    ...(contextTokens !== undefined && { contextTokens }),
    ...(template !== undefined && {
      chatTemplate: { source: template, ...(bosToken && { bosToken }), ...(eosToken && { eosToken }) },
    }),
    ...(licence !== undefined && { licence }),
    ...(architecture !== undefined && { architecture }),
    ...(name !== undefined && { name }),
  };
}

function textOf({ values }: GgufHeader, key: string): string | undefined {
  const value = values.get(key);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function numberOf({ values }: GgufHeader, key: string): number | undefined {
  const value = values.get(key);
  return typeof value === "number" && value > 0 ? value : undefined;
}

function tokenOf(header: GgufHeader, key: string): string | undefined {
  const id = header.values.get(`tokenizer.ggml.${key}`);
  return typeof id === "number" ? header.tokens[id] : undefined;
}

/** Keys under which a file names its two tokens, today's and yesterday's (llama.cpp's src/llama-arch.cpp). */
const INFILL_KEYS = [
  ["fim_pre_token_id", "prefix_token_id"],
  ["fim_suf_token_id", "suffix_token_id"],
];
/** The tokens that llama.cpp takes for them in a file that names none (its src/llama-vocab.cpp). */
const INFILL_TOKENS = [
  "<|fim_prefix|> <fim-prefix> <fim_prefix> <｜fim▁begin｜> <PRE> ▁<PRE> <|code_prefix|> <|prefix|>",
  "<|fim_suffix|> <fim-suffix> <fim_suffix> <｜fim▁hole｜> <SUF> ▁<SUF> <|code_suffix|> <|suffix|>",
].map((names) => new Set(names.split(" ")));

function hasInfill(header: GgufHeader): boolean {
  return INFILL_KEYS.every(
    (keys, side) =>
      keys.some((key) => tokenOf(header, key) !== undefined) ||
      header.tokens.some((token) => INFILL_TOKENS[side]?.has(token)),
  );
}
