import * as vscode from "vscode";
import type {
  ChoiceVariable,
  NumberVariable,
  TemplateVariable,
  TypedVariable,
} from "../core/prompts/promptTemplate";
import { wordAnswerFault } from "./answerWording";
import { pickStep, textStep, type StepFrame, type StepResult } from "./quickInput";

/** Offered for a variable of type "language"; any other can be typed. */
const LANGUAGES = ["en", "zh-Hans", "zh-Hant", "es", "fr", "de", "ja", "ko", "pt", "it", "ru", "ar", "hi"];
const LANGUAGES_KEY = "lastLanguages";
const MEMORY_SIZE = 5;
/** The last answer to each choice, by the variable's name. */
const CHOICES_KEY = "lastChoices";

interface AnswerItem extends vscode.QuickPickItem {
  /** A language's name in English, as models know it best; a choice's value; or what was typed. */
  readonly answer: string;
}

/** Asks the writer for a template's variables. */
export class VariablePrompt {
  constructor(private readonly state: vscode.Memento) {}

  /** The answers by name, or undefined when the writer left. Where several are asked, there is a way back. */
  async ask(variables: readonly TemplateVariable[]): Promise<Record<string, string> | undefined> {
    const answers: Record<string, string> = {};
    let step = 0;
    for (let variable = variables[step]; variable; variable = variables[step]) {
      const frame = { title: variable.label, step: step + 1, totalSteps: variables.length };
      const result = await this.#ask(variable, frame, answers[variable.name]);
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
  async #askLanguage(
    { default: preset, placeholder }: TypedVariable,
    frame: StepFrame,
  ): Promise<StepResult<string>> {
    const remembered = this.state.get<string[]>(LANGUAGES_KEY, []);
    const names = LANGUAGES.map((code) => displayName(code, "en"));
    const first = preset === undefined ? remembered : [...remembered, preset];
    const items = [...new Set([...first, ...names])].map((answer): AnswerItem => {
      const code = LANGUAGES[names.indexOf(answer)];
      return { answer, label: code ? displayName(code, vscode.env.language) : answer };
    });
    const hint = placeholder ?? vscode.l10n.t("Choose, or type any language");
    const result = await pickStep(frame, { placeholder: hint, items, typed: itself });
    if (typeof result === "string") return result;
    const { answer } = result.value;
    const latest = [answer, ...remembered.filter((other) => other !== answer)];
    await this.state.update(LANGUAGES_KEY, latest.slice(0, MEMORY_SIZE));
    return { value: answer };
  }

  /** The choices, the last answer first, or the default where there is none yet. */
  async #askChoice(variable: ChoiceVariable, frame: StepFrame): Promise<StepResult<string>> {
    const { name, choices, allowOther, placeholder } = variable;
    const remembered = this.state.get<Record<string, string>>(CHOICES_KEY, {});
    const first = remembered[name] ?? variable.default;
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
    if (typeof result === "string") return result;
    const { answer } = result.value;
    await this.state.update(CHOICES_KEY, { ...remembered, [name]: answer });
    return { value: answer };
  }
}

function isOptional(variable: TypedVariable | NumberVariable): boolean {
  return variable.type === "text" && variable.optional === true;
}

function isChoice({ choices }: ChoiceVariable, answer: string): boolean {
  return choices.some(({ value }) => value === answer);
}

/** What was typed, as it stands. */
function itself(text: string): AnswerItem {
  return { answer: text, label: text };
}

function displayName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}
