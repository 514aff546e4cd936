import type { PromptTemplate } from "./promptTemplate";

/** What a template says by leaving it out. */
export const TEMPLATE_DEFAULTS = {
  icon: "sparkle",
  category: "write",
  otherTargets: [],
  scope: "selection",
  style: "chat",
  variables: [],
  maxTokens: 1024,
  examples: [],
} as const satisfies Partial<PromptTemplate>;

type Needed = "id" | "name" | "description" | "target" | "user";

/** A template with the defaults of a file for everything that is not given, for instance of a chat. */
export function newTemplate(given: Pick<PromptTemplate, Needed> & Partial<PromptTemplate>): PromptTemplate {
  return { ...TEMPLATE_DEFAULTS, ...given };
}
