/**
 * The words of Text Generation Inference (TGI), Hugging Face's model server.
 *
 * - Endpoints and shapes: https://huggingface.github.io/text-generation-inference/ (its `docs/openapi.json`:
 *   StreamResponse, GenerateResponse, ErrorResponse, ChatCompletionChunk, CompletionFinal)
 * - Streaming: https://huggingface.co/docs/text-generation-inference/conceptual/streaming
 * - Messages API: https://huggingface.co/docs/text-generation-inference/reference/api_reference
 *
 * Two habits no document tells, from its router's source (`router/src/{server,chat,infer/mod}.rs`): the token
 * that ends a text is streamed as a token too, marked special (on `/v1/completions` its text comes out with the
 * rest); and once streaming is asked for, overload and bad input are reported inside a 200 stream.
 */
import type { Dialect, Turn, WireError } from "./dialect";
import type { FinishReason, StatusReason, Usage } from "./script";

/** The text of the token that ends a text, as Llama and Mistral models have it. */
export const END_TOKEN = "</s>";

const tgiHeaders = { "x-compute-type": "cpu", "x-accel-buffering": "no" } as const;
const CREATED = 1735689600;

/** `POST /generate`, `/generate_stream` and `/`; the last wraps a whole answer in an array. */
export function generateDialect({ details, wrap }: { details: boolean; wrap: boolean }): Dialect {
  const detailsOf = ({ finishReason, usage }: Turn) => ({
    finish_reason: tgiFinish(finishReason),
    generated_tokens: usage.completionTokens,
    seed: null,
  });
  const event = (
    index: number,
    token: unknown,
    generated_text: string | null = null,
    extra: unknown = null,
  ) => ({
    index,
    token,
    generated_text,
    details: extra,
  });
  const beginning = ({ chunks }: Turn) => chunks.map((text, i) => event(i + 1, token(text)));
  return {
    ...errors,
    errorEvent: (reason) => tgiError(reason).body,
    endsWithDone: false,
    whole: (turn) => {
      const tokens = turn.chunks.map((text) => token(text));
      const extra = details ? { details: { ...detailsOf(turn), prefill: [], tokens } } : {};
      const body = { generated_text: turn.chunks.join(""), ...extra };
      return wrap ? [body] : body;
    },
    beginning,
    events: (turn) => {
      const last = details ? { ...detailsOf(turn), input_length: turn.usage.promptTokens } : null;
      const texts = turn.finishReason === "stop" ? turn.chunks : turn.chunks.slice(0, -1);
      const final = turn.finishReason === "stop" ? token(END_TOKEN, true) : token(turn.chunks.at(-1) ?? "");
      const end = event(texts.length + 1, final, turn.chunks.join(""), last);
      return [...beginning({ ...turn, chunks: texts }), end];
    },
  };
}

/** `POST /v1/chat/completions`: the role comes with every chunk, and no chunk is for the role alone. */
export function tgiChatDialect(context: { model: string; includeUsage: boolean }): Dialect {
  const base = { id: "", created: CREATED, model: context.model, system_fingerprint: "3.3.7-native" };
  const chunk = (choices: readonly unknown[], usage: unknown = null) => ({
    object: "chat.completion.chunk",
    ...base,
    choices,
    usage,
  });
  const delta = (content: string, finish_reason: string | null = null) =>
    chunk([{ index: 0, delta: { role: "assistant", content }, logprobs: null, finish_reason }]);
  const beginning = ({ chunks }: Turn) => chunks.map((text) => delta(text));
  return {
    ...errors,
    errorEvent: openAiStyleEvent,
    endsWithDone: true,
    whole: ({ chunks, finishReason, usage }) => {
      const message = { role: "assistant", content: chunks.join("") };
      const choices = [{ index: 0, message, logprobs: null, finish_reason: finishReason }];
      return { object: "chat.completion", ...base, choices, usage: usageBody(usage) };
    },
    beginning,
    events: (turn) => [
      ...beginning(turn),
      delta("", turn.finishReason),
      ...(context.includeUsage ? [chunk([], usageBody(turn.usage))] : []),
    ],
  };
}

/** `POST /v1/completions`, which is where `textGenerationStream` of `@huggingface/inference` 4 posts to. */
export function tgiTextDialect({ model }: { model: string }): Dialect {
  const base = {
    object: "text_completion",
    id: "",
    created: CREATED,
    model,
    system_fingerprint: "3.3.7-native",
  };
  const choice = (text: string, finish_reason: string) => [{ index: 0, text, logprobs: null, finish_reason }];
  const beginning = ({ chunks }: Turn) => chunks.map((text) => ({ ...base, choices: choice(text, "") }));
  return {
    ...errors,
    errorEvent: openAiStyleEvent,
    endsWithDone: true,
    whole: ({ chunks, finishReason, usage }) => {
      const choices = choice(chunks.join(""), tgiFinish(finishReason));
      return { ...base, choices, usage: usageBody(usage) };
    },
    beginning,
    events: (turn) => {
      const text = turn.finishReason === "stop" ? END_TOKEN : "";
      const choices = choice(text, tgiFinish(turn.finishReason));
      return [...beginning(turn), { ...base, choices, usage: usageBody(turn.usage) }];
    },
  };
}

/** What TGI, or the hosted service in front of it, answers to each reason for refusing. */
export function tgiError(reason: StatusReason): WireError {
  const problem = (status: number, error: string, error_type: string) => ({
    status,
    body: { error, error_type },
  });
  switch (reason) {
    case "unauthorized":
      return { status: 401 };
    case "unknownUrl":
      return { status: 404 };
    case "modelNotFound":
      return { status: 404, body: { error: "Model acme/missing does not exist" } };
    case "contextTooLong":
      return problem(
        422,
        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. " +
          "Given: 5000 `inputs` tokens and 200 `max_new_tokens`",
        "validation",
      );
    case "unsupportedParameter":
      return problem(422, "Input validation error: `temperature` must be strictly positive", "validation");
    case "rateLimited":
    case "overloaded":
      return problem(429, "Model is overloaded", "overloaded");
    case "outOfQuota":
      return {
        status: 402,
        body: { error: "You have exceeded your monthly included credits for Inference Providers." },
      };
    case "serverError":
      return problem(500, "Incomplete generation", "incomplete_generation");
    case "loading":
      // The hosted service, while an endpoint starts: https://huggingface.co/docs/api-inference/faq
      return { status: 503, body: { error: "Model acme/tiny is currently loading", estimated_time: 20.0 } };
  }
}

const errors = { error: tgiError, headers: tgiHeaders };

/** On the endpoints that imitate OpenAI an error event has this shape, and always this number. */
function openAiStyleEvent(reason: StatusReason): unknown {
  const body = tgiError(reason).body as { readonly error?: string } | undefined;
  return { error: { message: body?.error ?? "Incomplete generation stream", http_status_code: 422 } };
}

function token(text: string, special = false): unknown {
  return { id: special ? 2 : 100 + text.length, text, logprob: -0.34, special };
}

function tgiFinish(reason: FinishReason): string {
  return reason === "length" ? "length" : "eos_token";
}

function usageBody({ promptTokens, completionTokens }: Usage): unknown {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}
