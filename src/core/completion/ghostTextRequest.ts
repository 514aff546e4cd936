import type { ModelInfo, ModelRequest } from "../models/languageModel";
import { runsHere } from "../models/modelAddress";
import type { GhostTextSettings, Models } from "../settings/settings";
import { completionPrompt } from "./completionPrompt";
import type { Shared } from "./ghostTextPorts";
import type { GhostTextQuery } from "./ghostTextQuery";

/** The most tokens of an answer: about a clause, two English sentences, a paragraph. */
const MAX_TOKENS: Readonly<Record<GhostTextSettings["length"], number>> = {
  phrase: 32,
  sentence: 64,
  paragraph: 160,
};
/** Little chance for what comes unasked; more where the writer wants several to choose from. */
const TEMPERATURE = 0.3;
const TEMPERATURE_ASKED = 0.7;
/** The most suggestions for one place. */
export const MOST_CANDIDATES = 3;
/** The most estimated tokens of other documents. */
const RELATED_TOKENS = 300;

/** Whether a setting that names models takes this one in. */
export function includes(models: Models, info: ModelInfo): boolean {
  return models === "all" || (models === "local" && runsHere(info));
}

/** What a model is asked for the text around the cursor. */
export async function ghostTextRequest(
  query: GhostTextQuery,
  info: ModelInfo,
  { ports, related }: Pick<Shared, "ports" | "related">,
): Promise<ModelRequest> {
  const settings = ports.settings();
  const maxTokens = MAX_TOKENS[settings.length];
  const others = includes(settings.otherDocuments, info) ? ports.others() : [];
  const options = {
    ...{ maxTokens, settings, trusted: ports.isTrusted() },
    related: others.length > 0 ? await related.find(query, others, RELATED_TOKENS) : [],
  };
  const prompt = await completionPrompt(query, info, options);
  const { explicit } = query;
  const sampling = {
    maxTokens,
    temperature: explicit ? TEMPERATURE_ASKED : TEMPERATURE,
    candidates: explicit ? MOST_CANDIDATES : 1,
    logprobs: true,
  };
  return { prompt, sampling };
}
