/** Images beside a question, as each way of asking sends them over a real socket. */
import { describe, expect, it } from "vitest";
import { adaptPrompt } from "../../src/core/models/adaptPrompt";
import type { ModelRequest } from "../../src/core/models/languageModel";
import type { ChatMessage, PromptImage } from "../../src/core/models/prompt";
import type { ModelSettings } from "../../src/core/settings/settings";
import { ask, collect, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeAzureServer } from "../support/fakeAzureServer";
import { startFakeHuggingFaceServer } from "../support/fakeHuggingFaceServer";
import { startFakeLlamaCppServer } from "../support/fakeLlamaCppServer";
import { startFakeOllamaServer } from "../support/fakeOllamaServer";
import { startFakeOpenAiServer, type FakeModelServer } from "../support/fakeOpenAiServer";

interface Way {
  readonly start: () => Promise<FakeModelServer>;
  readonly settings: (url: string) => Omit<ModelSettings, "name">;
  /** A user's message as it stands in the body. */
  readonly form: (images: readonly PromptImage[], words: string) => unknown;
}

const url = ({ mimeType, data }: PromptImage) => `data:${mimeType};base64,${data}`;
const words = (type: string, text: string) => (text === "" ? [] : [{ type, text }]);

/** https://platform.openai.com/docs/guides/images-vision */
const parts: Way["form"] = (images, text) => ({
  role: "user",
  content: [
    ...images.map((image) => ({ type: "image_url", image_url: { url: url(image) } })),
    ...words("text", text),
  ],
});

const key = "hf_0123456789abcdef";
const openai = (settings: Omit<ModelSettings, "name" | "model">): Way => ({
  start: startFakeOpenAiServer,
  settings: (address) => ({ ...settings, model: "tiny", baseUrl: `${address}/v1` }),
  form: parts,
});

const WAYS: Readonly<Record<string, Way>> = {
  "OpenAI's chat": openai({ provider: "openai" }),
  "a compatible server's chat": openai({ provider: "openai-compatible" }),
  "OpenAI's Responses": {
    ...openai({ provider: "openai", api: "responses" }),
    form: (images, text) => ({
      role: "user",
      content: [
        ...images.map((image) => ({ type: "input_image", image_url: url(image), detail: "auto" })),
        ...words("input_text", text),
      ],
    }),
  },
  "Azure's chat": {
    start: () => startFakeAzureServer({ deployment: "tiny", apiKey: key }),
    settings: (baseUrl) => ({ provider: "azure-openai", model: "tiny", baseUrl }),
    form: parts,
  },
  "Hugging Face's chat": {
    start: startFakeHuggingFaceServer,
    settings: (baseUrl) => ({ provider: "huggingface", model: "acme/tiny", baseUrl }),
    form: parts,
  },
  "llama.cpp's server": {
    start: startFakeLlamaCppServer,
    settings: (baseUrl) => ({ provider: "llama.cpp", baseUrl }),
    form: parts,
  },
  // https://github.com/ollama/ollama/blob/main/docs/api.md#chat-request-with-images
  Ollama: {
    start: startFakeOllamaServer,
    settings: (baseUrl) => ({ provider: "ollama", model: "tiny", baseUrl }),
    form: (images, content) => ({ role: "user", content, images: images.map(({ data }) => data) }),
  },
};

const SEA: PromptImage = { mimeType: "image/png", data: "iVBORw0KGgo=" };
const MAP: PromptImage = { mimeType: "image/jpeg", data: "/9j/4AAQSkZJRg==" };
const TALK: readonly ChatMessage[] = [
  { role: "user", content: "What is this? 海", images: [SEA] },
  { role: "assistant", content: "The sea." },
  { role: "user", content: "And where?", images: [MAP, SEA] },
  { role: "assistant", content: "Here." },
  { role: "user", content: "Thanks." },
];

/** The messages of the one request that is made, what the model was said to lack, and what it says of itself. */
async function sent(way: Way, request: ModelRequest, more: Partial<ModelSettings> = {}) {
  const server = await forThisTest(way.start());
  server.respondWith({ kind: "text", chunks: ["Yes."] });
  const lacking: string[] = [];
  const model = await modelFor(
    { ...way.settings(server.url), ...more },
    { key: () => Promise.resolve(key), lacks: (_, option) => lacking.push(option) },
  );
  await collect(model.stream({ ...request, prompt: adaptPrompt(request.prompt, model.info) }, never));
  expect(server.requests).toHaveLength(1);
  const body = server.requests[0]?.body as { messages?: unknown[]; input?: unknown[] };
  return { messages: body.messages ?? body.input, body, lacking, info: model.info };
}

const talk = ask({ kind: "chat", messages: TALK });

describe.each(Object.entries(WAYS))("images by %s", (_, way) => {
  it("go with their messages to a model that sees, each once and before the words", async () => {
    const { messages, lacking, info } = await sent(way, talk, { vision: true });
    expect(info.seesImages).toBe(true);
    expect(messages).toEqual([
      way.form([SEA], "What is this? 海"),
      TALK[1],
      way.form([MAP, SEA], "And where?"),
      TALK[3],
      TALK[4],
    ]);
    expect(lacking).toEqual([]);
  });

  it("may be all that is asked", async () => {
    const alone = ask({ kind: "chat", messages: [{ role: "user", content: "", images: [MAP] }] });
    const { messages } = await sent(way, alone, { vision: true });
    expect(messages).toEqual([way.form([MAP], "")]);
  });

  it("arrive whole when they are large", async () => {
    const large = { mimeType: "image/png", data: "QUJD".repeat(2_000_000) };
    const request = ask({ kind: "chat", messages: [{ role: "user", content: "This?", images: [large] }] });
    const { messages } = await sent(way, request, { vision: true });
    const expected = JSON.stringify([way.form([large], "This?")]);
    expect(JSON.stringify(messages) === expected).toBe(true); // no diff of eight megabytes
  });

  it.each([undefined, false])("are left out, and that is told once, where vision is %s", async (vision) => {
    const { messages, lacking, info } = await sent(way, talk, vision === undefined ? {} : { vision });
    expect(info.seesImages).toBe(false);
    expect(messages).toEqual(TALK.map(({ role, content }) => ({ role, content })));
    expect(lacking).toEqual(["images"]);
  });
});

describe("images in a conversation that is written out as text", () => {
  it.each<[string, Way, Partial<ModelSettings>]>([
    ["completions", WAYS["a compatible server's chat"]!, { api: "completions", promptFormat: "chatml" }],
    ["Ollama with a format", WAYS.Ollama!, { promptFormat: "chatml" }],
    ["llama.cpp and a base model", WAYS["llama.cpp's server"]!, { kind: "base" }],
    ["Hugging Face's text generation", WAYS["Hugging Face's chat"]!, { kind: "base" }],
  ])("have no place: %s", async (_, way, more) => {
    const { body, info } = await sent(way, talk, { vision: true, ...more });
    expect(info.seesImages).toBe(false);
    expect(JSON.stringify(body)).not.toContain(SEA.data);
    expect(JSON.stringify(body)).toContain("And where?");
  });
});
