import { describe, expect, it } from "vitest";
import { ApiKeys, hubOwner, keyOwner } from "../../../../src/platform/apiKeys";
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

describe("a key in the workspace's .env file", () => {
  const file = { variables: () => Promise.resolve({ OPENAI_API_KEY: "sk-file", HF_TOKEN: "" }) };

  it("comes after a stored one and the environment's", async () => {
    const keys = (environment: Record<string, string>) => new ApiKeys(new FakeSecrets(), environment, file);
    expect(await keys({}).get(ownerOf(OPENAI))).toBe("sk-file");
    expect(await keys({ OPENAI_API_KEY: "" }).get(ownerOf(OPENAI))).toBe("sk-file");
    const both = keys({ OPENAI_API_KEY: "sk-environment" });
    expect(await both.get(ownerOf(OPENAI))).toBe("sk-environment");
    await both.set(ownerOf(OPENAI), "sk-stored");
    expect(await both.get(ownerOf(OPENAI))).toBe("sk-stored");
  });

  it("goes to its own maker alone", async () => {
    const keys = new ApiKeys(new FakeSecrets(), {}, file);
    for (const other of [
      HUGGINGFACE,
      server("https://api.mistral.ai/v1"),
      server("https://llm.example.com/v1", "openai"),
      server("http://api.openai.com/v1", "openai"),
      server("http://localhost:1234/v1"),
    ]) {
      expect(await keys.get(ownerOf(other))).toBeUndefined();
    }
  });

  it("is not even looked for where there is a better one, or where none could be used", async () => {
    const unread = { variables: () => Promise.reject(new Error("The file was read")) };
    const keys = new ApiKeys(new FakeSecrets(), { HF_TOKEN: "hf" }, unread);
    expect(await keys.get(ownerOf(HUGGINGFACE))).toBe("hf");
    expect(await keys.get(ownerOf(server("https://llm.example.com/v1")))).toBeUndefined();
    await keys.set(ownerOf(OPENAI), "sk-stored");
    expect(await keys.get(ownerOf(OPENAI))).toBe("sk-stored");
  });
});

describe("the variable of a maker's host", () => {
  it.each([
    ["https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"],
    ["https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"],
    ["https://api.mistral.ai/v1", "MISTRAL_API_KEY"],
    ["https://api.groq.com/openai/v1", "GROQ_API_KEY"],
    ["https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"],
    ["https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"],
    ["https://mine.openai.azure.com", "AZURE_OPENAI_API_KEY"],
    ["https://abc.eu-west-1.aws.endpoints.huggingface.cloud", "HF_TOKEN"],
  ])("of %s is %s", async (baseUrl, variable) => {
    expect(await fromEnvironment(server(baseUrl), { [variable]: "its own" })).toBe("its own");
  });

  it.each([
    "https://evilopenai.azure.com",
    "https://openai.azure.com.example.net",
    "https://endpoints.huggingface.cloud.example.net",
    "https://evilendpoints.huggingface.cloud",
  ])("is none for %s", async (baseUrl) => {
    const all = { AZURE_OPENAI_API_KEY: "a", HF_TOKEN: "h" };
    expect(await fromEnvironment(server(baseUrl), all)).toBeUndefined();
  });
});

describe("the Hub", () => {
  it("has one key with the models of Hugging Face, and a mirror has its own", () => {
    expect(hubOwner("https://huggingface.co")).toEqual(keyOwner(HUGGINGFACE));
    expect(hubOwner("https://hf.example.com/")).toMatchObject({ host: "hf.example.com" });
    expect(hubOwner("http://huggingface.co")).toMatchObject({ host: "huggingface.co", encrypted: false });
    expect(hubOwner("https://huggingface.co:8443")).toMatchObject({ host: "huggingface.co:8443" });
  });
});

describe("models without a key", () => {
  it.each<ModelSettings>([
    { name: "local", provider: "embedded", path: "/x.gguf" },
    { name: "copilot", provider: "vscode", vendor: "copilot" },
    { name: "azure", provider: "azure-openai", baseUrl: "https://mine.openai.azure.com", auth: "entra" },
  ])("are those of $name", (model) => {
    expect(keyOwner(model)).toBeUndefined();
  });
});
