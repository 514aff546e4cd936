import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { modelFacts } from "../../../../../src/core/models/catalogue/modelFacts";
import type { EditorModel, EditorModels } from "../../../../../src/core/models/editorModels";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import type { Timeouts } from "../../../../../src/core/models/modelPorts";
import { createVscodeModel } from "../../../../../src/core/models/providers/vscode";
import type { ModelSettings } from "../../../../../src/core/settings/settings";
import { ask, chat, collect, failureOf, modelPorts, never, textOf } from "../../../../support/askModel";

const model = (id: string, more: Partial<EditorModel> = {}): EditorModel => ({
  id,
  name: id,
  vendor: "copilot",
  family: id,
  maxInputTokens: 64_000,
  mayUse: true,
  ...more,
});

const SONNET = model("claude-sonnet-4", { family: "claude" });
const OTHERS = [model("gpt-4o"), SONNET, model("qwen3", { vendor: "ollama", family: "gpt-4o" })];

type Sent = Parameters<EditorModels["send"]>;

/** VS Code with these models, which answer with what `answer` gives. */
class ScriptedModels implements EditorModels {
  takesImages = true;
  readonly sent: Sent[] = [];
  readonly counted: string[] = [];
  count: (text: string, signal: AbortSignal) => Promise<number> = (text) => Promise.resolve(text.length);

  constructor(
    private readonly models: readonly EditorModel[] = OTHERS,
    public answer: (signal: AbortSignal) => AsyncIterable<string> = says("海边", "的信"),
  ) {}

  list(vendor?: string): Promise<readonly EditorModel[]> {
    return Promise.resolve(this.models.filter((one) => vendor === undefined || one.vendor === vendor));
  }

  send(...sent: Sent): AsyncIterable<string> {
    this.sent.push(sent);
    return this.answer(sent[3]);
  }

  countTokens(_: unknown, text: string, signal: AbortSignal): Promise<number> {
    this.counted.push(text);
    return this.count(text, signal);
  }
}

function says(...texts: string[]) {
  // eslint-disable-next-line @typescript-eslint/require-await -- as VS Code's, it is asynchronous
  return async function* () {
    yield* texts;
  };
}

/** Says these texts and then nothing, for ever; tells when its signal is aborted, but does not end. */
function stalls(heard: { aborted?: boolean }, ...texts: string[]) {
  return async function* (signal: AbortSignal) {
    signal.addEventListener("abort", () => (heard.aborted = true));
    yield* texts;
    await new Promise(() => {});
  };
}

function fails(error: Error, ...texts: string[]) {
  // eslint-disable-next-line @typescript-eslint/require-await -- as VS Code's, it is asynchronous
  return async function* () {
    yield* texts;
    throw error;
  };
}

function modelOf(
  editorModels: EditorModels,
  settings: Partial<ModelSettings> = {},
  timeouts: Partial<Timeouts> = {},
) {
  return createVscodeModel(
    { name: "mine", provider: "vscode", ...settings },
    modelPorts({
      editorModels,
      timeouts: { connectMs: 20_000, firstChunkMs: 20_000, idleMs: 20_000, ...timeouts },
      facts: ({ vision }) => Promise.resolve(modelFacts({ user: vision === undefined ? {} : { vision } })),
    }),
  );
}

const request = ask(chat("Sea?"));

