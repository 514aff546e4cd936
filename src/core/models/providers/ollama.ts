import type { ModelSettings } from "../../settings/settings";
import type { LanguageModel, ModelChunk } from "../languageModel";
import type { ChatPrompt, Prompt } from "../prompt";
import type { ModelPorts } from "../modelPorts";
import { wireSampling } from "../samplingNames";
import { jsonLines } from "../servers/jsonStream";
import { postJson, record, serverError, type Addressee } from "../servers/postJson";
import { finishChunk, localServerModel, textChunk, type Question } from "./localServerModel";

/**
 * Ollama through its own interface (https://github.com/ollama/ollama/blob/main/docs/api.md). Its OpenAI face would do
 * for a chat, but it takes neither `num_ctx` nor `top_k` nor `repeat_penalty`, and puts 1 in place of the Modelfile's
 * own temperature and top-p (docs/api/openai-compatibility.mdx, openai/openai.go): what the writer set would be lost
 * without a word, and with the window of 4096 tokens that Ollama may allocate by itself most of a chapter, too.
 */
export function createOllamaModel(settings: ModelSettings, ports: ModelPorts): Promise<LanguageModel> {
  async function* ask(question: Question, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { root, addressee, prompt } = question;
    const { path, ...asked } = wirePrompt(prompt);
    const body = { model: addressee.model, ...asked, ...options(question), stream: true };
    const response = await postJson(`${root}${path}`, body, addressee, signal);
    yield* chunks(response, addressee);
  }

  /** What the writer puts into `options` joins the rest of them; any other field takes the place of ours. */
  function options({ sampling, jsonSchema, addressee: { model } }: Question) {
    const lacks = (option: string) => ports.lacks(model, option);
    const { logprobs, ...named } = wireSampling(sampling, "ollama", lacks);
    const { options: own, ...body } = settings.body ?? {};
    return {
      // By itself Ollama cuts what is too long, and says nothing; this makes it an error (api/types.go).
      truncate: false,
      ...(logprobs !== undefined && { logprobs }),
      // https://ollama.com/blog/structured-outputs; a version before 0.5 refuses it with status 400.
      ...(jsonSchema && { format: jsonSchema.schema }),
      options: {
        ...(settings.contextTokens && { num_ctx: settings.contextTokens }),
        ...named,
        ...record(own),
      },
      ...body,
    };
  }

  return localServerModel(settings, ports, {
    ask,
    // 400 "… does not support insert" (server/images.go, CheckCapabilities)
    refusesInfill: ({ details }) =>
      details.status === 400 && (details.detail ?? "").includes("support insert"),
  });
}

function wirePrompt(prompt: Prompt): { path: string } & Record<string, unknown> {
  switch (prompt.kind) {
    case "chat":
      return { path: "/api/chat", messages: wireMessages(prompt) };
    case "text":
      return { path: "/api/generate", prompt: prompt.text, raw: true };
    case "infill":
      return { path: "/api/generate", prompt: prompt.prefix, suffix: prompt.suffix };
  }
}

/** Images stand beside the words, as Base64 alone (docs/api.md, "Generate a chat completion"). */
function wireMessages({ system, messages }: ChatPrompt): readonly object[] {
  const turns = messages.map(({ images, ...message }) => {
    return images?.length ? { ...message, images: images.map(({ data }) => data) } : message;
  });
  return [...(system ? [{ role: "system", content: system }] : []), ...turns];
}

/** One line: `message` is a chat's, `response` and `thinking` are `/api/generate`'s. */
interface OllamaEvent {
  readonly message?: { readonly content?: string; readonly thinking?: string };
  readonly response?: string;
  readonly thinking?: string;
  readonly logprobs?: readonly { readonly logprob: number }[];
  readonly done?: boolean;
  readonly done_reason?: string;
  readonly prompt_eval_count?: number;
  readonly eval_count?: number;
}

async function* chunks(response: Response, { host, key }: Addressee): AsyncGenerator<ModelChunk> {
  for await (const line of jsonLines(response, host)) {
    if (record(line).error) throw serverError(line, { host, key });
    const event: OllamaEvent = record(line);
    const thinking = event.message?.thinking ?? event.thinking;
    const text = event.message?.content ?? event.response;
    if (thinking) yield { kind: "reasoning", text: thinking };
    if (text) yield textChunk(text, event.logprobs);
    if (event.done) {
      const reason = event.done_reason === "length" ? "length" : "stop";
      // Older versions leave out the count of a prompt that they had in their cache: then it is estimated.
      yield finishChunk(reason, event.prompt_eval_count, event.eval_count);
      return;
    }
  }
}
