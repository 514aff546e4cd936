import { describe, expect, it } from "vitest";
import manifest from "../../../package.json";
import { parseSettings, SCALAR_KEYS } from "../../../src/core/settings/parseSettings";
import {
  DEFAULT_SETTINGS,
  MODEL_TASKS,
  type ModelSettings,
  type Provider,
} from "../../../src/core/settings/settings";

interface Property {
  readonly type: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scope?: string;
}
const properties: Record<string, Property> = manifest.contributes.configuration.properties;
const keys = Object.keys(properties).map((key) => key.replace("inkling.", ""));
const entry = manifest.contributes.configuration.properties["inkling.models"].items;

/** Settings as "group.name" → value, as package.json writes them. */
function flatten(value: object, prefix = ""): [string, unknown][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0
      ? flatten(inner, `${prefix}${key}.`)
      : [[prefix + key, inner]],
  );
}

/** What is wrong when this one setting has this value. */
const problems = (key: string, value: unknown) => parseSettings({ [key]: value }).problems;

// A model that each provider takes; records, so that the compiler asks for a new provider here too.
const MODELS: Record<Provider, Record<string, unknown>> = {
  openai: { name: "m", provider: "openai", model: "x" },
  "openai-compatible": {
    name: "m",
    provider: "openai-compatible",
    model: "x",
    baseUrl: "http://localhost:1/v1",
  },
  "azure-openai": { name: "m", provider: "azure-openai", model: "x", baseUrl: "https://x.openai.azure.com" },
  ollama: { name: "m", provider: "ollama", model: "x" },
  "llama.cpp": { name: "m", provider: "llama.cpp" },
  huggingface: { name: "m", provider: "huggingface" },
  vscode: { name: "m", provider: "vscode" },
  embedded: { name: "m", provider: "embedded", path: "/x.gguf" },
};
const MODEL_KEYS: Record<Exclude<keyof ModelSettings, "fromWorkspace">, unknown> = {
  name: "m",
  provider: "openai",
  model: "x",
  baseUrl: "http://localhost:1/v1",
  kind: "base",
  api: "completions",
  promptFormat: "chatml",
  organization: "org-x",
  project: "proj_x",
  headers: { "x-title": "Inkling" },
  body: { top_a: 1 },
  apiVersion: "2024-10-21",
  auth: "entra",
  vendor: "copilot",
  gpu: "auto",
  generation: { max_new_tokens: 8, stop: ["."] },
  inferenceProvider: "auto",
  task: "token-classification",
  path: "/x.gguf",
  threads: 2,
  contextTokens: 4096,
  vision: true,
  temperature: 0.5,
};

describe("the settings of package.json", () => {
  it("are those that the code reads, no more and no fewer", () => {
    expect(keys.sort()).toEqual(["models", ...SCALAR_KEYS].sort());
    expect(keys).toEqual(
      flatten(DEFAULT_SETTINGS)
        .map(([key]) => key)
        .sort(),
    );
  });

  it.each(flatten(DEFAULT_SETTINGS))("have the code's default: %s", (key, value) => {
    expect(properties[`inkling.${key}`]?.default).toEqual(value);
  });

  it("are right by themselves: their defaults are what the code reads", () => {
    const defaults = keys.map((key) => [key, properties[`inkling.${key}`]?.default]);
    expect(parseSettings(Object.fromEntries(defaults) as Record<string, unknown>)).toEqual({
      settings: DEFAULT_SETTINGS,
      problems: [],
    });
  });

  const numbers = Object.entries(properties).filter(
    ([, { type }]) => type === "number" || type === "integer",
  );
  it.each(numbers)("have the code's bounds: %s", (name, { minimum = NaN, maximum = NaN }) => {
    const key = name.replace("inkling.", "");
    expect([problems(key, minimum), problems(key, maximum)]).toEqual([[], []]);
    expect([problems(key, minimum - 0.05), problems(key, maximum + 1)]).toEqual([
      expect.arrayContaining([expect.objectContaining({ key: name })]),
      expect.arrayContaining([expect.objectContaining({ key: name })]),
    ]);
  });

  it("are in an order of their own each, as the settings editor shows them", () => {
    const orders = Object.values(manifest.contributes.configuration.properties).map(({ order }) => order);
    expect(orders).toEqual(orders.map((_, index) => index + 1));
  });
});

