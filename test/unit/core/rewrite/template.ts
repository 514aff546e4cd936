import type { PromptTemplate } from "../../../../src/core/prompts/promptTemplate";
import type { TemplateInput } from "../../../../src/core/prompts/templateContext";

/** Replaces the text, by conversation. */
export const rewrite: PromptTemplate = {
  id: "rewrite",
  name: "Rewrite",
  description: "Clearer",
  icon: "edit",
  category: "edit",
  target: "replace",
  otherTargets: [],
  scope: "selection",
  style: "chat",
  variables: [],
  examples: [],
  maxTokens: 2048,
  system: "You are an editor.",
  user: "Rewrite:\n\n{{selection}}",
};

/** Goes on after the text, as plain text where the model takes that. */
export const goOn: PromptTemplate = {
  ...rewrite,
  id: "continueWriting",
  target: "append",
  style: "continuation",
  maxTokens: 120,
  temperature: 0.7,
  system: "You go on.",
  user: "Continue:\n\n{{before}}",
};

export const input: TemplateInput = {
  text: "The sea were calm.",
  before: "It rained. The sea were calm.",
  paragraph: "It rained. The sea were calm.",
  sample: "",
  languageId: "markdown",
  fileName: "story.md",
  variables: {},
};
