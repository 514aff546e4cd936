/**
 * What the adapters add to the raw socket: each is asked as the extension asks it, against a server that answers at
 * once, and a plain HTTP client asks the same server in turn with it. `vscode` and `embedded` have no socket.
 */
import { Agent, request as httpRequest } from "node:http";
import { modelFacts } from "../../src/core/models/catalogue/modelFacts";
import { HostLimits } from "../../src/core/models/client/hostLimits";
import { createLanguageModel } from "../../src/core/models/createLanguageModel";
import type { LanguageModel, ModelRequest } from "../../src/core/models/languageModel";
import type { Prompt } from "../../src/core/models/prompt";
import { ModelError } from "../../src/core/models/modelError";
import type { ModelPorts } from "../../src/core/models/modelPorts";
import { ServerQuirks } from "../../src/core/models/client/serverQuirks";
import { EmbeddedEngine } from "../../src/core/models/worker/embeddedEngine";
import type { ModelSettings } from "../../src/core/settings/settings";

/** Requests of which the median is taken; the first few warm both sides up. */
const REQUESTS = 200;
const WARM_UP = 20;
const FEW = 3;
/** Chunks of the long answer, which is read so often. */
const MANY = 50_000;
const ROUNDS = 5;

const CHAT: Prompt = { kind: "chat", messages: [{ role: "user", content: "Write about the sea." }] };
const TEXT: Prompt = { kind: "text", text: "The captain looked at the sea" };

interface Contender {
  readonly name: string;
  readonly settings: Omit<ModelSettings, "name" | "baseUrl">;
  readonly prompt: Prompt;
  /** What the settings' address ends with. */
  readonly base: string;
  /** Where the adapter then asks. */
  readonly path: string;
}

const model = "fake";
const CONTENDERS: readonly Contender[] = [
  {
    name: "openai",
    settings: { provider: "openai", model },
    prompt: CHAT,
    base: "/v1",
    path: "/v1/chat/completions",
  },
  {
    name: "openaiCompatible",
    settings: { provider: "openai-compatible", model, kind: "base" },
    prompt: TEXT,
    base: "/v1",
    path: "/v1/completions",
  },
  {
    name: "azureOpenai",
    settings: { provider: "azure-openai", model },
    prompt: CHAT,
    base: "",
    path: "/openai/deployments/fake/chat/completions",
  },
  { name: "ollama", settings: { provider: "ollama", model }, prompt: CHAT, base: "", path: "/api/chat" },
  { name: "llamaCpp", settings: { provider: "llama.cpp" }, prompt: TEXT, base: "", path: "/completion" },
  {
    name: "huggingface",
    settings: { provider: "huggingface" },
    prompt: CHAT,
    base: "",
    path: "/v1/chat/completions",
  },
  {
    name: "huggingfaceText",
    settings: { provider: "huggingface", kind: "base" },
    prompt: TEXT,
    base: "",
    path: "/v1/completions",
  },
];

/** Figures by name, each adapter's with its own prefix: milliseconds and chunks a second. */
export async function benchAdapters(port: number): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const contender of CONTENDERS) {
    const at = (chunks: number) => new Contest(contender, `http://127.0.0.1:${port}/${chunks}`);
    const { adapterMs, rawMs } = await firstChunks(at(FEW));
    const { adapterRate, rawRate } = await rates(at(MANY));
    figures[`${contender.name}.adapterFirstChunkOverheadMs`] = adapterMs - rawMs;
    figures[`${contender.name}.adapterChunksPerSecond`] = adapterRate;
    figures[`${contender.name}.rawChunksPerSecond`] = rawRate;
  }
  return figures;
}

async function firstChunks(contest: Contest) {
  const adapter: number[] = [];
  const raw: number[] = [];
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    const times = { raw: (await contest.raw()).firstMs, adapter: (await contest.adapter()).firstMs };
    if (i < WARM_UP) continue;
    raw.push(times.raw);
    adapter.push(times.adapter);
  }
  return { adapterMs: median(adapter), rawMs: median(raw) };
}

async function rates(contest: Contest) {
  const adapter: number[] = [];
  const raw: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    raw.push((MANY / (await contest.raw()).wholeMs) * 1000);
    const { chunks, wholeMs } = await contest.adapter();
    if (chunks < MANY) throw new Error(`${chunks} chunks of ${MANY} came`);
    adapter.push((chunks / wholeMs) * 1000);
  }
  return { adapterRate: median(adapter), rawRate: median(raw) };
}

/** One adapter and the raw client, asking the same question at the same address. */
class Contest {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #model: Promise<LanguageModel>;
  readonly #request: ModelRequest;
  readonly #url: string;

  constructor({ settings, prompt, base, path }: Contender, address: string) {
    this.#model = createLanguageModel({ name: "bench", ...settings, baseUrl: address + base }, PORTS);
    this.#request = { prompt, sampling: { maxTokens: 100, temperature: 0.7 } };
    this.#url = address + path;
  }

  async adapter(): Promise<{ firstMs: number; wholeMs: number; chunks: number }> {
    const languageModel = await this.#model;
    const started = performance.now();
    let firstMs: number | undefined;
    let chunks = 0;
    for await (const { kind } of languageModel.stream(this.#request, new AbortController().signal)) {
      firstMs ??= performance.now() - started;
      if (kind === "text") chunks++;
    }
    return { firstMs: firstMs ?? NaN, wholeMs: performance.now() - started, chunks };
  }

  raw(): Promise<{ firstMs: number; wholeMs: number }> {
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json" };
      const asking = httpRequest(this.#url, { method: "POST", agent: this.#agent, headers }, (response) => {
        let firstMs: number | undefined;
        if (response.statusCode !== 200)
          reject(new Error(`status ${response.statusCode ?? ""}: ${this.#url}`));
        response.on("data", () => (firstMs ??= performance.now() - started));
        response.on("end", () => resolve({ firstMs: firstMs ?? NaN, wholeMs: performance.now() - started }));
        response.on("error", reject);
      });
      asking.on("error", reject).end(JSON.stringify(this.#request.prompt));
    });
  }
}

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const nothing = () => Promise.reject(new ModelError("notFound"));
const PORTS: ModelPorts = {
  key: () => Promise.resolve("hf_bench"),
  entraToken: nothing,
  timeouts: { connectMs: 20_000, firstChunkMs: 20_000, idleMs: 20_000 },
  limits: new HostLimits(() => 4),
  quirks: new ServerQuirks(),
  facts: (settings) => Promise.resolve(modelFacts({ user: settings.kind ? { kind: settings.kind } : {} })),
  engine: new EmbeddedEngine({ workerPath: "", idleMs: () => 0, logger }),
  editorModels: {
    takesImages: false,
    list: () => Promise.resolve([]),
    send: () => {
      throw new ModelError("notFound");
    },
    countTokens: nothing,
  },
  demoPath: "",
  logger,
  lacks: () => undefined,
};

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}
