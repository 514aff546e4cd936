import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ModelError, type ModelErrorReason } from "../../src/core/models/modelError";
import type { Timeouts } from "../../src/core/models/modelPorts";
import { createTaskModel } from "../../src/core/models/providers/huggingfaceTasks";
import type { TaskModel } from "../../src/core/models/tasks/taskModel";
import { forThisTest, never } from "../support/askModel";
import { send, sendJson } from "../support/dialect";
import { startFakeServer } from "../support/fakeServer";
import { newModel, servedBy, startHub } from "../support/hfHub";
import { pythonEntity, pythonPlace, startFakeTaskServer, type TaskAnswer } from "../support/hfTaskServer";

const KEY = "hf_test0123456789abcdef";
const SECRET = "the lighthouse keeper hid the letter";
const LONG: Timeouts = { connectMs: 20_000, firstChunkMs: 20_000, idleMs: 20_000 };

function taskModel(baseUrl: string, timeouts: Partial<Timeouts> = {}): TaskModel {
  const settings = { name: "mine", provider: "huggingface", baseUrl } as const;
  return createTaskModel(settings, { key: () => Promise.resolve(KEY), timeouts: { ...LONG, ...timeouts } });
}

/** A task model at an endpoint that answers so. */
async function start(answer: TaskAnswer, timeouts?: Partial<Timeouts>) {
  const server = await forThisTest(startFakeTaskServer(KEY));
  server.respondWith(answer);
  return { server, model: taskModel(server.url, timeouts) };
}

const result = (body: unknown): TaskAnswer => ({ kind: "result", body });

async function failure(work: Promise<unknown>): Promise<ModelError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ModelError)) throw new Error(`expected a ModelError, got ${inspect(error)}`);
  return error;
}

describe("a translation", () => {
  it("is of the whole text, between the languages that were named", async () => {
    const { server, model } = await start(result([{ translation_text: "Das Meer — „海“ 🙂" }]));
    const text = "The sea — “海” 🙂\n";
    expect(await model.translate(text, { from: "eng_Latn", to: "deu_Latn" }, never)).toBe(
      "Das Meer — „海“ 🙂",
    );
    expect(server.requests).toMatchObject([
      {
        method: "POST",
        path: "/",
        headers: { authorization: `Bearer ${KEY}` },
        body: { inputs: text, parameters: { src_lang: "eng_Latn", tgt_lang: "deu_Latn" } },
      },
    ]);
  });

  it("names no language to a model of one pair", async () => {
    const { server, model } = await start(result([{ translation_text: "Das Meer." }]));
    await model.translate("The sea.", {}, never);
    expect(server.requests[0]?.body).toEqual({ inputs: "The sea.", parameters: {} });
  });
});

describe("a summary", () => {
  it("has a limit of tokens where one is given", async () => {
    const { server, model } = await start(result([{ summary_text: "A letter." }]));
    expect(await model.summarise(SECRET, { maxTokens: 60 }, never)).toBe("A letter.");
    await model.summarise(SECRET, {}, never);
    expect(server.requests.map(({ body }) => body)).toEqual([
      { inputs: SECRET, parameters: { generate_parameters: { max_new_tokens: 60 } } },
      { inputs: SECRET, parameters: {} },
    ]);
  });
});

describe("the classes of a text", () => {
  const sad = { label: "sadness", score: 0.2 };
  const glad = { label: "joy", score: 0.8 };

  it.each([
    ["of the Hub, which has a list for each text", [[sad, glad]]],
    ["of an endpoint, whose pipeline has the list alone", [sad, glad]],
  ])("are there, the likeliest first, in an answer %s", async (_, body) => {
    const { server, model } = await start(result(body));
    expect(await model.classifyText("海边的信", never)).toEqual([glad, sad]);
    expect(server.requests[0]?.body).toEqual({ inputs: "海边的信" });
  });

  it.each([
    ["a list", [sad, glad]],
    ["the pipeline's own answer", { sequence: "海", labels: ["joy", "sadness"], scores: [0.8, 0.2] }],
  ])("can be chosen by whoever asks: %s", async (_, body) => {
    const { server, model } = await start(result(body));
    expect(await model.classifyZeroShot("海边的信", ["joy", "sadness"], never)).toEqual([glad, sad]);
    expect(server.requests[0]?.body).toEqual({
      inputs: "海边的信",
      parameters: { candidate_labels: ["joy", "sadness"] },
    });
  });
});

