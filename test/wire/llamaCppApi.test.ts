import { describe, expect, it } from "vitest";
import { health, propsOf } from "../../src/core/models/servers/llamaCppApi";
import { forThisTest, never } from "../support/askModel";
import { startFakeLlamaCppServer, type LlamaCppServerOptions } from "../support/fakeLlamaCppServer";

const start = (options: LlamaCppServerOptions) => forThisTest(startFakeLlamaCppServer(options));

// https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md, GET /props, its example, shortened, with
// the fields that tools/server/server-context.cpp (`get_res_props`) adds
const props = {
  default_generation_settings: { id: 0, n_ctx: 1024, params: { n_predict: -1, temperature: 0.8 } },
  total_slots: 1,
  model_alias: "llama-3.1",
  model_path: "../models/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf",
  chat_template: "{% for message in messages %}{{ message.content }}{% endfor %}",
  modalities: { vision: false },
  bos_token: "<|begin_of_text|>",
  eos_token: "<|eot_id|>",
};

describe("what llama.cpp's server says of what it serves", () => {
  it("is its window, its template with the tokens, that it does not see, and where the weights are", async () => {
    const server = await start({ props });
    expect(await propsOf(`${server.url}/v1`, {}, never)).toEqual({
      contextTokens: 1024,
      vision: false,
      chatTemplate: props.chat_template,
      bosToken: "<|begin_of_text|>",
      eosToken: "<|eot_id|>",
      modelPath: props.model_path,
      modelAlias: "llama-3.1",
    });
    expect(server.requests.map(({ path, query }) => path + query)).toEqual(["/props"]);
  });

  it("is that it sees where there is a projector", async () => {
    const server = await start({ props: { ...props, modalities: { vision: true, audio: false } } });
    expect(await propsOf(server.url, {}, never)).toMatchObject({ vision: true });
  });

  it("may be next to nothing", async () => {
    const server = await start({
      props: { model_path: "", bos_token: null, default_generation_settings: {}, modalities: [] },
    });
    expect(await propsOf(server.url, {}, never)).toEqual({});
  });

  it("is that of one of several models", async () => {
    const server = await start({ props });
    await propsOf(server.url, { model: "ggml-org/gemma-3-4b-it-GGUF:Q4_K_M" }, never);
    expect(server.requests[0]?.query).toBe("?model=ggml-org%2Fgemma-3-4b-it-GGUF%3AQ4_K_M");
  });

  it("wants the key", async () => {
    const server = await start({ props, apiKey: "sk-1" });
    expect(await propsOf(server.url, { key: "sk-1" }, never)).toMatchObject({ contextTokens: 1024 });
    await expect(propsOf(server.url, {}, never)).rejects.toMatchObject({ reason: "unauthorized" });
  });

  it("has to wait for the weights", async () => {
    const server = await start({ props, isLoading: true });
    await expect(propsOf(server.url, {}, never)).rejects.toMatchObject({
      reason: "loading",
      details: { status: 503, subject: `127.0.0.1:${server.port}` },
    });
  });

  it("is no answer where it is something else", async () => {
    const server = await start({ props: "none" });
    await expect(propsOf(server.url, {}, never)).rejects.toMatchObject({ reason: "badResponse" });
  });
});

describe("the health of llama.cpp's server", () => {
  it("is told to everybody", async () => {
    expect(await health((await start({ apiKey: "sk-1" })).url, never)).toBe("ready");
    expect(await health((await start({ apiKey: "sk-1", isLoading: true })).url, never)).toBe("loading");
  });

  it("is a failure where there is no server", async () => {
    const server = await start({});
    await server.close();
    await expect(health(server.url, never)).rejects.toMatchObject({ reason: "unreachable" });
  });
});
