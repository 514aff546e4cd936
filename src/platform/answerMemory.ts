import * as vscode from "vscode";
import type { ChoiceVariable, TemplateVariable } from "../core/prompts/promptTemplate";
import { answerFault } from "../core/prompts/variableAnswer";

/** Offered for a variable of type "language"; any other can be typed. */
const LANGUAGES = ["en", "zh-Hans", "zh-Hant", "es", "fr", "de", "ja", "ko", "pt", "it", "ru", "ar", "hi"];
const LANGUAGES_KEY = "lastLanguages";
const MEMORY_SIZE = 5;
/** The last answer to each choice and to each question for a number, by the variable's name. */
const CHOICES_KEY = "lastChoices";

/** An answer that is offered. */
export interface OfferedAnswer {
  /** A language's name in English, as models know it best; or a choice's value. */
  readonly answer: string;
  /** What the writer reads. */
  readonly label: string;
}

/**
 * What the writer answered to variables before, so that it is offered first. What they typed as a text is not kept: it
 * is about one text.
 */
export class AnswerMemory {
  constructor(private readonly state: Pick<vscode.Memento, "get" | "update">) {}

  /** The answer to begin with: the last one where it is still one, else the template's default. */
  first(variable: TemplateVariable): string | undefined {
    switch (variable.type) {
      case "text":
        return variable.default;
      case "language":
        return this.#lastLanguages()[0] ?? variable.default;
      case "number":
      case "choice": {
        // Another template may have asked for something else by that name.
        const choices = this.#lastChoices();
        const last = Object.hasOwn(choices, variable.name) ? choices[variable.name] : undefined;
        return last !== undefined && !answerFault(variable, last) ? last : variable.default;
      }
    }
  }

  /** Languages to choose from, the last answers and `preset` first. */
  languages(preset: string | undefined): readonly OfferedAnswer[] {
    const names = LANGUAGES.map((code) => displayName(code, "en"));
    const first = preset === undefined ? this.#lastLanguages() : [...this.#lastLanguages(), preset];
    return [...new Set([...first, ...names])].map((answer) => {
      const code = LANGUAGES[names.indexOf(answer)];
      return { answer, label: code === undefined ? answer : displayName(code, vscode.env.language) };
    });
  }

  async remember({ type, name }: Pick<TemplateVariable, "type" | "name">, answer: string): Promise<void> {
    if (type === "text") return;
    if (type === "language") {
      const latest = [answer, ...this.#lastLanguages().filter((other) => other !== answer)];
      await this.state.update(LANGUAGES_KEY, latest.slice(0, MEMORY_SIZE));
    } else {
      await this.state.update(CHOICES_KEY, { ...this.#lastChoices(), [name]: answer });
    }
  }

  #lastLanguages(): readonly string[] {
    return this.state.get<string[]>(LANGUAGES_KEY, []);
  }

  #lastChoices(): Readonly<Record<string, string>> {
    return this.state.get<Record<string, string>>(CHOICES_KEY, {});
  }
}

/** Whether the answer is one of the list, and not one that was typed. */
export function isChoice({ choices }: ChoiceVariable, answer: string): boolean {
  return choices.some(({ value }) => value === answer);
}

function displayName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}
