import { generationSampling } from "../models/generation";
import type { Sampling } from "../models/languageModel";
import type { PromptTemplate } from "./promptTemplate";

/** How a template wants its answer drawn. */
export function templateSampling({ maxTokens, temperature, generation = {} }: PromptTemplate): Sampling {
  return {
    ...(temperature !== undefined && { temperature }),
    ...generationSampling(generation),
    maxTokens: generation.max_new_tokens ?? maxTokens,
  };
}