describe("the names in a text", () => {
  const text = "👩‍👩‍👧 Zoë O'Brien 在海边 met 𝒜nna 🙂 in New\nYork.";

  it("are where they stand, whatever Python counts and however the model spells them", async () => {
    const { server, model } = await start(
      result([
        pythonEntity(text, "Zoë O'Brien", "PER", "zoe o ' brien"),
        pythonEntity(text, "海边", "LOC"),
        pythonEntity(text, "𝒜nna", "PER"),
        pythonEntity(text, "New\nYork", "LOC", "New York"),
      ]),
    );
    const { entities, dropped } = await model.findEntities(text, never);
    expect(entities.map(({ label, text: written }) => [label, written])).toEqual([
      ["PER", "Zoë O'Brien"],
      ["LOC", "海边"],
      ["PER", "𝒜nna"],
      ["LOC", "New\nYork"],
    ]);
    for (const { start: from, end, text: written } of entities) expect(text.slice(from, end)).toBe(written);
    expect(dropped).toBe(0);
    expect(server.requests[0]?.body).toEqual({
      inputs: text,
      parameters: { aggregation_strategy: "simple" },
    });
  });

  it("are left out, and counted, where the text has something else", async () => {
    const { model } = await start(
      result([
        { ...pythonEntity(text, "海边", "LOC"), start: 0, end: 2 },
        { ...pythonEntity(text, "海边", "LOC"), end: 9999 },
        { entity_group: "PER", score: 0.5, word: "", start: 3, end: 3 },
        pythonEntity(text, "𝒜nna", "PER"),
      ]),
    );
    const found = await model.findEntities(text, never);
    expect(found.entities.map(({ text: written }) => written)).toEqual(["𝒜nna"]);
    expect(found.dropped).toBe(3);
  });
});

describe("an answer to a question", () => {
  const context = "🙂 Anna hid the letter 在海边.";

  it.each([
    ["an object", (found: object) => found],
    ["a list", (found: object) => [found]],
  ])("is the place in the text where it stands: %s", async (_, wrap) => {
    const { server, model } = await start(
      result(wrap({ answer: "在海边", score: 0.7, ...pythonPlace(context, "在海边") })),
    );
    const found = await model.answer("Where?", context, never);
    expect(found).toMatchObject({ answer: "在海边", score: 0.7 });
    expect(context.slice(found.start, found.end)).toBe("在海边");
    expect(server.requests[0]?.body).toEqual({
      inputs: { question: "Where?", context },
      parameters: { handle_impossible_answer: true },
    });
  });

  it("is empty where the model takes it that there is none", async () => {
    const { model } = await start(result({ answer: "", score: 0.9, start: 0, end: 0 }));
    expect(await model.answer("When?", context, never)).toEqual({ answer: "", score: 0.9, start: 0, end: 0 });
  });

  it("is a bad response when it stands somewhere else", async () => {
    const { model } = await start(result({ answer: "在海边", score: 0.7, start: 0, end: 3 }));
    expect((await failure(model.answer("Where?", context, never))).reason).toBe("badResponse");
  });
});

type Task = Exclude<keyof TaskModel, "info">;

/** Every task, asked about the same text. */
const TASKS: Readonly<Record<Task, (model: TaskModel, signal: AbortSignal) => Promise<unknown>>> = {
  translate: (model, signal) => model.translate(SECRET, { to: "de" }, signal),
  summarise: (model, signal) => model.summarise(SECRET, {}, signal),
  classifyText: (model, signal) => model.classifyText(SECRET, signal),
  findEntities: (model, signal) => model.findEntities(SECRET, signal),
  classifyZeroShot: (model, signal) => model.classifyZeroShot(SECRET, ["joy"], signal),
  answer: (model, signal) => model.answer("Who?", SECRET, signal),
};

describe.each(Object.entries(TASKS))("a task that fails: %s", (_, ask) => {
  it.each<[string, TaskAnswer, ModelErrorReason]>([
    ["401", { kind: "status", reason: "unauthorized" }, "unauthorized"],
    ["402", { kind: "status", reason: "outOfQuota" }, "outOfCredit"],
    ["404", { kind: "status", reason: "modelNotFound" }, "notFound"],
    ["422", { kind: "status", reason: "contextTooLong" }, "tooLong"],
    ["429", { kind: "status", reason: "rateLimited", retryAfter: 7 }, "rateLimited"],
    ["500", { kind: "status", reason: "serverError" }, "serverError"],
    ["503 while it loads", { kind: "status", reason: "loading" }, "loading"],
    ["a web page", { kind: "html" }, "badResponse"],
    ["half an answer", { kind: "malformedJson" }, "badResponse"],
    ["a broken connection", { kind: "drop" }, "interrupted"],
    ["another task's answer", result([{ generated_text: SECRET }]), "badResponse"],
    [
      "an answer of the right shape with words for numbers",
      result([[{ label: "a", score: "b" }]]),
      "badResponse",
    ],
    ["null", result(null), "badResponse"],
  ])("says why, after one try, and remembers nothing: %s", async (_name, answer, reason) => {
    const { server, model } = await start(answer);
    const error = await failure(ask(model, never));
    expect(error.reason).toBe(reason);
    expect(error.details.subject).toBe(`127.0.0.1:${server.port}`);
    if (reason === "rateLimited") expect(error.details.retryAfterMs).toBe(7000);
    expect(server.requests).toHaveLength(1);
    const everything = inspect(error, { depth: 20, showHidden: true });
    expect(everything).not.toContain(KEY);
    expect(everything).not.toContain(SECRET);
  });
});

