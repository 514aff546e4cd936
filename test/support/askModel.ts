/** Asking a model and looking at the whole of its answer, for tests of the adapters. */
import { onTestFinished } from "vitest";
import { modelFacts } from "../../src/core/models/catalogue/modelFacts";
import { HostLimits } from "../../src/core/models/client/hostLimits";
import { ServerQuirks } from "../../src/core/models/client/serverQuirks";
import { createLanguageModel } from "../../src/core/models/createLanguageModel";
import type { LanguageModel, ModelChunk, ModelRequest } from "../../src/core/models/languageModel";
import type { Prompt } from "../../src/core/models/prompt";
import { ModelError } from "../../src/core/models/modelError";
import type { ModelPorts } from "../../src/core/models/modelPorts";
import { EmbeddedEngine } from "../../src/core/models/worker/embeddedEngine";
import type { ModelSettings } from "../../src/core/settings/settings";

export const silentLogger = { info: () => {}, warn: () => {}, error: () => {} };

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** Waits for a server to start, and closes it when the test is over, which reports what its handler threw. */
export async function forThisTest<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  onTestFinished(() => server.close());
  return server;
}

/** The ports of an adapter that needs no engine and has no key, but for what a test says. */
export function modelPorts(given: Partial<ModelPorts> = {}): ModelPorts {
  return {
    key: () => Promise.resolve(undefined),
    entraToken: () => Promise.reject(new ModelError("unauthorized")),
    timeouts: { connectMs: 20_000, firstChunkMs: 20_000, idleMs: 20_000 },
    limits: new HostLimits(() => 4),
    quirks: new ServerQuirks(),
    // Nobody is asked: what the settings say is all that is known.
    facts: (settings) => Promise.resolve(modelFacts({ user: settings })),
    // Fails every request: no adapter but the embedded one may come near it.
    engine: new EmbeddedEngine({ workerPath: "/no/worker", idleMs: () => 0, logger: silentLogger }),
    // Has no models: no adapter but VS Code's may come near it.
    editorModels: {
      takesImages: false,
      list: () => Promise.resolve([]),
      send: () => {
        throw new ModelError("notFound");
      },
      countTokens: () => Promise.reject(new ModelError("notFound")),
    },
    demoPath: "/no/demo.gguf",
    logger: silentLogger,
    lacks: () => {},
    ...given,
  };
}

/** The adapter for `settings`, as the extension makes it. */
export function modelFor(
  settings: Omit<ModelSettings, "name">,
  ports: Partial<ModelPorts> = {},
): Promise<LanguageModel> {
  return createLanguageModel({ name: "mine", ...settings }, modelPorts(ports));
}

/** One question in a chat. */
export function chat(content: string): Prompt {
  return { kind: "chat", messages: [{ role: "user", content }] };
}

/** A request with room for a short answer. */
export function ask(prompt: Prompt, sampling: Partial<ModelRequest["sampling"]> = {}): ModelRequest {
  return { prompt, sampling: { maxTokens: 40, ...sampling } };
}

/** Every chunk of an answer. */
export async function collect(stream: AsyncIterable<ModelChunk>): Promise<ModelChunk[]> {
  const chunks: ModelChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

/** The text of an answer, put together. */
export function textOf(chunks: readonly ModelChunk[]): string {
  return chunks.map((chunk) => (chunk.kind === "text" ? chunk.text : "")).join("");
}

/** The text of a whole answer. */
export async function answerOf(stream: AsyncIterable<ModelChunk>): Promise<string> {
  return textOf(await collect(stream));
}

/** How an answer failed, and the text that came before. Rejects when it does not fail, or with another error. */
export async function failureOf(
  stream: AsyncIterable<ModelChunk>,
): Promise<{ readonly error: ModelError; readonly text: string }> {
  const chunks: ModelChunk[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch (error) {
    if (error instanceof ModelError) return { error, text: textOf(chunks) };
    throw error;
  }
  throw new Error(`expected a ModelError, got the answer ${JSON.stringify(chunks)}`);
}
