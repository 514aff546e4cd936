/** The real engine with the real demo model: nothing of llama.cpp is faked. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, vi } from "vitest";
import type { Weights } from "../../src/core/models/worker/embeddedMessages";
import { EmbeddedEngine, type EmbeddedEngineOptions } from "../../src/core/models/worker/embeddedEngine";
import { silentLogger } from "./askModel";

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const DEMO_PATH = fromRoot("media/model/inkling-demo.gguf");
export const DEMO_WEIGHTS: Weights = { path: DEMO_PATH, contextTokens: 512 };
/** The worker as it is shipped: llama.cpp finds its files only from inside the bundle. */
export const WORKER_PATH = fromRoot("dist/embedded/worker.js");

/** An engine that lives as long as the test, which fails when a child outlives it. */
export function startEngine(options: Partial<EmbeddedEngineOptions> = {}): EmbeddedEngine {
  const engine = createEngine(options);
  onTestFinished(() => stopEngine(engine));
  return engine;
}

/** An engine that its maker has to stop with `stopEngine`. */
export function createEngine(options: Partial<EmbeddedEngineOptions> = {}): EmbeddedEngine {
  if (!existsSync(WORKER_PATH)) {
    throw new Error(`${WORKER_PATH} is missing: run "node scripts/build.mjs" before these tests`);
  }
  return new EmbeddedEngine({
    workerPath: WORKER_PATH,
    idleMs: () => 600_000,
    logger: silentLogger,
    ...options,
  });
}

/** Processes that a test has looked at, so that one the engine lost sight of is noticed, too. */
const seen = new WeakMap<EmbeddedEngine, Set<number>>();

/** Disposes of an engine and waits until its children are gone. */
export async function stopEngine(engine: EmbeddedEngine): Promise<void> {
  const pids = [...engine.processIds, ...(seen.get(engine) ?? [])];
  engine.dispose();
  await haveEnded(pids);
}

/** The process of an engine that runs just one. */
export function onlyProcess(engine: EmbeddedEngine): number {
  expect(engine.processIds).toHaveLength(1);
  const pid = engine.processIds[0]!;
  seen.set(engine, new Set([...(seen.get(engine) ?? []), pid]));
  return pid;
}

/** Resolves once none of these processes is left. */
export async function haveEnded(pids: readonly number[]): Promise<void> {
  await vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { timeout: 8_000 });
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
