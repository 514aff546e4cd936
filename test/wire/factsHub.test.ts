import { describe, expect, it } from "vitest";
import { hubFacts, listHubModels } from "../../src/core/models/servers/hubApi";
import type { Hub } from "../../src/core/models/weights/hubGet";
import { forThisTest, never } from "../support/askModel";
import { send, sendJson } from "../support/dialect";
import type { Exchange } from "../support/fakeServer";
import { asked, startListServer } from "../support/fakeModelLists";

const KEY = "hf_test0123456789abcdef";
const TEMPLATE = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}";
const REPO = "acme/Tiny-1B-Instruct";

/**
 * https://huggingface.co/docs/hub/api#get-apimodelsrepoid, with the fields that huggingface.js types
 * (packages/tasks/src/model-data.ts, packages/hub/src/types/api/api-model.ts).
 */
const MODEL = {
  _id: "67c35b9bb236f0d365bf29d3",
  id: REPO,
  gated: "auto",
  tags: ["transformers", "safetensors", "text-generation", "conversational", "license:other"],
  cardData: { license: "other", license_name: "acme-licence", language: ["en", "zh"] },
  config: {
    architectures: ["TinyForCausalLM"],
    model_type: "tiny",
    tokenizer_config: { bos_token: null, chat_template: TEMPLATE, eos_token: "<|im_end|>" },
  },
  inferenceProviderMapping: {
    novita: { status: "live", providerId: "acme/tiny", task: "conversational" },
    "hf-inference": { status: "error", providerId: REPO, task: "text-generation" },
  },
};

const API = `/api/models/${REPO}`;
const file = (name: string) => `/${REPO}/resolve/main/${name}`;

/** Small files are answered after a redirect to another address of the Hub's own. */
const moved = (target: string) => (exchange: Exchange) => send(exchange, 307, "", { location: target });

async function startHub(says: Record<string, unknown>, key?: string) {
  const server = await forThisTest(startListServer(says, key === undefined ? {} : { key }));
  const hub: Hub = { url: server.url, key: () => Promise.resolve(key) };
  return { server, hub };
}

