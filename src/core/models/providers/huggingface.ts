import type { ModelSettings } from "../../settings/settings";
import type { LanguageModel, ModelChunk, ModelInfo, ModelRequest, Sampling } from "../languageModel";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import { wireSampling } from "../samplingNames";
import { guardedStream } from "./guardedStream";
import { chatChunks, textChunks } from "./huggingfaceChunks";
import { huggingFaceError } from "./huggingfaceError";
import { huggingFacePlace, huggingFaceSession } from "./huggingfaceSession";
import { responseFormat } from "./openaiChat";
import { openAiMessages } from "./openaiMessages";

/**
 * Hugging Face: the Hub's inference providers, a dedicated endpoint, or a text-generation-inference server
 * by URL. Instruct models answer chat completions, base ones text generation, unless the settings say otherwise.
 */
export async function createHuggingFaceModel(
  settings: ModelSettings,
  ports: ModelPorts,
): Promise<LanguageModel> {
  const place = huggingFacePlace(settings);
  const { host, model } = place;
  const facts = await ports.facts(settings);
  const { kind, contextTokens } = facts;
  const { name, api = kind === "base" ? "completions" : "chat" } = settings;
  const info: ModelInfo = {
    name,
    model,
    kind,
    prompts: [api === "completions" ? "text" : "chat"],
    seesImages: api === "chat" && facts.vision === true,
    host,
    facts,
    ...(contextTokens !== undefined && { contextTokens }),
  };
  const lacks = (option: string) => ports.lacks(model, option);

  async function* open(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { prompt, jsonSchema } = request;
    if (!info.prompts.includes(prompt.kind)) throw new ModelError("badRequest", { subject: model });
    const { client, target, options, toError } = await huggingFaceSession(settings, ports, signal);
    const sampling = withoutFullTopP(request.sampling);
    try {
      if (prompt.kind === "chat") {
        const body = {
          messages: openAiMessages(prompt).map((message) => ({ ...message })),
          stream_options: { include_usage: true },
          // https://huggingface.co/docs/inference-providers/guides/structured-output
          ...(jsonSchema && { response_format: responseFormat(jsonSchema) }),
          ...wireSampling(sampling, "huggingface chat", lacks),
        };
        yield* chatChunks(client.chatCompletionStream({ ...target, ...body }, options), host);
      } else if (prompt.kind === "text") {
        // Not as `parameters`: the client only unpacks them for some providers, and every one has a completions
        // endpoint.
        const body = { inputs: prompt.text, ...wireSampling(sampling, "huggingface text", lacks) };
        yield* textChunks(client.textGenerationStream({ ...target, ...body }, options), host);
      }
    } catch (error) {
      throw toError(error);
    }
  }

  return {
    info,
    stream: (request, signal) =>
      guardedStream((combined) => open(request, combined), {
        signal,
        timeouts: ports.timeouts,
        subject: host,
        host,
        toError: (error) => huggingFaceError(error, place, undefined),
      }),
  };
}

/** 1 means nothing, and TGI refuses it (its router/src/validation.rs: "must be > 0.0 and < 1.0"). */
function withoutFullTopP({ topP, ...sampling }: Sampling): Sampling {
  return topP === undefined || topP >= 1 ? sampling : { ...sampling, topP };
}
