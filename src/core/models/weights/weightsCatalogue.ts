import * as v from "valibot";
import recommended from "./recommended.json";

const entrySchema = v.object({
  title: v.string(),
  repo: v.string(),
  /** The file, or the first part of a split one. */
  file: v.string(),
  /** For the list; what counts at the download is what the Hub says then. */
  bytes: v.number(),
  licence: v.string(),
  /** "conditions": allowed, but the licence has conditions that an enterprise should read. */
  commercialUse: v.picklist(["yes", "conditions"]),
  /** The languages that its maker names, or the main ones of many, by ISO 639-1. */
  languages: v.array(v.string()),
  kind: v.picklist(["instruct", "base"]),
  /** What it is good for; the words are the feature's. */
  note: v.picklist(["smallest", "quick", "ghostText", "good", "best"]),
});

export interface RecommendedWeights extends v.InferOutput<typeof entrySchema> {
  readonly memoryBytes: number;
  /** Whether it leaves enough memory of this machine to everything else. */
  readonly fits: boolean;
}

/** The share of a machine's memory that a model may take. */
const MODEL_SHARE = 0.6;

/** The short list of weights for writers, marked for a machine with so many bytes of memory. */
export function recommendFor(totalMemoryBytes: number): RecommendedWeights[] {
  return v.parse(v.array(entrySchema), recommended).map((entry) => ({
    ...entry,
    memoryBytes: memoryNeeded(entry.bytes),
    fits: fitsInto(totalMemoryBytes, entry.bytes),
  }));
}

/**
 * About how many bytes of memory weights of this size take when they run: themselves, and about a third again
 * for the context and llama.cpp's buffers at a few thousand tokens.
 */
export function memoryNeeded(weightsBytes: number): number {
  return Math.round(weightsBytes * 1.3 + 400e6);
}

/** Whether weights of this size are sensible for a machine with so many bytes of memory. */
export function fitsInto(totalMemoryBytes: number, weightsBytes: number): boolean {
  return memoryNeeded(weightsBytes) <= totalMemoryBytes * MODEL_SHARE;
}

/** Base or instruct, by the custom of naming base models so ("…-Base-GGUF", "….Base.Q4_K_M"). */
export function kindByName(repo: string, name: string): "instruct" | "base" {
  return /(^|[^a-z])base([^a-z]|$)/i.test(`${repo} ${name}`) ? "base" : "instruct";
}
