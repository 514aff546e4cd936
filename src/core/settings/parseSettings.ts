import * as v from "valibot";
import { isHttpUrl, modelSchema } from "./modelSchema";
import { DEFAULT_SETTINGS, DEMO_MODEL, type ModelSettings, type Settings } from "./settings";

/** What is wrong with one setting: the key as the writer sees it, and why. */
export interface SettingProblem {
  /** For instance `inkling.models[1].baseUrl`. */
  readonly key: string;
  readonly problem:
    | { readonly kind: "wrongType"; readonly expected: string; readonly received: string }
    | { readonly kind: "missing" }
    | { readonly kind: "unknownKey" }
    | { readonly kind: "notAUrl"; readonly received: string }
    | { readonly kind: "duplicateName"; readonly name: string }
    | { readonly kind: "reservedName"; readonly name: string };
}

/**
 * Raw values by setting key without the "inkling." in front, as the editor gives them. The user's models are under
 * `models`, those of the workspace under `workspaceModels`.
 */
export type RawSettings = Readonly<Record<string, unknown>>;

const nonEmpty = v.pipe(v.string(), v.nonEmpty());
const seconds = v.pipe(v.number(), v.minValue(1), v.maxValue(3600));
const delay = v.pipe(v.number(), v.minValue(0), v.maxValue(5000));
const models = v.picklist(["off", "local", "all"]);
const price = v.strictObject({
  input: v.pipe(v.number(), v.minValue(0)),
  output: v.pipe(v.number(), v.minValue(0)),
  currency: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
});

/** One schema a key, so that one wrong setting never takes the others down with it. */
const scalarSchemas = {
  "model.actions": nonEmpty,
  "model.ghostText": nonEmpty,
  "model.chat": nonEmpty,
  "ghostText.enabled": v.boolean(),
  "ghostText.languages": v.array(v.string()),
  "ghostText.eagerness": v.picklist(["afterPause", "atWordEnds", "onlyWhenAsked"]),
  "ghostText.minDelay": delay,
  "ghostText.maxDelay": delay,
  "ghostText.length": v.picklist(["phrase", "sentence", "paragraph"]),
  "ghostText.contextTokens": v.pipe(v.number(), v.integer(), v.minValue(50), v.maxValue(8000)),
  "ghostText.suffixTokens": v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2000)),
  "ghostText.instruction": v.string(),
  "ghostText.otherDocuments": models,
  "ghostText.speculate": models,
  "ghostText.inside.frontMatter": v.boolean(),
  "ghostText.inside.codeFence": v.boolean(),
  "ghostText.inside.inlineCode": v.boolean(),
  "ghostText.inside.math": v.boolean(),
  "ghostText.inside.url": v.boolean(),
  "ghostText.inside.htmlTag": v.boolean(),
  "ghostText.inside.comment": v.boolean(),
  "ghostText.inside.command": v.boolean(),
  "review.view": v.picklist(["auto", "inline", "thread", "diff"]),
  "timeout.connect": seconds,
  "timeout.firstToken": seconds,
  "timeout.idle": seconds,
  requestsPerHost: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
  prices: v.record(v.string(), price),
  offerModels: models,
  "hub.url": v.pipe(v.string(), v.check(isHttpUrl, "url")),
  "embedded.idleMinutes": v.pipe(v.number(), v.minValue(0.1), v.maxValue(1440)),
} as const;

/** Every setting key but `models`, for whoever reads them from the editor. */
export const SCALAR_KEYS = Object.keys(scalarSchemas) as (keyof typeof scalarSchemas)[];

/**
 * Checks raw settings. Whatever is wrong is left out (a model) or falls back to its default (the rest),
 * and is named in `problems`; nothing throws.
 */