describe("a model in the settings", () => {
  it("has the keys of the code's own type", () => {
    expect(Object.keys(entry.properties).sort()).toEqual(Object.keys(MODEL_KEYS).sort());
  });

  it("can have every provider of the code, each with words of its own", () => {
    expect(entry.properties.provider.enum).toEqual(Object.keys(MODELS));
    const words = entry.properties.provider.enumDescriptions;
    expect(words).toEqual(
      entry.properties.provider.enum.map((provider) => `%setting.models.provider.${provider}%`),
    );
  });

  it.each(Object.entries(MODELS))("is taken by the code with the provider %s", (_, model) => {
    expect(problems("models", [model])).toEqual([]);
  });

  it.each(Object.entries(MODEL_KEYS))("is taken by some provider with the key %s", (key, value) => {
    const taken = Object.values(MODELS).filter((model) => {
      const changed = key === "provider" || key === "name" ? model : { ...model, [key]: value };
      return problems("models", [changed]).length === 0;
    });
    expect(taken.length).toBeGreaterThan(0);
  });

  it("has the code's tasks, each with words of its own", () => {
    const { task } = entry.properties;
    expect(task.enum).toEqual(MODEL_TASKS);
    expect(task.enumDescriptions).toEqual(MODEL_TASKS.map((one) => `%setting.models.task.${one}%`));
  });

  it("has the code's kinds", () => {
    const { kind } = entry.properties;
    for (const value of kind.enum)
      expect(problems("models", [{ ...MODELS.openai, kind: value }])).toEqual([]);
    expect(kind.enum).toHaveLength(2);
  });

  it.each(["threads", "contextTokens", "temperature"] as const)("has the code's bounds for %s", (key) => {
    const bounds: Property = entry.properties[key];
    const wrong = (value: number) => problems("models", [{ ...MODELS.embedded, [key]: value }]).length > 0;
    expect(wrong(bounds.minimum ?? NaN)).toBe(false);
    expect(wrong((bounds.minimum ?? NaN) - 1)).toBe(true);
    if (bounds.maximum !== undefined)
      expect([wrong(bounds.maximum), wrong(bounds.maximum + 1)]).toEqual([false, true]);
  });

  it.each(entry.defaultSnippets.map(({ label, body }) => [label, body] as const))(
    "is right as the editor's snippet for %s writes it",
    (_, body) => {
      const filled = JSON.parse(JSON.stringify(body).replace(/\$\{\d+:([^}]*)\}/g, "$1")) as unknown;
      expect(problems("models", [filled])).toEqual([]);
    },
  );

  it("never holds a key: those go into the secret storage", () => {
    expect(Object.keys(entry.properties).filter((key) => /key|token|secret|password/i.test(key))).toEqual([
      "contextTokens",
    ]);
  });
});

describe("in a folder that is not trusted", () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;

  it("the folder's settings cannot say where text goes or what runs", () => {
    const deciding = Object.keys(properties).filter((key) => /^inkling\.models?\b/.test(key));
    expect(deciding).toHaveLength(4);
    expect(restrictedConfigurations).toEqual(expect.arrayContaining(deciding));
  });

  it("the folder's settings cannot make text go out that the writer keeps in: ghost text turned off stays off", () => {
    expect(restrictedConfigurations).toEqual(
      expect.arrayContaining(
        [
          "enabled",
          "languages",
          "eagerness",
          "instruction",
          "contextTokens",
          "suffixTokens",
          "otherDocuments",
        ].map((key) => `inkling.ghostText.${key}`),
      ),
    );
  });

  it("no setting is restricted that does not exist", () => {
    expect(restrictedConfigurations.filter((key) => !(key in properties))).toEqual([]);
  });
});
