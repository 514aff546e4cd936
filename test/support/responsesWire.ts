/**
 * The words of OpenAI's Responses: named events, the last of which holds the whole response.
 *
 * - https://platform.openai.com/docs/api-reference/responses-streaming
 * - Shapes in full: https://github.com/openai/openai-openapi (ResponseStreamEvent, Response)
 */
import type { Dialect, Turn } from "./dialect";
import { errors, openAiError } from "./openAiWire";
import type { FinishReason } from "./script";

/** `POST /v1/responses`. */
export function responsesDialect(model: string): Dialect {
  const response = (more: object) => ({
    id: "resp_fake",
    object: "response",
    created_at: 1735689600,
    status: "in_progress",
    error: null,
    incomplete_details: null,
    model,
    output: [],
    usage: null,
    ...more,
  });
  const ended = (turn: Turn) => {
    const { promptTokens, completionTokens } = turn.usage;
    return response({
      ...endings[turn.finishReason],
      usage: {
        input_tokens: promptTokens,
        output_tokens: completionTokens,
        total_tokens: promptTokens + completionTokens,
      },
    });
  };
  const place = { item_id: "msg_fake", output_index: 0, content_index: 0 };
  const beginning = (turn: Turn) =>
    numbered([
      { type: "response.created", response: response({}) },
      { type: "response.in_progress", response: response({}) },
      ...turn.reasoning.map((delta) => ({
        type: "response.reasoning_summary_text.delta",
        item_id: "rs_fake",
        output_index: 0,
        summary_index: 0,
        delta,
      })),
      { type: "response.output_item.added", output_index: 0, item: { id: "msg_fake", type: "message" } },
      ...turn.chunks.map((delta) => ({ type: "response.output_text.delta", ...place, delta, logprobs: [] })),
    ]);
  return {
    ...errors(model),
    whole: ended,
    beginning,
    events: (turn) =>
      numbered([
        ...beginning(turn),
        { type: "response.output_text.done", ...place, text: turn.chunks.join("") },
        { type: endings[turn.finishReason].event, response: ended(turn) },
      ]),
    errorEvent: (reason) => {
      const { error } = openAiError(reason, model).body as {
        error: { code: string | null; message: string };
      };
      const failure = { code: error.code ?? "server_error", message: error.message };
      return { type: "response.failed", response: { id: "resp_fake", status: "failed", error: failure } };
    },
    named: true,
    endsWithDone: false,
  };
}

const endings: Record<FinishReason, { event: string; status: string; incomplete_details: object | null }> = {
  stop: { event: "response.completed", status: "completed", incomplete_details: null },
  length: {
    event: "response.incomplete",
    status: "incomplete",
    incomplete_details: { reason: "max_output_tokens" },
  },
  content_filter: {
    event: "response.incomplete",
    status: "incomplete",
    incomplete_details: { reason: "content_filter" },
  },
};

function numbered(events: readonly object[]): readonly object[] {
  return events.map((event, sequence_number) => ({ ...event, sequence_number }));
}