describe("which of VS Code's models is asked", () => {
  it.each<[string, Partial<ModelSettings>, string]>([
    ["the one with the id", { model: "claude-sonnet-4" }, "claude-sonnet-4"],
    ["the first of a family", { model: "claude" }, "claude-sonnet-4"],
    ["an id before a family of the same name", { model: "gpt-4o" }, "gpt-4o"],
    ["the first of a vendor", { vendor: "ollama" }, "qwen3"],
    ["the family at that vendor", { vendor: "ollama", model: "gpt-4o" }, "qwen3"],
    ["the first of all", {}, "gpt-4o"],
  ])("is %s", async (_, settings, id) => {
    const models = new ScriptedModels();
    const asked = await modelOf(models, settings);
    await collect(asked.stream(request, never));
    expect(asked.info.model).toBe(id);
    expect(models.sent[0]?.[0]).toMatchObject({ id });
  });

  it.each<[string, Partial<ModelSettings>, string]>([
    ["another id", { model: "gpt-9" }, "gpt-9"],
    ["another vendor", { vendor: "nobody" }, "nobody"],
    ["an id at another vendor", { vendor: "ollama", model: "claude-sonnet-4" }, "claude-sonnet-4"],
  ])("is none, and not another one, for %s", async (_, settings, subject) => {
    await expect(modelOf(new ScriptedModels(), settings)).rejects.toMatchObject({
      name: "ModelError",
      reason: "notFound",
      details: { subject },
    });
  });

  it("is told with its vendor, to whom the text goes, before anything is sent", async () => {
    const models = new ScriptedModels();
    const { info } = await modelOf(models, { model: "claude" });
    expect(info).toMatchObject({
      name: "mine",
      kind: "instruct",
      prompts: ["chat"],
      host: "copilot",
      contextTokens: 64_000,
    });
    expect((await modelOf(models, { contextTokens: 4096 })).info.contextTokens).toBe(4096);
    expect(models.sent).toEqual([]);
  });
});

describe("what is sent to one of VS Code's models", () => {
  it("is the conversation, with the system text as the first thing the user says", async () => {
    const models = new ScriptedModels();
    const messages = [
      { role: "user", content: "Wie heißt das Meer?" },
      { role: "assistant", content: "海 🙂" },
      { role: "user", content: "More." },
    ] as const;
    await collect(
      (await modelOf(models)).stream(ask({ kind: "chat", system: "You are a writer.", messages }), never),
    );
    await collect((await modelOf(models)).stream(ask({ kind: "chat", system: "", messages }), never));
    expect(models.sent.map(([, sent]) => sent)).toEqual([
      [{ role: "user", content: "You are a writer." }, ...messages],
      messages,
    ]);
  });

  it("has the images, where the model sees and this VS Code takes them", async () => {
    const models = new ScriptedModels();
    const images = [{ mimeType: "image/png", data: "AAAA" }];
    const messages = [{ role: "user", content: "This?", images }] as const;
    const asked = await modelOf(models, { vision: true });
    expect(asked.info.seesImages).toBe(true);
    const chunks = await collect(asked.stream(ask({ kind: "chat", messages }), never));
    expect(models.sent[0]?.[1]).toEqual(messages);
    // Its tokenizer may not know what an image costs: there is no count, rather than a wrong one.
    expect(models.counted).toEqual([]);
    expect(chunks.at(-1)).toEqual({ kind: "finish", reason: "stop" });

    expect((await modelOf(models)).info.seesImages).toBe(false);
    expect((await modelOf(models, { vision: false })).info.seesImages).toBe(false);
    models.takesImages = false;
    expect((await modelOf(models, { vision: true })).info.seesImages).toBe(false);
  });

  it("has the sampling options that the model knows", async () => {
    const models = new ScriptedModels();
    const sampling = { temperature: 0.4, topP: 0.9, topK: 40, stop: ["\n\n"] };
    await collect((await modelOf(models)).stream(ask(chat("Sea?"), sampling), never));
    expect(models.sent[0]?.[2]).toEqual({ max_tokens: 40, temperature: 0.4, top_p: 0.9, stop: ["\n\n"] });
  });

  it("is nothing for a prompt that is no conversation", async () => {
    const models = new ScriptedModels();
    const asked = await modelOf(models);
    for (const prompt of [
      { kind: "text", text: "Sea" },
      { kind: "infill", prefix: "Sea", suffix: "." },
    ] as const) {
      expect((await failureOf(asked.stream(ask(prompt), never))).error.reason).toBe("badRequest");
    }
    expect(models.sent).toEqual([]);
  });
});

