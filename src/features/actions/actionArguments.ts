import { Uri } from "vscode";
import type { PromptTemplate, TemplateTarget, TemplateVariable } from "../../core/prompts/promptTemplate";
import { answerFault } from "../../core/prompts/variableAnswer";

/** What a command is told by these is no answer; a variable of that name is asked for. */
const OWN_ARGUMENTS: readonly string[] = ["target", "template"];

/** What a command was told, so that it need not be asked. */
export interface ActionArguments {
  /** Answers to some of the template's variables. */
  readonly variables: Readonly<Record<string, string>>;
  readonly target: TemplateTarget;
}

/**
 * The argument of a command as a key binding, a menu or other code gives it: an object with answers to the template's
 * variables by name, and with `target`. What the template does not know is left out.
 */
export function actionArguments(template: PromptTemplate, given: unknown): ActionArguments {
  const values = new Map(isArguments(given) ? Object.entries(given) : []);
  const variables: Record<string, string> = {};
  for (const variable of template.variables) {
    const value: unknown = OWN_ARGUMENTS.includes(variable.name) ? undefined : values.get(variable.name);
    if (typeof value === "string" && answerFault(variable, value) === undefined)
      variables[variable.name] = value.trim();
  }
  const wanted: unknown = values.get("target");
  return {
    variables,
    target: template.otherTargets.find((target) => target === wanted) ?? template.target,
  };
}

/** Whether it may hold answers: VS Code's menus give the document's address instead, which has a path and a scheme. */
export function isArguments(given: unknown): given is object {
  return typeof given === "object" && given !== null && !(given instanceof Uri);
}

/** The variables that are still to be asked for. */
export function missingVariables(
  { variables }: PromptTemplate,
  given: ActionArguments["variables"],
): readonly TemplateVariable[] {
  return variables.filter(({ name }) => !Object.hasOwn(given, name));
}
