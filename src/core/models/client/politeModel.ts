import type { GenerationOptions } from "../../settings/settings";
import { withGeneration } from "../generation";
import type { LanguageModel, ModelChunk, ModelRequest, Sampling } from "../languageModel";
import type { Prompt } from "../prompt";
import { ModelError, toModelError } from "../modelError";
import { countTokens } from "../usage/countTokens";
import { imageTokens } from "../usage/imageTokens";
import type { HostLimits } from "./hostLimits";
import { retryingStream } from "./retryingStream";
import { splitThinking } from "./splitThinking";

export interface Manners {
  /** The model's own options. */
  readonly generation: GenerationOptions;
  readonly limits: HostLimits;
}

/**
 * `model` with what every adapter wants alike: the writer's generation options, a turn at the host, a second try
 * where that can help, and thoughts told from the answer. A model on this machine needs neither turn nor second
 * try.
 */
export function politeModel(model: LanguageModel, { generation, limits }: Manners): LanguageModel {
  const { host, facts } = model.info;

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { prompt } = request;
    const asked = { ...request, sampling: await sampled(request, generation) };
    const answer = () => {
      const chunks = model.stream(asked, signal);
      return isConversation(prompt)
        ? splitThinking(chunks, { implicit: prompt.kind === "text" && facts?.thinking === "implicit" })
        : chunks;
    };
    if (host === undefined) {
      yield* answer();
      return;
    }
    const turn = await limits.take(host, signal).catch((error: unknown) => {
      throw toModelError(error, signal, (cause) => new ModelError("interrupted", { cause }));
    });
    try {
      yield* retryingStream(answer, signal);
    } finally {
      turn.release();
    }
  }

  return { ...model, stream };
}

/** Nobody thinks aloud in the middle of the writer's own text. */
function isConversation(prompt: Prompt): boolean {
  return prompt.kind === "chat" || (prompt.kind === "text" && prompt.stop !== undefined);
}

async function sampled({ prompt, sampling }: ModelRequest, generation: GenerationOptions): Promise<Sampling> {
  const ends = prompt.kind === "text" ? (prompt.stop ?? []) : [];
  const own = ends.length > 0 ? { ...sampling, stop: [...(sampling.stop ?? []), ...ends] } : sampling;
  const counted =
    generation.max_length === undefined ? 0 : (await countTokens(promptText(prompt))) + imageTokens(prompt);
  return withGeneration(own, generation, counted);
}

function promptText(prompt: Prompt): string {
  switch (prompt.kind) {
    case "chat":
      return [prompt.system ?? "", ...prompt.messages.map(({ content }) => content)].join("\n");
    case "text":
      return prompt.text;
    case "infill":
      return prompt.prefix + prompt.suffix;
  }
}
