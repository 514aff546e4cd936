import type { PromptTemplate, TemplateTarget, TemplateVariable } from "../../core/prompts/promptTemplate";
import { answerFault } from "../../core/prompts/variableAnswer";

/** What a command was told, so that it need not be asked. */
export interface ActionArguments {
  /** Answers to some of the template's variables. */
  readonly variables: Readonly<Record<string, string>>;
  readonly target: TemplateTarget;
}

/**
 * The argument of a command as a key binding, a menu or other code gives it: an object with answers to the template's
 * variables by name, and with `target`. What the template does not know is left out; VS Code's menus, for instance,
 * give the document's address.
 */
export function actionArguments(template: PromptTemplate, given: unknown): ActionArguments {
  const values = new Map(typeof given === "object" && given !== null ? Object.entries(given) : []);
  const variables: Record<string, string> = {};
  for (const variable of template.variables) {
    const value: unknown = values.get(variable.name);
    if (typeof value === "string" && answerFault(variable, value) === undefined)
      variables[variable.name] = value.trim();
  }
  const wanted: unknown = values.get("target");
  return {
    variables,
    target: template.otherTargets.find((target) => target === wanted) ?? template.target,
  };
}

/** The variables that are still to be asked for. */
export function missingVariables(
  { variables }: PromptTemplate,
  given: ActionArguments["variables"],
): readonly TemplateVariable[] {
  return variables.filter(({ name }) => !Object.hasOwn(given, name));
}
