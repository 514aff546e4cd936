import * as vscode from "vscode";
import type {
  ChoiceVariable,
  NumberVariable,
  TemplateVariable,
  TypedVariable,
} from "../core/prompts/promptTemplate";
import { AnswerMemory, isChoice, type OfferedAnswer } from "./answerMemory";
import { wordAnswerFault } from "./answerWording";
import { pickStep, textStep, type StepFrame, type StepResult } from "./quickInput";

/** An answer in a list; it may be what was typed. */
interface AnswerItem extends vscode.QuickPickItem, Pick<OfferedAnswer, "answer"> {}

/** Asks the writer for a template's variables. */
export class VariablePrompt {
  readonly #memory: AnswerMemory;

  constructor(state: vscode.Memento) {
    this.#memory = new AnswerMemory(state);
  }

  /** The answers by name, or undefined when the writer left. Where several are asked, there is a way back. */
  async ask(variables: readonly TemplateVariable[]): Promise<Record<string, string> | undefined> {
    const answers: Record<string, string> = {};
    let step = 0;
    for (let variable = variables[step]; variable; variable = variables[step]) {
      const frame = { title: variable.label, step: step + 1, totalSteps: variables.length };
      const before = Object.hasOwn(answers, variable.name) ? answers[variable.name] : undefined;
      const result = await this.#ask(variable, frame, before);
      if (result === "cancelled") return undefined;
      if (result === "back") step--;
      else {
        answers[variable.name] = result.value;
        step++;
      }
    }
    return answers;
  }

  /** `before` is what was answered before the writer came back. */
  #ask(variable: TemplateVariable, frame: StepFrame, before?: string): Promise<StepResult<string>> {
    switch (variable.type) {
      case "language":
        return this.#askLanguage(variable, frame);
      case "choice":
        return this.#askChoice(variable, frame);
      case "text":
      case "number":
        return textStep(frame, {
          value: before ?? variable.default,
          placeholder: variable.placeholder,
          prompt: isOptional(variable) ? vscode.l10n.t("May be left empty. Press Enter to go on.") : "",
          check: (text) => wordAnswerFault(variable, text),
        });
    }
  }

  /** The list with the last answers and the template's default on top; what is typed and in no list is an answer of its own. */
  async #askLanguage(variable: TypedVariable, frame: StepFrame): Promise<StepResult<string>> {
    const items = [...this.#memory.languages(variable.default)];
    const hint = variable.placeholder ?? vscode.l10n.t("Choose, or type any language");
    return this.#remembered(variable, await pickStep(frame, { placeholder: hint, items, typed: itself }));
  }

  /** The choices, the last answer first, or the default where there is none yet. */
  async #askChoice(variable: ChoiceVariable, frame: StepFrame): Promise<StepResult<string>> {
    const { choices, allowOther, placeholder } = variable;
    const first = this.#memory.first(variable);
    const listed = choices.map(({ value, label }): AnswerItem => ({ answer: value, label }));
    // What was typed the last time is one of the list this time.
    const own = first !== undefined && allowOther && !isChoice(variable, first) ? [itself(first)] : [];
    const items = [...own, ...listed];
    const isFirst = ({ answer }: AnswerItem) => answer === first;
    const sorted = [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))];
    const hint = allowOther ? vscode.l10n.t("Choose, or type what you want") : vscode.l10n.t("Choose one");
    const result = await pickStep(frame, {
      placeholder: placeholder ?? hint,
      items: sorted,
      typed: allowOther ? itself : undefined,
    });
    return this.#remembered(variable, result);
  }

  async #remembered(variable: TemplateVariable, result: StepResult<AnswerItem>): Promise<StepResult<string>> {
    if (typeof result === "string") return result;
    const { answer } = result.value;
    await this.#memory.remember(variable, answer);
    return { value: answer };
  }
}

function isOptional(variable: TypedVariable | NumberVariable): boolean {
  return variable.type === "text" && variable.optional === true;
}

/** What was typed, as it stands. */
function itself(text: string): AnswerItem {
  return { answer: text, label: text };
}
