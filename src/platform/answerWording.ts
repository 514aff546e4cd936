import { l10n } from "vscode";
import type { TemplateVariable } from "../core/prompts/promptTemplate";
import { answerFault } from "../core/prompts/variableAnswer";

/** What is wrong with an answer that was typed, in the writer's language; undefined where nothing is. */
export function wordAnswerFault(variable: TemplateVariable, answer: string): string | undefined {
  const { min, max } = variable.type === "number" ? variable : {};
  switch (answerFault(variable, answer)) {
    case undefined:
      return undefined;
    case "empty":
      return l10n.t("Write something here, or press Escape to leave.");
    case "notANumber":
      return l10n.t("This is not a number.");
    case "tooSmall":
      return l10n.t("The least is {0}.", min ?? "");
    case "tooLarge":
      return l10n.t("The most is {0}.", max ?? "");
    case "notAChoice":
      return l10n.t("This is none of the choices.");
  }
}
