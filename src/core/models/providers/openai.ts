import type { ModelSettings } from "../../settings/settings";
import type { ModelFacts } from "../catalogue/modelFacts";
import type { LanguageModel, ModelChunk, ModelInfo, ModelRequest } from "../languageModel";
import { modelAddress } from "../modelAddress";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import { SAMPLING_NAMES, wireSampling, type Wire } from "../samplingNames";
import { guardedStream } from "./guardedStream";
import { chatWay } from "./openaiChat";
import { connect } from "./openaiClient";
import { completionsWay } from "./openaiCompletions";
import { openAiError } from "./openaiError";
import { askWithout, type Options } from "./openaiOptions";
import { responsesWay } from "./openaiResponses";
import { untilFinish, type Way } from "./openaiStream";

/** A server that speaks OpenAI's protocol: OpenAI itself, Azure, and all that are compatible with it. */
export async function createOpenAiModel(settings: ModelSettings, ports: ModelPorts): Promise<LanguageModel> {
  const { name, model = "" } = settings;
  const address = addressOf(settings);
  const { host } = new URL(address);
  const facts = await ports.facts(settings);
  const way = wayOf(settings, address, facts);
  const info: ModelInfo = {
    name,
    model,
    kind: facts.kind,
    prompts: way.prompts,
    seesImages: way.prompts.includes("chat") && facts.vision === true,
    host,
    facts,
    ...(facts.contextTokens !== undefined && { contextTokens: facts.contextTokens }),
  };

  async function* open(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { prompt, sampling, jsonSchema } = request;
    const written = way.write(prompt);
    if (!written) throw new ModelError("badRequest", { subject: model });
    const lacks = (option: string) => ports.lacks(model, option);
    const options = bodyOptions(way.wire, wireSampling(sampling, way.wire, lacks));
    const refused = ports.quirks.refusedBy(host, model);
    if (facts.family?.refusesSampling) ["temperature", "top_p"].forEach((option) => refused.add(option));
    const form = jsonSchema && way.form?.(jsonSchema);
    const { client, secret } = await connect(settings, address, ports);
    try {
      const events = await askWithout(options, refused, (accepted) => {
        const body = { model, ...written.body, ...form, ...accepted, ...settings.body, stream: true };
        return client.post(written.path, { body, stream: true, signal }) as PromiseLike<
          AsyncIterable<unknown>
        >;
      });
      refusedSampling(way.wire, options, refused).forEach(lacks);
      yield* untilFinish(events, way.read, host);
    } catch (error) {
      throw openAiError(error, { model, host, secret });
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
        toError: (error) => openAiError(error, { model, host, secret: undefined }),
      }),
  };
}

function addressOf(settings: ModelSettings): string {
  const address = modelAddress(settings);
  if (address === undefined) throw new ModelError("notFound", { subject: settings.name });
  return address;
}

function wayOf(settings: ModelSettings, address: string, facts: ModelFacts): Way {
  switch (settings.api ?? (facts.kind === "base" ? "completions" : "chat")) {
    case "chat":
      return chatWay(settings);
    case "responses":
      return responsesWay(new URL(address).host);
    case "completions":
      return completionsWay(settings, address, facts);
  }
}

/** Our names of what was refused; the limit of tokens has another name to go under. */
function refusedSampling(wire: Wire, options: Options, refused: ReadonlySet<string>): readonly string[] {
  return Object.entries(SAMPLING_NAMES[wire])
    .filter(([option, name]) => option !== "maxTokens" && name in options && refused.has(name))
    .map(([option]) => option);
}

function bodyOptions(wire: Wire, options: Options): Options {
  if (wire === "openai responses") return options; // it always tells the usage
  return {
    ...options,
    // Completions want to know how many alternatives to tell besides the token that was taken.
    ...(options.logprobs === true && wire.endsWith("completions") && { logprobs: 1 }),
    stream_options: { include_usage: true },
  };
}
