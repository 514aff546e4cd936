import type { FinishReason, ModelChunk, TokenUsage } from "../languageModel";
import { ModelError } from "../modelError";

/**
 * An event as the server sent it, which is what the client yields whatever its types say: a chunk of a chat, of
 * the completions protocol (endpoints and most providers), or a token of TGI's own. Hosts behind the router send
 * chunks without choices, and choices without a delta.
 */
interface WireEvent {
  readonly choices?: readonly WireChoice[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
  readonly token?: { readonly text: string; readonly special: boolean };
  readonly generated_text?: string | null;
  readonly details?: {
    readonly finish_reason?: string;
    readonly generated_tokens?: number;
    readonly input_length?: number;
  } | null;
}

interface WireChoice {
  readonly delta?: {
    readonly content?: string | null;
    readonly reasoning_content?: string | null;
    readonly reasoning?: string | null;
  } | null;
  readonly logprobs?: { readonly content?: readonly { readonly logprob: number }[] | null } | null;
  readonly text?: string;
  readonly finish_reason?: string | null;
}

/** What one event says. */
interface Delta {
  readonly text?: string | null | undefined;
  readonly reasoning?: string | null | undefined;
  readonly logprob?: number | undefined;
  readonly finish?: string | null | undefined;
  readonly usage?: TokenUsage | undefined;
}

/** A chat's events as chunks. Throws ModelError "badResponse" when none is of the protocol. */
export function chatChunks(events: AsyncIterable<unknown>, host: string): AsyncGenerator<ModelChunk> {
  return chunks(events, host, ({ choices, usage }) => {
    const [choice] = choices ?? [];
    const tokens = choice?.logprobs?.content;
    return (
      choices && {
        text: choice?.delta?.content,
        reasoning: choice?.delta?.reasoning_content ?? choice?.delta?.reasoning,
        logprob: tokens?.length ? tokens.reduce((sum, { logprob }) => sum + logprob, 0) : undefined,
        finish: choice?.finish_reason,
        usage: counted(usage?.prompt_tokens, usage?.completion_tokens),
      }
    );
  });
}

/** A text generation's events as chunks. Throws ModelError "badResponse" when none is of either protocol. */
export function textChunks(events: AsyncIterable<unknown>, host: string): AsyncGenerator<ModelChunk> {
  return chunks(events, host, ({ choices, usage, token, generated_text, details }) => {
    if (choices) {
      const { text, finish_reason: finish } = choices[0] ?? {};
      return {
        // TGI streams the end token itself, such as "</s>", as the text of the last chunk.
        text: finish === "eos_token" ? "" : text,
        finish,
        usage: counted(usage?.prompt_tokens, usage?.completion_tokens),
      };
    }
    if (!token) return undefined;
    return {
      text: token.special ? "" : token.text,
      finish: typeof generated_text === "string" ? (details?.finish_reason ?? "stop") : undefined,
      usage: counted(details?.input_length, details?.generated_tokens),
    };
  });
}

/**
 * The usage may come in an event of its own after the finish reason, so the finish is held back to the end.
 * `read` gives undefined for an event that is none of the protocol's.
 */
async function* chunks(
  events: AsyncIterable<unknown>,
  subject: string,
  read: (event: WireEvent) => Delta | undefined,
): AsyncGenerator<ModelChunk> {
  let understood = false;
  let finish: string | undefined;
  let usage: TokenUsage | undefined;
  for await (const event of events) {
    const delta = typeof event === "object" && event !== null ? read(event) : undefined;
    if (!delta) continue;
    understood = true;
    if (delta.reasoning) yield { kind: "reasoning", text: delta.reasoning };
    if (delta.text) {
      const { text, logprob } = delta;
      yield { kind: "text", text, ...(logprob !== undefined && { logprob }) };
    }
    if (delta.finish) finish = delta.finish; // until there is a reason TGI sends an empty one
    usage = delta.usage ?? usage;
  }
  // A web page with status 200 reads as a stream without a single event.
  if (!understood) throw new ModelError("badResponse", { subject });
  if (finish) yield { kind: "finish", reason: finishReason(finish), ...(usage && { usage }) };
}

function counted(promptTokens?: number, completionTokens?: number): TokenUsage | undefined {
  if (promptTokens === undefined || completionTokens === undefined) return undefined;
  return { promptTokens, completionTokens };
}

/** "eos_token" and "stop_sequence" are TGI's own words for OpenAI's "stop". */
function finishReason(reason: string): FinishReason {
  if (reason === "length") return "length";
  return reason === "content_filter" ? "filtered" : "stop";
}
