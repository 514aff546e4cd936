/** The child process that runs embedded weights: reads ToWorker, writes FromWorker. */
import { loadWeights, type LoadedModel } from "./loadedModel";
import type { FromWorker, ToWorker, WireError } from "./embeddedMessages";
import { ModelError } from "../modelError";

let model: Promise<LoadedModel> | undefined;
const running = new Map<number, AbortController>();

function send(message: FromWorker): void {
  // The extension host may go at any moment; "disconnect" then ends this process.
  if (process.connected) process.send?.(message, () => undefined);
}

async function generate({ id, request }: Extract<ToWorker, { kind: "generate" }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    if (!model) throw new ModelError("engineFailed", { detail: "no weights were named" });
    const loaded = await model;
    const { signal } = controller;
    const end = await loaded.generate(request, signal, (chunk) => send({ ...chunk, id }));
    send({ kind: "finish", id, ...end });
  } catch (error) {
    send({ kind: "failed", id, error: toWire(error, controller.signal) });
  } finally {
    running.delete(id);
  }
}

function toWire(error: unknown, signal: AbortSignal): WireError {
  if (signal.aborted) return { reason: "aborted" };
  if (!(error instanceof ModelError)) {
    return { reason: "engineFailed", detail: error instanceof Error ? error.message : String(error) };
  }
  const { detail, limitTokens, askedTokens } = error.details;
  return {
    reason: error.reason,
    ...(detail !== undefined && { detail }),
    ...(limitTokens !== undefined && { limitTokens }),
    ...(askedTokens !== undefined && { askedTokens }),
  };
}

process.on("message", (raw) => {
  const message = raw as ToWorker;
  switch (message.kind) {
    case "load":
      model = loadWeights(message.weights);
      model.then(
        ({ usesGpu }) => send({ kind: "loaded", usesGpu }),
        // Whoever asks for an answer is told; an unhandled rejection would end the process first.
        () => undefined,
      );
      return;
    case "generate":
      void generate(message);
      return;
    case "cancel":
      running.get(message.id)?.abort();
      return;
  }
});

// The extension host is gone: nobody is left to answer to.
process.on("disconnect", () => process.exit(0));
