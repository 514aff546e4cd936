import { fork, type ChildProcess } from "node:child_process";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Channel } from "../../common/channel";
import type { Disposable } from "../../common/disposable";
import type { Logger } from "../../common/logger";
import type { ModelChunk, ModelRequest } from "../languageModel";
import { ModelError } from "../modelError";
import type { FromWorker, ToWorker, Weights } from "./embeddedMessages";
import { readGgufFacts, type GgufFacts } from "./ggufFacts";

export interface EmbeddedEngineOptions {
  /** The bundled `embeddedWorker`. */
  readonly workerPath: string;
  /** Milliseconds without a request after which a child process is stopped; read anew each time. */
  readonly idleMs: () => number;
  readonly logger: Logger;
}

/**
 * Runs embedded weights, each in a child process of its own: started by the first request, stopped when idle
 * and on dispose. A child that dies fails its requests with "engineFailed"; the next request starts another.
 *
 * Every window of the editor has an engine and children of its own, also where two use the same file, so that
 * neither waits for the other nor goes down with it. That costs less than it seems: llama.cpp maps the file into
 * memory, read-only, and the operating system keeps one copy of those pages for all. Only the context is each one's.
 */
export class EmbeddedEngine implements Disposable {
  readonly #children = new Map<string, EmbeddedChild>();
  readonly #facts = new Map<string, { readonly version: string; readonly facts: Promise<GgufFacts> }>();
  /** Weights of which the log says already that no graphics card is used. */
  readonly #cpuOnly = new Set<string>();

  constructor(private readonly options: EmbeddedEngineOptions) {}

  /** Streams one answer. Aborting `signal` stops the decoder and ends with "aborted". Throws ModelError. */
  stream(weights: Weights, request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk> {
    const key = JSON.stringify(weights);
    const child = this.#children.get(key) ?? this.#start(key, weights);
    return child.stream(request, signal);
  }

  /**
   * What a GGUF file says of its model, read once for each version of the file and without a child.
   * Throws ModelError "fileNotFound" or "badFile".
   */
  async facts(path: string): Promise<GgufFacts> {
    const { mtimeMs, size } = await stat(path).catch((cause: unknown) => {
      throw new ModelError("fileNotFound", { subject: path, cause });
    });
    const version = `${mtimeMs} ${size}`;
    const known = this.#facts.get(path);
    if (known?.version === version) return known.facts;
    const facts = readGgufFacts(path);
    this.#facts.set(path, { version, facts });
    return facts;
  }

  /** The process ids of the running children, for tests and the log. */
  get processIds(): number[] {
    return [...this.#children.values()].flatMap(({ pid }) => pid ?? []);
  }

  #start(key: string, weights: Weights): EmbeddedChild {
    const child = new EmbeddedChild(weights, this.options, {
      gone: () => {
        // A successor may have taken its place already.
        if (this.#children.get(key) === child) this.#children.delete(key);
      },
      loaded: (usesGpu) => {
        if (!usesGpu) this.#tellCpuOnly(weights);
      },
    });
    this.#children.set(key, child);
    return child;
  }

  /** Says once that the writer asked for a graphics card and has none that llama.cpp can use. */
  #tellCpuOnly({ path, gpu = "off" }: Weights): void {
    if (gpu === "off" || gpu === 0 || this.#cpuOnly.has(path)) return;
    this.#cpuOnly.add(path);
    this.options.logger.warn(`No graphics card can be used for ${basename(path)}: it runs on the processor`);
  }

  dispose(): void {
    for (const child of this.#children.values()) child.stop();
    this.#children.clear();
  }
}

interface ChildEvents {
  readonly gone: () => void;
  readonly loaded: (usesGpu: boolean) => void;
}

/** One child process and the answers that are under way in it. */
class EmbeddedChild {
  readonly #process: ChildProcess;
  readonly #answers = new Map<number, Channel<ModelChunk>>();
  #nextId = 0;
  #isGone = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly weights: Weights,
    private readonly options: EmbeddedEngineOptions,
    private readonly on: ChildEvents,
  ) {
    this.#process = fork(options.workerPath, [], {
      // In desktop VS Code the running program is Electron, which must be told to be Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      // The extension host may run under a debugger or loader flags that are not the child's business.
      execArgv: [],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    this.#process.on("message", (message) => this.#receive(message as FromWorker));
    this.#process.on("error", () => this.#gone("could not start"));
    this.#process.on("exit", (code, signal) => this.#gone(signal ?? `exit code ${code ?? "?"}`));
    this.#send({ kind: "load", weights });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    if (signal.aborted) throw new ModelError("aborted");
    const id = this.#nextId++;
    const answer = new Channel<ModelChunk>();
    // Still listed means not finished: then the decoder must stop as well.
    const leave = () => {
      if (this.#answers.delete(id)) this.#send({ kind: "cancel", id });
    };
    const cancel = () => {
      leave();
      answer.fail(new ModelError("aborted"));
    };
    clearTimeout(this.#idleTimer);
    this.#answers.set(id, answer);
    this.#send({ kind: "generate", id, request });
    signal.addEventListener("abort", cancel, { once: true });
    try {
      yield* answer;
    } finally {
      signal.removeEventListener("abort", cancel);
      leave();
      if (this.#answers.size === 0) this.#startIdleTimer();
    }
  }

  stop(): void {
    clearTimeout(this.#idleTimer);
    this.#process.kill("SIGKILL");
    this.#gone("stopped");
  }

  #send(message: ToWorker): void {
    // A child that has just died is reported by its exit event; the callback keeps send from throwing.
    if (this.#process.connected) this.#process.send(message, () => undefined);
  }

  #receive(message: FromWorker): void {
    if (message.kind === "loaded") {
      this.on.loaded(message.usesGpu);
      return;
    }
    const answer = this.#answers.get(message.id);
    switch (message.kind) {
      case "text":
      case "reasoning":
        answer?.push({ kind: message.kind, text: message.text });
        return;
      case "finish":
        this.#answers.delete(message.id);
        answer?.push({ kind: "finish", reason: message.reason, usage: message.usage });
        answer?.close();
        return;
      case "failed": {
        this.#answers.delete(message.id);
        const { reason, ...details } = message.error;
        const error = new ModelError(reason, { subject: this.weights.path, ...details });
        answer?.fail(error);
        // Weights that would not load leave a child of no use, and everybody who waits should know why.
        if (reason === "fileNotFound" || reason === "badFile" || reason === "engineFailed") {
          this.#failAll(error);
          this.stop();
        }
        return;
      }
    }
  }

  #gone(why: string): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearTimeout(this.#idleTimer);
    this.on.gone();
    if (this.#answers.size === 0) return;
    this.options.logger.warn(`The embedded model's process ended: ${why}`);
    this.#failAll(new ModelError("engineFailed", { subject: this.weights.path, detail: why }));
  }

  #failAll(error: ModelError): void {
    for (const answer of this.#answers.values()) answer.fail(error);
    this.#answers.clear();
  }

  #startIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    if (this.#isGone) return;
    this.#idleTimer = setTimeout(() => this.stop(), this.options.idleMs());
    this.#idleTimer.unref();
  }
}
