import { describe, expect, it } from "vitest";
import { ApiKeys, keyOwner } from "../../../../src/platform/apiKeys";
import type { ModelSettings } from "../../../../src/core/settings/settings";
import { FakeSecrets } from "../../../fakes/vscode";

const OPENAI: ModelSettings = { name: "gpt", provider: "openai", model: "gpt-4.1-mini" };
const HUGGINGFACE: ModelSettings = { name: "llama", provider: "huggingface" };
const server = (
  baseUrl: string,
  provider: ModelSettings["provider"] = "openai-compatible",
): ModelSettings => ({
  name: "server",
  provider,
  baseUrl,
});

/** No folder is open. */
const noFile = { variables: () => Promise.resolve({}) };

function ownerOf(model: ModelSettings) {
  const owner = keyOwner(model);
  if (!owner) throw new Error("This model needs no key");
  return owner;
}

/** The key that `model` is sent, with these variables set and nothing stored. */
function fromEnvironment(model: ModelSettings, environment: Record<string, string>) {
  return new ApiKeys(new FakeSecrets(), environment, noFile).get(ownerOf(model));
}

describe("a stored key", () => {
  it("comes back for the provider and host that it was stored for", async () => {
    const keys = new ApiKeys(new FakeSecrets(), {}, noFile);
    await keys.set(ownerOf(OPENAI), "sk-mine");
    expect(await keys.get(ownerOf(OPENAI))).toBe("sk-mine");
  });

  it.each([
    ["another host", server("https://llm.example.com/v1", "openai")],
    ["another provider at the same host", server("https://api.openai.com/v1")],
    ["another port", server("https://api.openai.com:8443/v1", "openai")],
    ["a host that only begins like it", server("https://api.openai.com.example.net/v1", "openai")],
    ["Hugging Face", HUGGINGFACE],
  ])("never goes to %s", async (_, other) => {
    const keys = new ApiKeys(new FakeSecrets(), {}, noFile);
    await keys.set(ownerOf(OPENAI), "sk-mine");
    expect(await keys.get(ownerOf(other))).toBeUndefined();
  });

  it("belongs to the host, whatever the path and the letters' case", async () => {
    const keys = new ApiKeys(new FakeSecrets(), {}, noFile);
    await keys.set(ownerOf(server("https://llm.example.com/v1")), "mine");
    expect(await keys.get(ownerOf(server("https://LLM.example.com/openai/v2")))).toBe("mine");
  });

  it("comes before the one in the environment, and the environment's is used once it is removed", async () => {
    const keys = new ApiKeys(new FakeSecrets(), { OPENAI_API_KEY: "sk-environment" }, noFile);
    await keys.set(ownerOf(OPENAI), "sk-stored");
    expect(await keys.get(ownerOf(OPENAI))).toBe("sk-stored");
    await keys.remove(ownerOf(OPENAI));
    expect(await keys.get(ownerOf(OPENAI))).toBe("sk-environment");
  });

  it("is kept in the secret storage under its provider and host", async () => {
    const secrets = new FakeSecrets();
    await new ApiKeys(secrets, {}, noFile).set(ownerOf(OPENAI), "sk-mine");
    expect([...secrets.stored]).toEqual([["inkling.key:openai:api.openai.com", "sk-mine"]]);
  });
});

describe("a key in the environment", () => {
  const both = { OPENAI_API_KEY: "sk-environment", HF_TOKEN: "hf_environment" };

  it.each([
    ["OpenAI's own host", OPENAI, "sk-environment"],
    ["OpenAI's own host, named", server("https://api.openai.com/v1"), "sk-environment"],
    ["Hugging Face's router", HUGGINGFACE, "hf_environment"],
    ["the router through OpenAI's protocol", server("https://router.huggingface.co/v1"), "hf_environment"],
  ])("goes to %s", async (_, model, key) => {
    expect(await fromEnvironment(model, both)).toBe(key);
  });

  it.each([
    ["a server on this machine", server("http://localhost:11434/v1")],
    ["a server on this machine under OpenAI's provider", server("http://localhost:11434/v1", "openai")],
    ["a stranger that calls itself OpenAI", server("https://api.openai.com.example.net/v1", "openai")],
    ["a stranger that ends like OpenAI", server("https://evil-api.openai.com/v1", "openai")],
    ["a stranger under Hugging Face's provider", server("https://huggingface.example.com", "huggingface")],
    ["OpenAI at another port", server("https://api.openai.com:8080/v1", "openai")],
  ])("never goes to %s", async (_, model) => {
    expect(await fromEnvironment(model, both)).toBeUndefined();
  });

  it("never travels in the clear, where anybody on the way could read it", async () => {
    expect(await fromEnvironment(server("http://api.openai.com/v1", "openai"), both)).toBeUndefined();
  });

  it("is none when the variable is empty", async () => {
    expect(await fromEnvironment(OPENAI, { OPENAI_API_KEY: "" })).toBeUndefined();
    expect(await fromEnvironment(HUGGINGFACE, { HF_TOKEN: "" })).toBeUndefined();
  });

  it("survives the removal of a stored key", async () => {
    const keys = new ApiKeys(new FakeSecrets(), both, noFile);
    await keys.remove(ownerOf(HUGGINGFACE));
    expect(await keys.get(ownerOf(HUGGINGFACE))).toBe("hf_environment");
  });
});

describe("embedded models", () => {
  it("need no key", () => {
    expect(keyOwner({ name: "local", provider: "embedded", path: "/x.gguf" })).toBeUndefined();
  });
});
