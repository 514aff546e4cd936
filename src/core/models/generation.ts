import type { GenerationOptions } from "../settings/settings";
import type { Sampling } from "./languageModel";

/** What the pipeline's names mean in ours, for a request that says nothing of its own. */
export function generationSampling(options: GenerationOptions): Partial<Sampling> {
  const { do_sample, top_k, top_p, temperature, repetition_penalty, seed, stop, num_return_sequences } =
    options;
  return {
    ...(temperature !== undefined && { temperature }),
    // Greedy is what the pipeline does without do_sample, whatever the temperature says.
    ...(do_sample === false && { temperature: 0 }),
    ...(top_p !== undefined && { topP: top_p }),
    ...(top_k !== undefined && { topK: top_k }),
    ...(repetition_penalty !== undefined && { repetitionPenalty: repetition_penalty }),
    ...(seed !== undefined && { seed }),
    ...(stop !== undefined && { stop }),
    ...(num_return_sequences !== undefined && { candidates: num_return_sequences }),
  };
}

/**
 * A request's sampling with the model's own options: they fill what the request leaves open, bound its tokens,
 * and add their stop strings. The request says how many candidates it can use at the most.
 *
 * @param promptTokens the length of the prompt, for `max_length`, which counts it too
 */
export function withGeneration(
  sampling: Sampling,
  options: GenerationOptions,
  promptTokens: number,
): Sampling {
  const own = generationSampling(options);
  const longest =
    options.max_length === undefined ? Infinity : Math.max(1, options.max_length - promptTokens);
  const stop = [...new Set([...(sampling.stop ?? []), ...(own.stop ?? [])])];
  return {
    ...own,
    ...sampling,
    maxTokens: Math.min(sampling.maxTokens, options.max_new_tokens ?? Infinity, longest),
    candidates: Math.min(sampling.candidates ?? 1, own.candidates ?? Infinity),
    ...(stop.length > 0 && { stop }),
  };
}
