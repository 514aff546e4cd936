import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSettings, SCALAR_KEYS } from "../../../../src/core/settings/parseSettings";
import { DEFAULT_SETTINGS, DEMO_MODEL, type ModelSettings } from "../../../../src/core/settings/settings";

const openai = { name: "big", provider: "openai", model: "gpt-x" };
const local = {
  name: "local",
  provider: "openai-compatible",
  model: "m",
  baseUrl: "http://localhost:11434/v1",
};

const ASIDES = Object.keys(DEFAULT_SETTINGS.ghostText.inside);

describe("parseSettings", () => {
  it("gives the defaults and no problem when nothing is set", () => {
    expect(parseSettings({})).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  });

  it("takes every setting as it was written", () => {
    const { settings, problems } = parseSettings({
      models: [openai],
      "model.actions": "big",
      "model.ghostText": "demo",
      "model.chat": "big",
      "ghostText.enabled": false,
      "ghostText.languages": ["markdown"],
      "ghostText.eagerness": "atWordEnds",
      "ghostText.minDelay": 10,
      "ghostText.maxDelay": 20,
      "ghostText.length": "phrase",
      "ghostText.contextTokens": 500,
      "ghostText.suffixTokens": 0,
      "ghostText.instruction": "Short sentences.",
      "ghostText.otherDocuments": "off",
      "ghostText.speculate": "all",
      ...Object.fromEntries(ASIDES.map((aside) => [`ghostText.inside.${aside}`, true])),
      "review.view": "thread",
      "timeout.connect": 2,
      "timeout.firstToken": 90,
      "timeout.idle": 5,
      requestsPerHost: 1,
      prices: { big: { input: 1, output: 2.5, currency: "EUR" } },
      offerModels: "off",
      "hub.url": "https://hf-mirror.example.com",
      "embedded.idleMinutes": 0.5,
    });
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      models: [openai],
      model: { actions: "big", ghostText: "demo", chat: "big" },
      ghostText: {
        enabled: false,
        languages: ["markdown"],
        eagerness: "atWordEnds",
        minDelay: 10,
        maxDelay: 20,
        length: "phrase",
        contextTokens: 500,
        suffixTokens: 0,
        instruction: "Short sentences.",
        otherDocuments: "off",
        speculate: "all",
        inside: Object.fromEntries(ASIDES.map((aside) => [aside, true])),
      },
      review: { view: "thread" },
      timeout: { connect: 2, firstToken: 90, idle: 5 },
      requestsPerHost: 1,
      prices: { big: { input: 1, output: 2.5, currency: "EUR" } },
      offerModels: "off",
      hub: { url: "https://hf-mirror.example.com" },
      embedded: { idleMinutes: 0.5 },
    });
  });

  it("names every key but the models for whoever reads them", () => {
    expect(SCALAR_KEYS.toSorted()).toEqual([
      "embedded.idleMinutes",
      "ghostText.contextTokens",
      "ghostText.eagerness",
      "ghostText.enabled",
      ...ASIDES.map((aside) => `ghostText.inside.${aside}`).sort(),
      "ghostText.instruction",
      "ghostText.languages",
      "ghostText.length",
      "ghostText.maxDelay",
      "ghostText.minDelay",
      "ghostText.otherDocuments",
      "ghostText.speculate",
      "ghostText.suffixTokens",
      "hub.url",
      "model.actions",
      "model.chat",
      "model.ghostText",
      "offerModels",
      "prices",
      "requestsPerHost",
      "review.view",
      "timeout.connect",
      "timeout.firstToken",
      "timeout.idle",
    ]);
  });

  it("falls back to the default of the one wrong setting and keeps the others", () => {
    const { settings, problems } = parseSettings({ "ghostText.minDelay": "fast", "timeout.idle": 5 });
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, timeout: { ...DEFAULT_SETTINGS.timeout, idle: 5 } });
    expect(problems).toEqual([
      {
        key: "inkling.ghostText.minDelay",
        problem: { kind: "wrongType", expected: "number", received: '"fast"' },
      },
    ]);
  });

  it.each([
    ["ghostText.minDelay", -1],
    ["ghostText.minDelay", 5001],
    ["ghostText.minDelay", Infinity],
    ["ghostText.eagerness", "always"],
    ["ghostText.contextTokens", 10],
    ["timeout.connect", 0],
    ["timeout.firstToken", NaN],
    ["requestsPerHost", 2.5],
    ["prices", "cheap"],
    ["hub.url", "huggingface.co"],
    ["embedded.idleMinutes", 0],
    ["ghostText.enabled", "true"],
    ["ghostText.languages", "markdown"],
    ["model.chat", ""],
    ["model.chat", null],
  ])("does not take %s as %j", (key, value) => {
    const { settings, problems } = parseSettings({ [key]: value });
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(problems.map((problem) => problem.key)).toEqual([`inkling.${key}`]);
  });

  it("names the entry of a list that is wrong", () => {
    const { problems } = parseSettings({ "ghostText.languages": ["markdown", 7] });
    expect(problems.map(({ key }) => key)).toEqual(["inkling.ghostText.languages[1]"]);
  });

  it("never gives out the frozen defaults' own list", () => {
    expect(parseSettings({}).settings.ghostText.languages).not.toBe(DEFAULT_SETTINGS.ghostText.languages);
  });

  it("never throws and always gives settings that it takes itself, whatever it reads", () => {
    const keys = fc.constantFrom("models", "workspaceModels", ...SCALAR_KEYS);
    fc.assert(
      fc.property(fc.dictionary(keys, fc.oneof(fc.anything(), models)), (raw) => {
        const { settings, problems } = parseSettings(raw);
        expect(parseSettings(flat(settings))).toEqual({ settings, problems: [] });
        for (const { key } of problems) expect(key).toMatch(/^inkling\./);
      }),
    );
  });
});

