/**
 * An endpoint that serves a model made for one task, as Inference Endpoints do with the pipelines of transformers.
 *
 * - Requests and answers: https://huggingface.co/docs/inference-providers/tasks/index (a page for each task)
 * - Where endpoints take them, and that a pipeline answers: https://huggingface.co/docs/inference-endpoints/en/supported_tasks
 * - What the pipelines count offsets in: characters of a Python string, which are code points
 *   (https://docs.python.org/3/library/stdtypes.html#text-sequence-type-str)
 */
import { perform, sendError, sendJson } from "./dialect";
import { startFakeServer, type FakeServer } from "./fakeServer";
import type { Answer } from "./script";
import { generateDialect, tgiError } from "./tgiWire";

/** A fault of the transport, or the body of a good answer. */
export type TaskAnswer = Exclude<Answer, { kind: "text" | "empty" }> | { kind: "result"; body: unknown };

export interface FakeTaskServer extends FakeServer {
  /** Sets the answer to every request. */
  respondWith(answer: TaskAnswer): void;
}

/** Starts one; with a key it accepts no other. */
export async function startFakeTaskServer(key?: string): Promise<FakeTaskServer> {
  let answer: TaskAnswer | undefined;
  const server = await startFakeServer((exchange) => {
    const { method, path, headers, body } = exchange.request;
    if (key !== undefined && headers.authorization !== `Bearer ${key}`) {
      return sendError(exchange, tgiError("unauthorized"), { headers: {} });
    }
    if (method !== "POST" || path !== "/") return sendError(exchange, { status: 404 }, { headers: {} });
    if ((body as { inputs?: unknown } | null)?.inputs === undefined) {
      return sendJson(exchange, 400, { error: "Body needs to provide a inputs key" });
    }
    if (!answer) throw new Error("no answer was set up: call respondWith first");
    if (answer.kind === "result") return sendJson(exchange, 200, answer.body);
    const dialect = generateDialect({ details: false, wrap: false });
    return perform(exchange, answer, dialect, { stream: false, wire: {} });
  });
  return Object.assign(server, { respondWith: (next: TaskAnswer) => void (answer = next) });
}

/** A piece of `text` as the token classification of transformers reports it. */
export function pythonEntity(text: string, part: string, label: string, word = part): object {
  return { entity_group: label, score: 0.98, word, ...pythonPlace(text, part) };
}

/** Where Python finds `part` in `text`. */
export function pythonPlace(text: string, part: string): { start: number; end: number } {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`"${part}" is not in the text`);
  const start = Array.from(text.slice(0, at)).length;
  return { start, end: start + Array.from(part).length };
}
