import { delay } from "../../common/abort";
import type { ModelSettings } from "../../settings/settings";
import type { LanguageModel, ModelChunk } from "../languageModel";
import type { Prompt } from "../prompt";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import { wireSampling } from "../samplingNames";
import { jsonEvents } from "../servers/jsonStream";
import { health } from "../servers/llamaCppApi";
import { postJson, record, serverError, type Addressee } from "../servers/postJson";
import { finishChunk, localServerModel, textChunk, type Question } from "./localServerModel";
import { openAiMessages } from "./openaiMessages";

/**
 * llama.cpp's server by its own endpoints: `/completion` for text, `/infill` for a gap, and for a conversation
 * `/v1/chat/completions`, which takes the options of `/completion` too
 * (https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md). `cache_prompt` keeps the prompt's part
 * that was sent before, so that ghost text after each word costs that word alone.
 */
export function createLlamaCppModel(settings: ModelSettings, ports: ModelPorts): Promise<LanguageModel> {
  async function* ask(question: Question, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { root, addressee, prompt, sampling, jsonSchema } = question;
    const { path, ...asked } = wirePrompt(prompt);
    const { n_probs, ...named } = wireSampling(sampling, "llama.cpp", (option) =>
      ports.lacks(addressee.model, option),
    );
    const body = {
      // A server with several models goes by it; one with a single model pays no heed.
      ...(settings.model !== undefined && { model: settings.model }),
      ...asked,
      cache_prompt: true,
      ...named,
      ...(n_probs !== undefined && { n_probs: 1 }), // the likeliest alone: that of the chosen one comes anyway
      // Of `/completion`; the conversation's endpoint knows it too (server-common.cpp, oaicompat_chat_params_parse).
      ...(jsonSchema && { json_schema: jsonSchema.schema }),
      ...settings.body,
      stream: true,
    };
    const post = () => postJson(`${root}${path}`, body, addressee, signal);
    const response = await whenLoaded(post, root, signal);
    yield* prompt.kind === "chat" ? chatChunks(response, addressee) : textChunks(response, addressee);
  }

  return localServerModel(settings, ports, {
    ask,
    // 501 "Infill is not supported by this model: prefix token is missing." (server-context.cpp, post_infill)
    refusesInfill: ({ details: { status, detail = "" } }) =>
      status === 501 || (status === 400 && /infill is not supported/i.test(detail)),
  });
}

/** Milliseconds between two looks at a server that reads its weights. */
const POLL_MS = 500;

/** What `ask` gives; a server that says it is still reading its weights is asked again once they are there. */
async function whenLoaded<T>(ask: () => Promise<T>, root: string, signal: AbortSignal): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ModelError && error.reason === "loading")) throw error;
    while ((await health(root, signal)) === "loading") {
      if (!(await delay(POLL_MS, signal))) throw error;
    }
    return ask();
  }
}

function wirePrompt(prompt: Prompt): { path: string } & Record<string, unknown> {
  switch (prompt.kind) {
    case "chat": {
      const messages = openAiMessages(prompt);
      return { path: "/v1/chat/completions", messages, stream_options: { include_usage: true } };
    }
    case "text":
      return { path: "/completion", prompt: prompt.text };
    case "infill":
      return { path: "/infill", input_prefix: prompt.prefix, input_suffix: prompt.suffix, prompt: "" };
  }
}

type Tokens = readonly { readonly logprob: number }[];

interface TextEvent {
  readonly content?: string;
  readonly completion_probabilities?: Tokens;
  readonly stop?: boolean;
  readonly stop_type?: "none" | "eos" | "limit" | "word";
  readonly tokens_evaluated?: number;
  readonly tokens_predicted?: number;
}

/** Of `/completion` and `/infill`. */
async function* textChunks(response: Response, addressee: Addressee): AsyncGenerator<ModelChunk> {
  for await (const event of events<TextEvent>(response, addressee)) {
    if (event.content) yield textChunk(event.content, event.completion_probabilities);
    if (event.stop) {
      const reason = event.stop_type === "limit" ? "length" : "stop";
      yield finishChunk(reason, event.tokens_evaluated, event.tokens_predicted);
      return;
    }
  }
}

interface ChatEvent {
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string | null; readonly reasoning_content?: string | null };
    readonly logprobs?: { readonly content?: Tokens } | null;
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

/** The count of tokens comes in an event of its own after the reason to finish, so the finish is held back. */
async function* chatChunks(response: Response, addressee: Addressee): AsyncGenerator<ModelChunk> {
  let reason: string | undefined;
  let counted: ChatEvent["usage"];
  for await (const { choices, usage } of events<ChatEvent>(response, addressee)) {
    const { delta, logprobs, finish_reason } = choices?.[0] ?? {};
    if (delta?.reasoning_content) yield { kind: "reasoning", text: delta.reasoning_content };
    if (delta?.content) yield textChunk(delta.content, logprobs?.content);
    reason = finish_reason ?? reason;
    counted = usage ?? counted;
  }
  if (reason === undefined) return;
  yield finishChunk(
    reason === "length" ? "length" : "stop",
    counted?.prompt_tokens,
    counted?.completion_tokens,
  );
}

async function* events<Event extends object>(
  response: Response,
  { host, key }: Addressee,
): AsyncGenerator<Partial<Event>> {
  for await (const event of jsonEvents(response, host)) {
    if (record(event).error) throw serverError(event, { host, key });
    yield record(event) as Partial<Event>;
  }
}