describe("parseSettings of models", () => {
  const parse = (...models: unknown[]) => {
    const { settings, problems } = parseSettings({ models });
    return { names: settings.models.map(({ name }) => name), problems };
  };
  const problemOf = (model: unknown) => parse(model).problems;

  it("takes one of each provider, with everything that can be said about it", () => {
    const models = [
      {
        ...openai,
        baseUrl: "https://proxy.example/v1",
        kind: "instruct",
        contextTokens: 8000,
        temperature: 0,
      },
      { ...local, kind: "base", temperature: 2 },
      { name: "hub", provider: "huggingface", inferenceProvider: "auto", model: "org/model" },
      { name: "endpoint", provider: "huggingface", baseUrl: "https://x.endpoints.huggingface.cloud" },
      { name: "own", provider: "embedded", path: "~/models/a.gguf", threads: 4, contextTokens: 128 },
    ];
    expect(parseSettings({ models })).toMatchObject({ settings: { models }, problems: [] });
  });

  it("leaves out the one wrong model and keeps its neighbours", () => {
    expect(parse(openai, { ...local, baseUrl: 7 }, { ...local, name: "other" }).names).toEqual([
      "big",
      "other",
    ]);
  });

  it("names the model and the key that is missing", () => {
    expect(problemOf({ name: "a", provider: "openai-compatible", model: "m" })).toEqual([
      { key: "inkling.models[0].baseUrl", problem: { kind: "missing" } },
    ]);
    expect(problemOf({ provider: "embedded", path: "a.gguf" })).toEqual([
      { key: "inkling.models[0].name", problem: { kind: "missing" } },
    ]);
    expect(problemOf({})).toEqual([{ key: "inkling.models[0].provider", problem: { kind: "missing" } }]);
  });

  it("names a key that it does not know, so that a slip of the pen is found", () => {
    expect(parse(openai, { ...local, baseURL: "http://localhost" }).problems).toEqual([
      { key: "inkling.models[1].baseURL", problem: { kind: "unknownKey" } },
    ]);
  });

  it("does not know a key of another provider", () => {
    expect(problemOf({ ...openai, path: "a.gguf" })).toEqual([
      { key: "inkling.models[0].path", problem: { kind: "unknownKey" } },
    ]);
  });

  it("names the providers when it does not know the one that was written", () => {
    const [found] = problemOf({ ...openai, provider: "acme" });
    expect(found).toMatchObject({
      key: "inkling.models[0].provider",
      problem: { kind: "wrongType", received: '"acme"' },
    });
    expect(JSON.stringify(found)).toContain("openai-compatible");
  });

  it.each([
    "localhost:11434",
    "ftp://example.com",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "",
    "not a url",
  ])("does not take %j for an address", (baseUrl) => {
    expect(problemOf({ ...local, baseUrl })).toEqual([
      { key: "inkling.models[0].baseUrl", problem: { kind: "notAUrl", received: `"${baseUrl}"` } },
    ]);
  });

  it.each([
    ["contextTokens", 127],
    ["contextTokens", 4096.5],
    ["contextTokens", "4096"],
    ["temperature", -0.1],
    ["temperature", 2.1],
    ["kind", "chat"],
    ["model", ""],
  ])("does not take a model whose %s is %j", (key, value) => {
    const { names, problems } = parse({ ...openai, [key]: value });
    expect(names).toEqual([]);
    expect(problems.map((problem) => problem.key)).toEqual([`inkling.models[0].${key}`]);
  });

  it("says that a name is empty in words that mean something to the writer", () => {
    const [found] = problemOf({ ...openai, name: "" });
    expect(found?.key).toBe("inkling.models[0].name");
    // The wording is "{key} should be {expected}, but is {received}": a length is no answer to that.
    expect(found?.problem).not.toMatchObject({ expected: ">=1", received: "0" });
  });

  it("lists every problem of a model at once", () => {
    expect(problemOf({ ...openai, temperature: 3, bad: 1 }).map(({ key }) => key)).toEqual([
      "inkling.models[0].temperature",
      "inkling.models[0].bad",
    ]);
  });

  it.each([[null], [7], ["gpt"], [[]], [[openai]]])("names an entry that is no model: %j", (entry) => {
    const { names, problems } = parse(openai, entry);
    expect(names).toEqual(["big"]);
    expect(problems[0]?.key).toMatch(/^inkling\.models\[1\]/);
  });

  it.each([[null], [{}], ["big"], [7]])("takes no models from %j", (models) => {
    const { settings, problems } = parseSettings({ models });
    expect(settings.models).toEqual([]);
    expect(problems).toMatchObject([{ key: "inkling.models", problem: { expected: "array" } }]);
  });

  it("says that null is null where a list should be", () => {
    expect(parseSettings({ models: null }).problems[0]?.problem).toMatchObject({ received: "null" });
  });

  it("keeps the first of two models with one name", () => {
    const { settings, problems } = parseSettings({ models: [openai, { ...local, name: "big" }] });
    expect(settings.models).toEqual([openai]);
    expect(problems).toEqual([
      { key: "inkling.models[1].name", problem: { kind: "duplicateName", name: "big" } },
    ]);
  });

  it("keeps the demo model's name for the demo model", () => {
    expect(parse({ ...openai, name: DEMO_MODEL })).toEqual({
      names: [],
      problems: [{ key: "inkling.models[0].name", problem: { kind: "reservedName", name: DEMO_MODEL } }],
    });
  });

  it("does not let the writer set the mark of the workspace", () => {
    expect(problemOf({ ...openai, fromWorkspace: true })).toEqual([
      { key: "inkling.models[0].fromWorkspace", problem: { kind: "unknownKey" } },
    ]);
  });
});