describe("what the Hub says of a model", () => {
  it.each([
    ["image-text-to-text", true],
    ["any-to-any", true],
    ["text-generation", false],
    ["fill-mask", undefined],
    [undefined, undefined],
  ])("is by its task whether it sees: %s is %s", async (pipeline_tag, vision) => {
    const { hub } = await startHub({ [API]: { ...MODEL, ...(pipeline_tag && { pipeline_tag }) } });
    expect((await hubFacts(REPO, hub, never))?.vision).toBe(vision);
  });

  it("is its template, tokens, context, licence, languages and how it is served", async () => {
    const cache = `/api/resolve-cache/models/${REPO}/0f28bc4/config.json`;
    const { server, hub } = await startHub({
      [API]: MODEL,
      [file("config.json")]: moved(cache),
      [cache]: { max_position_embeddings: 32768, model_type: "tiny" },
    });
    expect(await hubFacts(REPO, hub, never)).toEqual({
      kind: "instruct",
      isGated: true,
      languages: ["en", "zh"],
      contextTokens: 32768,
      chatTemplate: { source: TEMPLATE, eosToken: "<|im_end|>" },
      licence: "acme-licence",
    });
    expect(asked(server).toSorted()).toEqual([API, cache, file("config.json")].toSorted());
  });

  it("shows the token to the Hub", async () => {
    const { server, hub } = await startHub({ [API]: MODEL }, KEY);
    await hubFacts(REPO, hub, never);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${KEY}`,
      `Bearer ${KEY}`,
    ]);
  });

  it("follows no redirect to another host", async () => {
    const other = await forThisTest(startListServer({ "/config.json": { max_position_embeddings: 1 } }));
    const { hub } = await startHub(
      { [API]: MODEL, [file("config.json")]: moved(`${other.url}/config.json`) },
      KEY,
    );
    expect(await hubFacts(REPO, hub, never)).not.toHaveProperty("contextTokens");
    expect(other.requests).toEqual([]);
  });

  it("takes the template from a file of its own before the tokenizer's", async () => {
    const config = { ...MODEL.config, chat_template_jinja: "{{ messages }}" };
    const { hub } = await startHub({ [API]: { ...MODEL, config } });
    expect(await hubFacts(REPO, hub, never)).toMatchObject({ chatTemplate: { source: "{{ messages }}" } });
  });

  it("reads the files themselves where a mirror has not", async () => {
    const named = [
      { name: "tool_use", template: "{{ tools }}" },
      { name: "default", template: TEMPLATE },
    ];
    const eos = { __type: "AddedToken", content: "</s>", lstrip: false };
    const { hub } = await startHub({
      [API]: { id: REPO },
      [file("tokenizer_config.json")]: { chat_template: named, bos_token: "<s>", eos_token: eos },
      [file("config.json")]: { text_config: { max_position_embeddings: 4096 }, model_type: "sees" },
    });
    expect(await hubFacts(REPO, hub, never)).toEqual({
      isGated: false,
      languages: [],
      contextTokens: 4096,
      chatTemplate: { source: TEMPLATE, bosToken: "<s>", eosToken: "</s>" },
    });
  });

  it("is that there is no template where nobody wrote one", async () => {
    const { server, hub } = await startHub({ [API]: { ...MODEL, config: undefined } });
    expect(await hubFacts(REPO, hub, never)).not.toHaveProperty("chatTemplate");
    expect(asked(server)).toContain(file("chat_template.jinja"));
  });

  it("is that it only goes on with a text where no provider takes a conversation", async () => {
    const mapping = { featherless: { status: "live", providerId: "x", task: "text-generation" } };
    const { hub } = await startHub({ [API]: { ...MODEL, inferenceProviderMapping: mapping } });
    expect(await hubFacts(REPO, hub, never)).toMatchObject({ kind: "base" });
  });

  it("does without the files of a gated model whose terms were not accepted", async () => {
    const gated = (exchange: Exchange) => send(exchange, 403, "", { "x-error-code": "GatedRepo" });
    const { hub } = await startHub({ [API]: MODEL, [file("config.json")]: gated });
    expect(await hubFacts(REPO, hub, never)).toMatchObject({ licence: "acme-licence", isGated: true });
  });

  it("is asked without the router's choice of a provider, and not at all for what is no repository", async () => {
    const { server, hub } = await startHub({ [API]: MODEL });
    const slashed = { ...hub, url: `${hub.url}/` };
    expect(await hubFacts(`${REPO}:novita`, slashed, never)).toMatchObject({ kind: "instruct" });
    const before = server.requests.length;
    for (const name of ["tiny", "../../secrets", "a/b/c", "a/..", ""]) {
      expect(await hubFacts(name, hub, never)).toBeUndefined();
    }
    expect(server.requests).toHaveLength(before);
  });

  it.each([
    ["notFound", (exchange: Exchange) => send(exchange, 404, "", { "x-error-code": "RepoNotFound" })],
    ["badResponse", (exchange: Exchange) => send(exchange, 200, "<!doctype html>", {})],
  ])("fails with %s", async (reason, answer) => {
    const { hub } = await startHub({ [API]: answer });
    await expect(hubFacts(REPO, hub, never)).rejects.toMatchObject({ name: "ModelError", reason });
  });

  it("stops with the caller's signal", async () => {
    const { server, hub } = await startHub({ [API]: () => {}, [file("config.json")]: () => {} });
    const caller = new AbortController();
    const asking = hubFacts(REPO, hub, caller.signal);
    await server.waitFor(({ requests }) => requests.length === 2);
    caller.abort();
    await expect(asking).rejects.toMatchObject({ reason: "aborted" });
    await server.waitFor(({ closedByClient }) => closedByClient === 2);
  });
});

describe("the Hub's list of models", () => {
  it("is searched among the text models that somebody serves", async () => {
    const entry = { ...MODEL, cardData: undefined, gated: false, downloads: 12345, likes: 1 };
    const mapping = [{ provider: "novita", status: "live", providerId: "acme/tiny", task: "conversational" }];
    const { server, hub } = await startHub({
      "/api/models": (exchange: Exchange) =>
        sendJson(exchange, 200, [{ ...entry, inferenceProviderMapping: mapping }, "odd", { likes: 3 }]),
    });
    expect(await listHubModels({ search: "tiny & co", limit: 5 }, hub, never)).toEqual([
      { id: REPO, kind: "instruct", licence: "other", isGated: false, downloads: 12345 },
    ]);
    const query = new URLSearchParams(server.requests[0]?.query);
    expect(Object.fromEntries([...query].filter(([name]) => name !== "expand"))).toEqual({
      pipeline_tag: "text-generation",
      inference_provider: "all",
      sort: "downloads",
      limit: "5",
      search: "tiny & co",
    });
  });

  it("fails when it is no list", async () => {
    const { hub } = await startHub({ "/api/models": { error: "Too many" } });
    await expect(listHubModels({ search: "" }, hub, never)).rejects.toMatchObject({ reason: "badResponse" });
  });
});
