import type { ModelSettings } from "../../settings/settings";
import { gapText } from "../catalogue/gapText";
import type { ModelFacts } from "../catalogue/modelFacts";
import type { Prompt } from "../prompt";
import { readChoices } from "./openaiChat";
import type { Options } from "./openaiOptions";
import type { Way } from "./openaiStream";

type Gap = Extract<Prompt, { kind: "infill" }>;

/**
 * The legacy `/completions` (https://platform.openai.com/docs/api-reference/completions/create): plain text, and the
 * two sides of a gap where the server or the model is known to take them.
 */
export function completionsWay(settings: ModelSettings, address: string, facts: ModelFacts): Way {
  const path = isMistral(address) ? "/fim/completions" : "/completions";
  const fill = infillBody(settings, address, facts);
  return {
    wire: settings.provider === "openai-compatible" ? "compatible completions" : "openai completions",
    prompts: fill ? ["text", "infill"] : ["text"],
    write: (prompt) => {
      if (prompt.kind === "text") return { path, body: { prompt: prompt.text } };
      return prompt.kind === "infill" && fill ? { path, body: fill(prompt) } : undefined;
    },
    read: readChoices,
  };
}

/** How a gap is asked for; undefined where nobody says that it can be. */
function infillBody(
  settings: ModelSettings,
  address: string,
  { infill }: ModelFacts,
): ((gap: Gap) => Options) | undefined {
  if (takesSuffix(settings, address)) return ({ prefix, suffix }) => ({ prompt: prefix, suffix });
  return infill && ((gap) => ({ prompt: gapText(gap, infill) }));
}

/** Who documents `suffix`; others refuse it, or worse, ignore it. */
function takesSuffix({ provider, model = "" }: ModelSettings, address: string): boolean {
  // OpenAI: "This parameter is only supported for gpt-3.5-turbo-instruct." Azure's names leave out the dot.
  if (provider !== "openai-compatible") return /^gpt-3\.?5-turbo-instruct/.test(model);
  const { hostname, pathname } = new URL(address);
  // https://api-docs.deepseek.com/guides/fim_completion
  return isMistral(address) || (hostname === "api.deepseek.com" && pathname.startsWith("/beta"));
}

/** It has no /completions but one of its own, which streams chat's events (https://docs.mistral.ai/api/#tag/fim). */
function isMistral(address: string): boolean {
  return ["api.mistral.ai", "codestral.mistral.ai"].includes(new URL(address).hostname);
}
