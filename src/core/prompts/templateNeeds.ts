import type { PromptTemplate } from "./promptTemplate";
import { isTemplateName, type TemplateName } from "./templateNames";
import { templateTags } from "./templateTags";

/**
 * Which texts a template names in its prompt and in the texts of its choices, so that only these are read. A
 * language that is a variable of its own is not one of them.
 *
 * @param which "always" leaves out what the template can do without: names that stand only in a section that is
 * called after them (`{{#clipboard}}…{{/clipboard}}`), or in the texts of choices
 */
export function templateNeeds(
  { system = "", user, variables }: Pick<PromptTemplate, "system" | "user" | "variables">,
  which: "any" | "always" = "any",
): ReadonlySet<TemplateName> {
  const own = new Set(variables.map(({ name }) => name));
  const choices = variables.flatMap((variable) =>
    variable.type === "choice" ? variable.choices.map(({ text }) => text) : [],
  );
  const texts = which === "any" ? [system, user, ...choices] : [system, user];
  const needs = new Set<TemplateName>();
  for (const { kind, name, within } of texts.flatMap(templateTags)) {
    if (!isTemplateName(name) || own.has(name)) continue;
    if (which === "any" || (kind === "value" && !within.includes(name))) needs.add(name);
  }
  return needs;
}
