import { describe, expect, it } from "vitest";
import { ServerQuirks } from "../../src/core/models/client/serverQuirks";
import type { ModelSettings } from "../../src/core/settings/settings";
import { answerOf, ask, chat, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import type { WireError } from "../support/dialect";
import { startFakeOpenAiServer, type OpenAiServerOptions } from "../support/fakeOpenAiServer";

const sampling = { temperature: 0.5, topP: 0.9, seed: 7 };

/** A model at a server that does not know every option. */
async function start(options: OpenAiServerOptions, more: Partial<ModelSettings> = {}) {
  const server = await forThisTest(startFakeOpenAiServer(options));
  server.respondWith({ kind: "text", chunks: ["Yes."] });
  const lacking: string[] = [];
  const ports = {
    key: () => Promise.resolve("sk-test-0123456789abcdef"),
    quirks: new ServerQuirks(),
    lacks: (_: string, option: string) => void lacking.push(option),
  };
  const settings = { provider: "openai", model: "o9", baseUrl: `${server.url}/v1`, ...more } as const;
  const answer = async (request = ask(chat("Hm?"), sampling)) =>
    answerOf((await modelFor(settings, ports)).stream(request, never));
  const bodies = () => server.requests.map(({ body }) => body as Record<string, unknown>);
  return { server, settings, ports, lacking, answer, bodies };
}

describe("an option that OpenAI's newer models refuse", () => {
  it("is left out of a second request, and the writer has the answer", async () => {
    const { answer, bodies, lacking } = await start({ refuses: ["temperature"] });
    expect(await answer()).toBe("Yes.");
    const [first, second, ...others] = bodies();
    const { temperature, ...rest } = first ?? {};
    expect(temperature).toBe(0.5);
    expect(second).toEqual(rest);
    expect(others).toEqual([]);
    expect(lacking).toEqual(["temperature"]);
  });

  it("is remembered, so that the next model made of the same settings is asked once", async () => {
    const { answer, bodies, lacking } = await start({ refuses: ["temperature", "top_p", "seed"] });
    await answer();
    expect(bodies()).toHaveLength(4);
    await answer();
    expect(bodies()).toHaveLength(5);
    expect(Object.keys(bodies()[4]!).sort()).toEqual([
      "max_completion_tokens",
      "messages",
      "model",
      "stream",
      "stream_options",
    ]);
    // Said at each request; who listens says it to the writer once.
    expect(lacking).toEqual(["temperature", "topP", "seed", "temperature", "topP", "seed"]);
  });

  it("is not forgotten for another model of the same server", async () => {
    const { answer, settings, ports, server } = await start({ refuses: ["temperature"] });
    await answer();
    const other = await modelFor({ ...settings, model: "o10" }, ports);
    await answerOf(other.stream(ask(chat("Hm?"), sampling), never));
    expect(server.requests.map(({ body }) => (body as { temperature?: number }).temperature)).toEqual([
      0.5,
      undefined,
      0.5,
      undefined,
    ]);
  });

  it("is not even tried where the catalogue knows it", async () => {
    const { server, settings, ports, lacking } = await start({ refuses: ["temperature", "top_p"] });
    const family = { refusesSampling: true } as never;
    const facts = () =>
      Promise.resolve({ kind: "instruct", family, sources: { kind: "catalogue" } } as const);
    const model = await modelFor(settings, { ...ports, facts });
    expect(await answerOf(model.stream(ask(chat("Hm?"), sampling), never))).toBe("Yes.");
    expect(server.requests).toHaveLength(1);
    expect(lacking).toEqual(["temperature", "topP"]);
  });
});

describe("the limit of tokens", () => {
  it.each([
    ["openai", "max_completion_tokens", "max_tokens"],
    ["openai-compatible", "max_tokens", "max_completion_tokens"],
  ] as const)("is called otherwise where %s refuses %s", async (provider, refused, accepted) => {
    const { answer, bodies, lacking } = await start({ refuses: [refused] }, { provider });
    expect(await answer()).toBe("Yes.");
    expect(bodies()).toMatchObject([{ [refused]: 40 }, { [accepted]: 40 }]);
    expect(bodies()[1]).not.toHaveProperty(refused);
    expect(lacking).toEqual([]);
  });
});

describe("a refusal in words of its own", () => {
  const invalid = (message: unknown) => ({ message, type: "invalid_request_error", param: null, code: null });

  it.each<[string, string, (option: string) => WireError]>([
    [
      // https://github.com/avante-corp/avante.nvim/issues/2347
      "Mistral's",
      "stream_options",
      (option) => {
        const place = {
          type: "extra_forbidden",
          loc: ["body", option, "x"],
          msg: "Extra inputs are not permitted",
        };
        return { status: 422, body: { object: "error", ...invalid({ detail: [place] }) } };
      },
    ],
    [
      // https://github.com/openai/openai-python/issues/1724
      "Azure's",
      "max_tokens",
      (option) => ({
        status: 400,
        body: { error: invalid(`Unrecognized request argument supplied: ${option}`) },
      }),
    ],
    [
      // https://community.openai.com/t/gpt-5-models-temperature/1337957
      "OpenAI's for a value",
      "temperature",
      (option) => ({
        status: 400,
        body: {
          error: {
            message: `Unsupported value: '${option}' does not support 0.5 with this model. Only the default (1) value is supported.`,
            type: "invalid_request_error",
            param: option,
            code: "unsupported_value",
          },
        },
      }),
    ],
    [
      // https://github.com/gera2ld/ai.nvim/issues/13, in the list of the compatible endpoint
      "Google's",
      "seed",
      (option) => ({
        status: 400,
        body: [
          {
            error: {
              code: 400,
              message: `Invalid JSON payload received. Unknown name "${option}": Cannot find field.`,
              status: "INVALID_ARGUMENT",
            },
          },
        ],
      }),
    ],
    [
      // https://console.groq.com/docs/openai
      "Groq's",
      "top_p",
      (option) => ({ status: 400, body: { error: invalid(`property '${option}' is unsupported`) } }),
    ],
  ])("is understood: %s", async (_, option, refusal) => {
    const options = { refuses: [option], refusal };
    const { answer, bodies } = await start(options, { provider: "openai-compatible" });
    expect(await answer()).toBe("Yes.");
    expect(bodies()).toHaveLength(2);
    expect(bodies()[0]).toHaveProperty(option);
    expect(bodies()[1]).not.toHaveProperty(option);
  });
});

describe("a request that is bad for another reason", () => {
  it.each<[string, string, string]>([
    ["a value out of range", "temperature", "'temperature' must be between 0 and 1"],
    ["a name that only begins like an option", "model", "Unknown model 'seed-oss'"],
    ["an option that is not ours", "messages", "Unsupported parameter: 'messages' is not supported"],
  ])("is asked once: %s", async (_, option, message) => {
    const refusal = () => ({ status: 400, body: { error: { message, param: option, code: null } } });
    const { server, settings, ports } = await start({ refuses: [option], refusal });
    const model = await modelFor(settings, ports);
    const { error } = await failureOf(model.stream(ask(chat("Hm?"), sampling), never));
    expect(error).toMatchObject({ reason: "badRequest", details: { status: 400, detail: message } });
    expect(server.requests).toHaveLength(1);
  });

  it("is the writer's to mend when the option comes from the settings", async () => {
    const { server, settings, ports } = await start({ refuses: ["top_a"] }, { body: { top_a: 1 } });
    const model = await modelFor(settings, ports);
    const { error } = await failureOf(model.stream(ask(chat("Hm?"), sampling), never));
    expect(error.reason).toBe("badRequest");
    expect(error.details.detail).toContain("top_a");
    expect(server.requests).toHaveLength(1);
  });
});