describe("parseSettings of the workspace's models", () => {
  it("adds them behind the user's, marked", () => {
    const { settings, problems } = parseSettings({ models: [openai], workspaceModels: [local] });
    expect(settings.models).toEqual([openai, { ...local, fromWorkspace: true }]);
    expect(problems).toEqual([]);
    expect(parseSettings({ workspaceModels: [local] }).settings.models).toEqual([
      { ...local, fromWorkspace: true },
    ]);
  });

  it("never lets one take the place of one of the user's", () => {
    const theirs = { ...openai, baseUrl: "https://elsewhere.example" };
    const { settings, problems } = parseSettings({ models: [openai], workspaceModels: [theirs] });
    expect(settings.models).toEqual([openai]);
    expect(problems).toMatchObject([{ problem: { kind: "duplicateName", name: "big" } }]);
  });

  it("never lets one take the place of the demo model", () => {
    const { settings } = parseSettings({ workspaceModels: [{ ...openai, name: DEMO_MODEL }] });
    expect(settings.models).toEqual([]);
  });

  it("keeps the user's models when the workspace's are no list, and the other way round", () => {
    expect(parseSettings({ models: [openai], workspaceModels: {} })).toMatchObject({
      settings: { models: [openai] },
      problems: [{ key: "inkling.models", problem: { expected: "array" } }],
    });
    expect(parseSettings({ models: "none", workspaceModels: [openai] }).settings.models).toHaveLength(1);
  });
});

/** Lists of models that are nearly right. */
const models = fc.array(
  fc.record(
    {
      name: fc.constantFrom("a", "b", "demo", ""),
      provider: fc.constantFrom("openai", "openai-compatible", "huggingface", "embedded", "acme"),
      model: fc.constantFrom("m", "", 7),
      baseUrl: fc.constantFrom("http://localhost", "nowhere"),
      path: fc.constant("a.gguf"),
      fromWorkspace: fc.constant(true),
      contextTokens: fc.constantFrom(128, 1, null),
    },
    { requiredKeys: [] },
  ),
);

/** Settings as the raw values that they come from. */
function flat(settings: typeof DEFAULT_SETTINGS): Record<string, unknown> {
  const ofWorkspace = ({ fromWorkspace }: ModelSettings) => fromWorkspace === true;
  const value = (key: string) =>
    key
      .split(".")
      .reduce<unknown>((inner, part) => (inner as Readonly<Record<string, unknown>>)[part], settings);
  return {
    models: settings.models.filter((model) => !ofWorkspace(model)),
    workspaceModels: settings.models.filter(ofWorkspace).map(({ fromWorkspace: _mark, ...model }) => model),
    ...Object.fromEntries(SCALAR_KEYS.map((key) => [key, value(key)])),
  };
}