describe("an empty list", () => {
  it.each(["findEntities", "classifyZeroShot"] as const)("is a good answer to %s", async (task) => {
    const { model } = await start(result([]));
    expect(await TASKS[task](model, never)).toEqual(
      task === "findEntities" ? { entities: [], dropped: 0 } : [],
    );
  });

  it.each(["translate", "summarise", "answer"] as const)("is none to %s", async (task) => {
    const { model } = await start(result([]));
    expect((await failure(TASKS[task](model, never))).reason).toBe("badResponse");
  });
});

describe("a task that is left", () => {
  it("is not asked for when the signal is already aborted", async () => {
    const { server, model } = await start(result([]));
    expect((await failure(model.findEntities(SECRET, AbortSignal.abort()))).reason).toBe("aborted");
    expect(server.requests).toEqual([]);
  });

  it.each<[string, TaskAnswer]>([
    ["before the headers", { kind: "stall", beforeHeaders: true }],
    ["in the middle of the answer", { kind: "stall" }],
  ])("ends with aborted, closes its socket and lets go of the signal: %s", async (_, answer) => {
    const { server, model } = await start(answer);
    const controller = new AbortController();
    const failed = failure(model.findEntities(SECRET, controller.signal));
    await server.waitFor(({ requests }) => requests.length === 1);
    controller.abort(new TypeError("the document was closed"));
    expect((await failed).reason).toBe("aborted");
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it.each<[string, TaskAnswer]>([
    ["before the headers", { kind: "stall", beforeHeaders: true }],
    ["in the middle of the answer", { kind: "stall" }],
  ])("by its server is given up, and its socket closes: %s", async (_, answer) => {
    const { server, model } = await start(answer, { firstChunkMs: 300 });
    expect((await failure(model.summarise(SECRET, {}, never))).reason).toBe("timedOut");
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
  });

  it("for another host is not followed there", async () => {
    const elsewhere = await forThisTest(startFakeTaskServer());
    elsewhere.respondWith(result([{ summary_text: "Got it." }]));
    const server = await forThisTest(
      startFakeServer((exchange) => send(exchange, 307, "", { location: elsewhere.url })),
    );
    expect((await failure(taskModel(server.url).summarise(SECRET, {}, never))).reason).toBe("badResponse");
    expect(elsewhere.requests).toEqual([]);
  });

  it("because nobody is there is unreachable", async () => {
    const server = await startFakeTaskServer();
    await server.close();
    expect((await failure(taskModel(server.url).summarise(SECRET, {}, never))).reason).toBe("unreachable");
  });
});

describe("a task on the Hugging Face Hub", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const onHub = (key: string | undefined, inferenceProvider?: string) =>
    createTaskModel(
      {
        name: "mine",
        provider: "huggingface",
        model: newModel(),
        ...(inferenceProvider !== undefined && { inferenceProvider }),
      },
      { key: () => Promise.resolve(key), timeouts: LONG },
    );

  it.each([undefined, "hf-inference"])("is asked of the provider that serves it (%s)", async (provider) => {
    const hub = await startHub(servedBy("hf-inference", "summarization"), (exchange) =>
      sendJson(exchange, 200, [{ summary_text: "A letter." }]),
    );
    const model = onHub(KEY, provider);
    expect(await model.summarise(SECRET, {}, never)).toBe("A letter.");
    expect(model.info.host).toBe("router.huggingface.co");
    expect(hub.requests.at(-1)).toMatchObject({
      path: "/router.huggingface.co/hf-inference/models/tiny-at-provider",
      headers: { authorization: `Bearer ${KEY}` },
      body: { inputs: SECRET },
    });
  });

  it("is not found at a provider that has no such task", async () => {
    const hub = await startHub(servedBy("groq", "conversational"), () => {
      throw new Error("nothing may be sent");
    });
    expect((await failure(onHub(KEY, "groq").summarise(SECRET, {}, never))).reason).toBe("notFound");
    expect(JSON.stringify(hub.requests)).not.toContain(SECRET);
  });

  it.each([
    [undefined, "missingKey"],
    ["sk-of-somebody-else", "unauthorized"],
  ])("needs a key of Hugging Face's: with %s nothing is sent", async (key, reason) => {
    const hub = await startHub(servedBy("hf-inference", "summarization"), () => {});
    expect((await failure(onHub(key).summarise(SECRET, {}, never))).reason).toBe(reason);
    expect(hub.requests).toEqual([]);
  });
});
