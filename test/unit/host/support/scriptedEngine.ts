import { Channel } from "../../../../src/core/common/channel";
import type { ModelChunk, ModelRequest } from "../../../../src/core/models/languageModel";
import { ModelError } from "../../../../src/core/models/modelError";
import { EmbeddedEngine } from "../../../../src/core/models/worker/embeddedEngine";
import type { Weights } from "../../../../src/core/models/worker/embeddedMessages";
import { next } from "../../../fakes/strict";

export type Answer = Channel<ModelChunk>;

/** A whole answer, ready to be read. */
export function says(...texts: string[]): Answer {
  const answer: Answer = new Channel();
  for (const text of texts) answer.push({ kind: "text", text });
  answer.push({ kind: "finish", reason: "stop", usage: { promptTokens: 1, completionTokens: 1 } });
  answer.close();
  return answer;
}

export function failsWith(error: unknown, ...texts: string[]): Answer {
  const answer: Answer = new Channel();
  for (const text of texts) answer.push({ kind: "text", text });
  answer.fail(error);
  return answer;
}

/** The child process of the embedded models, played by the test: everything before it is the real thing. */
export class ScriptedEngine extends EmbeddedEngine {
  /** What it says next, one entry a request. */
  readonly answers: Answer[] = [];
  readonly requests: (ModelRequest & { readonly path: string })[] = [];

  constructor() {
    const silent = { info: () => {}, warn: () => {}, error: () => {} };
    super({ workerPath: "/there is no worker", idleMs: () => 0, logger: silent });
  }

  override async *stream(
    weights: Weights,
    request: ModelRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ModelChunk> {
    this.requests.push({ ...request, path: weights.path });
    const answer = next(this.answers, "the model");
    const cancel = () => answer.fail(new ModelError("aborted"));
    signal.addEventListener("abort", cancel, { once: true });
    yield* answer;
  }
}
