import { stringify } from "yaml";
import { withLineEnding } from "../text/lineEnding";
import { TEMPLATE_DEFAULTS } from "./newTemplate";
import type { PromptTemplate, TemplateVariable } from "./promptTemplate";
import { writeBody } from "./templateBody";

/**
 * The text of a `.prompt.md` file that `parseTemplate` reads as this template, under whatever name it is saved. What
 * is as it would be by default is left out.
 */
export function templateToFile({ id: _, system, user, variables, ...template }: PromptTemplate): string {
  const said = Object.entries({ ...template, variables: variables.map(variableFields) }).filter(
    ([name, value]) => !isDefault(name, value),
  );
  // Folded lines would be hard to edit, and their white space hard to see.
  const yaml = stringify(Object.fromEntries(said), { lineWidth: 0 });
  const clean = (text: string) => withLineEnding(text, "\n").trim();
  const body = writeBody({ user: clean(user), ...(system !== undefined && { system: clean(system) }) });
  return `---\n${yaml}---\n\n${body}`;
}

function isDefault(name: string, value: unknown): boolean {
  const preset = new Map<string, unknown>(Object.entries(TEMPLATE_DEFAULTS)).get(name);
  return value === preset || (Array.isArray(preset) && Array.isArray(value) && value.length === 0);
}

function variableFields(variable: TemplateVariable): object {
  if (variable.type !== "number") return variable;
  const { default: preset, ...rest } = variable;
  return { ...rest, ...(preset !== undefined && { default: Number(preset) }) };
}
