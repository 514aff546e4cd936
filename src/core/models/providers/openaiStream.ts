import type { AnswerSchema, FinishReason, ModelChunk, ModelInfo, TokenUsage } from "../languageModel";
import type { Prompt } from "../prompt";
import { ModelError } from "../modelError";
import type { Wire } from "../samplingNames";
import type { Options } from "./openaiOptions";

/** One of the protocol's ways of asking. */
export interface Way {
  readonly wire: Wire;
  readonly prompts: ModelInfo["prompts"];
  /** Where to and what, but for model and options; undefined for a kind of prompt that it does not take. */
  readonly write: (prompt: Prompt) => { readonly path: string; readonly body: Options } | undefined;
  /** How the body asks for an answer of this form; left out where the protocol has no word for it. */
  readonly form?: (schema: AnswerSchema) => Options;
  /** What an event says; undefined when it is none of the protocol's. Throws ModelError for a reported failure. */
  readonly read: (event: object) => Delta | undefined;
}

/** What one event adds to the answer. */
export interface Delta {
  readonly pieces: readonly Piece[];
  readonly usage?: TokenUsage | undefined;
}

interface Piece {
  /** Which of several answers; 0 when left out. */
  readonly candidate?: number | undefined;
  readonly text?: string | undefined;
  readonly reasoning?: string | undefined;
  readonly logprob?: number | undefined;
  /** The protocol's word for the end. */
  readonly finish?: string | null | undefined;
}

/** The answer that `events` tell. The usage comes after the reason to finish, so the finish is held back to the end. */
export async function* untilFinish(
  events: AsyncIterable<unknown>,
  read: Way["read"],
  subject: string,
): AsyncGenerator<ModelChunk> {
  let finish: string | undefined;
  let usage: TokenUsage | undefined;
  let anything = false;
  for await (const event of events) {
    const delta = typeof event === "object" && event !== null ? read(event) : undefined;
    if (!delta) continue;
    anything = true;
    usage = delta.usage ?? usage;
    for (const { candidate = 0, text, reasoning, logprob, finish: end } of delta.pieces) {
      const first = candidate === 0;
      if (reasoning && first) yield { kind: "reasoning", text: reasoning };
      if (text) {
        yield {
          kind: "text",
          text,
          ...(!first && { candidate }),
          ...(logprob !== undefined && { logprob }),
        };
      }
      if (end && first) finish = end; // until there is a reason TGI sends an empty one
    }
  }
  // A web page with status 200 reads as a stream without a single event.
  if (!anything) throw new ModelError("badResponse", { subject, detail: "no event" });
  if (finish === undefined) return;
  yield { kind: "finish", reason: finishReason(finish), ...(usage && { usage }) };
}

function finishReason(reason: string): FinishReason {
  if (reason === "length" || reason === "max_output_tokens") return "length";
  return reason === "content_filter" ? "filtered" : "stop";
}
