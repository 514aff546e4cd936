import { describe, expect, it } from "vitest";
import { ServerQuirks } from "../../src/core/models/client/serverQuirks";
import type { AnswerSchema, ModelRequest } from "../../src/core/models/languageModel";
import type { Prompt } from "../../src/core/models/prompt";
import type { ModelSettings } from "../../src/core/settings/settings";
import { answerOf, ask, chat, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeAzureServer } from "../support/fakeAzureServer";
import { startFakeHuggingFaceServer } from "../support/fakeHuggingFaceServer";
import { startFakeLlamaCppServer } from "../support/fakeLlamaCppServer";
import { startFakeOllamaServer } from "../support/fakeOllamaServer";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import type { RecordedRequest } from "../support/fakeServer";
import type { Reply } from "../support/script";

const schema = {
  type: "object",
  properties: { mood: { type: "string", enum: ["good", "bad"] } },
  required: ["mood"],
  additionalProperties: false,
};
const jsonSchema: AnswerSchema = { name: "mood", schema };
const STRICT = { type: "json_schema", json_schema: { name: "mood", schema, strict: true } };
const TEXT: Prompt = { kind: "text", text: "The mood as JSON: " };
const GOOD = '{"mood": "good"}';

interface Server {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  respondWith(...replies: readonly [Reply, ...Reply[]]): void;
  close(): Promise<void>;
}

const azure = () => startFakeAzureServer({ deployment: "m", apiKey: "0123456789abcdef", token: "t" });

type Case = readonly [
  name: string,
  start: () => Promise<Server>,
  settings: Omit<ModelSettings, "name" | "baseUrl">,
  prompt: Prompt,
  /** What of the body says it. */
  form: object,
];

/** Every way of asking that has a word for the form of the answer. */
const CASES: readonly Case[] = [
  [
    "OpenAI's chat",
    startFakeOpenAiServer,
    { provider: "openai", model: "m" },
    chat("?"),
    { response_format: STRICT },
  ],
  [
    "a compatible chat",
    startFakeOpenAiServer,
    { provider: "openai-compatible", model: "m" },
    chat("?"),
    { response_format: STRICT },
  ],
  ["Azure", azure, { provider: "azure-openai", model: "m" }, chat("?"), { response_format: STRICT }],
  [
    "OpenAI's Responses",
    startFakeOpenAiServer,
    { provider: "openai", model: "m", api: "responses" },
    chat("?"),
    { text: { format: { type: "json_schema", name: "mood", schema, strict: true } } },
  ],
  [
    "llama.cpp's chat",
    startFakeLlamaCppServer,
    { provider: "llama.cpp" },
    chat("?"),
    { json_schema: schema },
  ],
  [
    "llama.cpp's completion",
    startFakeLlamaCppServer,
    { provider: "llama.cpp" },
    TEXT,
    { json_schema: schema },
  ],
  ["Ollama's chat", startFakeOllamaServer, { provider: "ollama", model: "m" }, chat("?"), { format: schema }],
  ["Ollama's generate", startFakeOllamaServer, { provider: "ollama", model: "m" }, TEXT, { format: schema }],
  [
    "Hugging Face's chat",
    startFakeHuggingFaceServer,
    { provider: "huggingface", model: "m" },
    chat("?"),
    { response_format: STRICT },
  ],
];

async function start([, startServer, settings]: Case, ...replies: readonly [Reply, ...Reply[]]) {
  const server = await forThisTest(startServer());
  server.respondWith(...replies);
  const quirks = new ServerQuirks();
  const baseUrl = settings.provider.startsWith("openai") ? `${server.url}/v1` : server.url;
  const model = () =>
    modelFor({ ...settings, baseUrl }, { quirks, key: () => Promise.resolve("0123456789abcdef") });
  const answer = async (request: ModelRequest) => answerOf((await model()).stream(request, never));
  const bodies = () => server.requests.map(({ body }) => body as Record<string, unknown>);
  return { model, answer, bodies };
}

const text: Reply = { kind: "text", chunks: [GOOD] };
const refusal: Reply = { kind: "status", reason: "unsupportedParameter" };

describe.each(CASES)("the form of an answer: %s", (...row) => {
  const [, , , prompt, form] = row;
  const request = { ...ask(prompt), jsonSchema };

  it("is sent in the server's own words, and nothing of it without", async () => {
    const { answer, bodies } = await start(row, text);
    expect(await answer(request)).toBe(GOOD);
    await answer(ask(prompt));
    const [formed, plain] = bodies();
    expect(formed).toEqual({ ...plain, ...form });
    expect(JSON.stringify(plain)).not.toContain('mood"');
  });
});

// The adapter for OpenAI's protocol looks into a refusal by itself: its fake refuses the very field.
const REFUSING: readonly Case[] = CASES.map((row): Case => {
  const [name, startServer, settings, prompt, form] = row;
  const refuses = Object.keys(form);
  const isOpenAi = startServer === startFakeOpenAiServer;
  return isOpenAi ? [name, () => startFakeOpenAiServer({ refuses }), settings, prompt, form] : row;
}).filter(([name]) => name !== "Azure");

describe.each(REFUSING)("the form of an answer that is refused: %s", (...row) => {
  const [, , { provider }, prompt, form] = row;
  const request = { ...ask(prompt), jsonSchema };
  const [first, ...rest]: readonly Reply[] = provider.startsWith("openai") ? [text] : [refusal, text];

  it("is left out of a second request, and of all later ones", async () => {
    const { answer, bodies } = await start(row, first ?? text, ...rest);
    expect(await answer(request)).toBe(GOOD);
    expect(await answer(request)).toBe(GOOD);
    const [refused, second, later, ...others] = bodies();
    expect(refused).toEqual({ ...second, ...form });
    expect(later).toEqual(second);
    expect(others).toEqual([]);
  });
});

describe("a request that is refused for another reason", () => {
  it.each(CASES.filter(([, , { provider }]) => ["llama.cpp", "ollama", "huggingface"].includes(provider)))(
    "keeps the form of its answer the next time: %s",
    async (...row) => {
      const request = { ...ask(row[3]), jsonSchema };
      const { model, answer, bodies } = await start(row, refusal, refusal, text);
      const { error } = await failureOf((await model()).stream(request, never));
      expect(error.reason).toBe("badRequest");
      expect(await answer(request)).toBe(GOOD);
      expect(bodies()).toHaveLength(3);
      expect(bodies()[2]).toEqual(bodies()[0]);
    },
  );
});

describe("a way of asking without a word for the form", () => {
  it("is asked without: OpenAI's completions", async () => {
    const settings = { provider: "openai-compatible", model: "m", api: "completions" } as const;
    const { answer, bodies } = await start(["", startFakeOpenAiServer, settings, TEXT, {}], text);
    expect(await answer({ ...ask(TEXT), jsonSchema })).toBe(GOOD);
    expect(JSON.stringify(bodies())).not.toContain("schema");
  });
});