describe("the answer of one of VS Code's models", () => {
  it("comes in its pieces, and ends with what its own tokenizer counts", async () => {
    const models = new ScriptedModels(OTHERS, says("海边", "", "👩‍👩‍👧"));
    const prompt = { ...chat("Sea?"), system: "Write." } as const;
    expect(await collect((await modelOf(models)).stream(ask(prompt), never))).toEqual([
      { kind: "text", text: "海边" },
      { kind: "text", text: "👩‍👩‍👧" },
      {
        kind: "finish",
        reason: "stop",
        usage: { promptTokens: "Write.\nSea?".length, completionTokens: "海边👩‍👩‍👧".length },
      },
    ]);
  });

  it.each<[string, ScriptedModels["count"]]>([
    ["cannot count", () => Promise.reject(new ModelError("serverError"))],
    ["counts for ever", () => new Promise(() => {})],
  ])("does not fail, and has no count, when the model %s", async (_, count) => {
    const models = new ScriptedModels();
    models.count = count;
    const chunks = await collect((await modelOf(models, {}, { idleMs: 400 })).stream(request, never));
    expect(chunks.at(-1)).toEqual({ kind: "finish", reason: "stop" });
  });

  it("may have ten megabytes", async () => {
    const chunks = Array.from({ length: 640 }, (_, i) => `${i} 海`.padEnd(16_384, "a b "));
    const answer = textOf(
      await collect((await modelOf(new ScriptedModels(OTHERS, says(...chunks)))).stream(request, never)),
    );
    expect(answer === chunks.join("")).toBe(true); // no diff of megabytes
  });

  it("is a bare finish when the model says nothing", async () => {
    const models = new ScriptedModels(OTHERS, says());
    expect(await collect((await modelOf(models)).stream(request, never))).toMatchObject([{ kind: "finish" }]);
  });
});

describe("an answer that goes wrong", () => {
  it("fails with the reason that the editor gave, and the text so far", async () => {
    const models = new ScriptedModels(OTHERS, fails(new ModelError("outOfCredit"), "海边"));
    const { error, text } = await failureOf((await modelOf(models)).stream(request, never));
    expect([error.reason, text]).toEqual(["outOfCredit", "海边"]);
  });

  it("fails as a ModelError whatever was thrown, without the text that was sent", async () => {
    const models = new ScriptedModels(OTHERS, fails(new TypeError("x is undefined")));
    const { error } = await failureOf((await modelOf(models)).stream(ask(chat("the hidden letter")), never));
    expect(error).toMatchObject({ reason: "serverError", details: { subject: "copilot" } });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("hidden letter");
  });

  it.each<[string, string[], Partial<Timeouts>]>([
    ["at once", [], { firstChunkMs: 300 }],
    ["in the middle", ["海边"], { idleMs: 300 }],
  ])(
    "is given up when the model goes silent %s, and the request is cancelled",
    async (_, texts, timeouts) => {
      const heard: { aborted?: boolean } = {};
      const models = new ScriptedModels(OTHERS, stalls(heard, ...texts));
      const { error, text } = await failureOf((await modelOf(models, {}, timeouts)).stream(request, never));
      expect([error.reason, text]).toEqual(["timedOut", texts.join("")]);
      expect(heard.aborted).toBe(true);
    },
  );
});

describe("an answer that is left", () => {
  it("is not asked for when the signal is already aborted, or nobody reads", async () => {
    const models = new ScriptedModels();
    const asked = await modelOf(models);
    expect((await failureOf(asked.stream(request, AbortSignal.abort()))).error.reason).toBe("aborted");
    await asked.stream(request, never)[Symbol.asyncIterator]().return?.();
    expect(models.sent).toEqual([]);
  });

  it("ends with aborted and cancels the request, even one that does not listen", async () => {
    const heard: { aborted?: boolean } = {};
    const models = new ScriptedModels(OTHERS, stalls(heard, "海边"));
    const controller = new AbortController();
    const seen: ModelChunk[] = [];
    const reading = (async () => {
      for await (const chunk of (await modelOf(models)).stream(request, controller.signal)) {
        seen.push(chunk);
        setImmediate(() => controller.abort());
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: "ModelError", reason: "aborted" });
    expect(seen).toEqual([{ kind: "text", text: "海边" }]);
    expect(heard.aborted).toBe(true);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("is cancelled when the reader leaves", async () => {
    const heard: { aborted?: boolean } = {};
    const models = new ScriptedModels(OTHERS, stalls(heard, "海边"));
    for await (const chunk of (await modelOf(models)).stream(request, never)) {
      expect(chunk).toEqual({ kind: "text", text: "海边" });
      break;
    }
    expect(heard.aborted).toBe(true);
  });
});