export function parseSettings(raw: RawSettings): { settings: Settings; problems: SettingProblem[] } {
  const problems: SettingProblem[] = [];
  const scalar = <K extends keyof typeof scalarSchemas>(
    key: K,
    fallback: v.InferOutput<(typeof scalarSchemas)[K]>,
  ): v.InferOutput<(typeof scalarSchemas)[K]> => {
    if (raw[key] === undefined) return fallback;
    const result = v.safeParse(scalarSchemas[key], raw[key]);
    if (result.success) return result.output;
    problems.push(...result.issues.map((issue) => toProblem(`inkling.${key}`, issue)));
    return fallback;
  };
  const d = DEFAULT_SETTINGS;
  const settings: Settings = {
    models: parseModels(raw, problems),
    model: {
      actions: scalar("model.actions", d.model.actions),
      ghostText: scalar("model.ghostText", d.model.ghostText),
      chat: scalar("model.chat", d.model.chat),
    },
    ghostText: {
      enabled: scalar("ghostText.enabled", d.ghostText.enabled),
      languages: scalar("ghostText.languages", [...d.ghostText.languages]),
      eagerness: scalar("ghostText.eagerness", d.ghostText.eagerness),
      minDelay: scalar("ghostText.minDelay", d.ghostText.minDelay),
      maxDelay: scalar("ghostText.maxDelay", d.ghostText.maxDelay),
      length: scalar("ghostText.length", d.ghostText.length),
      contextTokens: scalar("ghostText.contextTokens", d.ghostText.contextTokens),
      suffixTokens: scalar("ghostText.suffixTokens", d.ghostText.suffixTokens),
      instruction: scalar("ghostText.instruction", d.ghostText.instruction),
      otherDocuments: scalar("ghostText.otherDocuments", d.ghostText.otherDocuments),
      speculate: scalar("ghostText.speculate", d.ghostText.speculate),
      inside: {
        frontMatter: scalar("ghostText.inside.frontMatter", d.ghostText.inside.frontMatter),
        codeFence: scalar("ghostText.inside.codeFence", d.ghostText.inside.codeFence),
        inlineCode: scalar("ghostText.inside.inlineCode", d.ghostText.inside.inlineCode),
        math: scalar("ghostText.inside.math", d.ghostText.inside.math),
        url: scalar("ghostText.inside.url", d.ghostText.inside.url),
        htmlTag: scalar("ghostText.inside.htmlTag", d.ghostText.inside.htmlTag),
        comment: scalar("ghostText.inside.comment", d.ghostText.inside.comment),
        command: scalar("ghostText.inside.command", d.ghostText.inside.command),
      },
    },
    review: { view: scalar("review.view", d.review.view) },
    timeout: {
      connect: scalar("timeout.connect", d.timeout.connect),
      firstToken: scalar("timeout.firstToken", d.timeout.firstToken),
      idle: scalar("timeout.idle", d.timeout.idle),
    },
    requestsPerHost: scalar("requestsPerHost", d.requestsPerHost),
    prices: scalar("prices", d.prices),
    offerModels: scalar("offerModels", d.offerModels),
    hub: { url: scalar("hub.url", d.hub.url) },
    embedded: { idleMinutes: scalar("embedded.idleMinutes", d.embedded.idleMinutes) },
  };
  return { settings, problems };
}

/**
 * The user's models, then those of the workspace, marked as such: a workspace adds models and never takes the
 * place of one of the user's.
 */
function parseModels(raw: RawSettings, problems: SettingProblem[]): ModelSettings[] {
  const models = new Map<string, ModelSettings>();
  for (const { key, model } of parseList(raw.models, problems)) add(key, model);
  for (const { key, model } of parseList(raw.workspaceModels, problems)) {
    add(key, { ...model, fromWorkspace: true });
  }
  return [...models.values()];

  function add(key: string, model: ModelSettings): void {
    const { name } = model;
    if (name === DEMO_MODEL) problems.push({ key: `${key}.name`, problem: { kind: "reservedName", name } });
    else if (models.has(name))
      problems.push({ key: `${key}.name`, problem: { kind: "duplicateName", name } });
    else models.set(name, model);
  }
}

function parseList(list: unknown, problems: SettingProblem[]): { key: string; model: ModelSettings }[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    const problem = {
      kind: "wrongType" as const,
      expected: "array",
      received: list === null ? "null" : typeof list,
    };
    problems.push({ key: "inkling.models", problem });
    return [];
  }
  return list.flatMap((entry: unknown, index) => {
    const key = `inkling.models[${index}]`;
    const result = v.safeParse(modelSchema, entry);
    if (result.success) return [{ key, model: result.output }];
    problems.push(...result.issues.map((issue) => toProblem(key, issue)));
    return [];
  });
}

function toProblem(key: string, issue: v.BaseIssue<unknown>): SettingProblem {
  const path = (issue.path ?? []).map((item) =>
    typeof item.key === "number" ? `[${item.key}]` : `.${String(item.key)}`,
  );
  const where = key + path.join("");
  if (issue.type === "check") {
    return { key: where, problem: { kind: "notAUrl", received: issue.received } };
  }
  if (issue.type === "strict_object" && issue.expected === "never") {
    return { key: where, problem: { kind: "unknownKey" } };
  }
  if (issue.type === "non_empty" || issue.received === "undefined")
    return { key: where, problem: { kind: "missing" } };
  return {
    key: where,
    problem: { kind: "wrongType", expected: issue.expected ?? issue.message, received: issue.received },
  };
}
