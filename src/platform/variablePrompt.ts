import * as vscode from "vscode";
import type { TemplateVariable } from "../core/prompts/promptTemplate";

/** Offered for a variable of type "language"; any other can be typed. */
const LANGUAGES = ["en", "zh-Hans", "zh-Hant", "es", "fr", "de", "ja", "ko", "pt", "it", "ru", "ar", "hi"];
const MEMORY_KEY = "lastLanguages";
const MEMORY_SIZE = 5;

interface LanguageItem extends vscode.QuickPickItem {
  /** The language's name in English, as models know it best. */
  readonly language: string;
}

/** Asks the writer for a template's variables. */
export class VariablePrompt {
  constructor(private readonly state: vscode.Memento) {}

  /** The answers by name, or undefined when the writer left. */
  async ask(variables: readonly TemplateVariable[]): Promise<Record<string, string> | undefined> {
    const answers: Record<string, string> = {};
    for (const variable of variables) {
      const answer =
        variable.type === "language" ? await this.#askLanguage(variable) : await askText(variable);
      if (!answer) return undefined;
      answers[variable.name] = answer;
    }
    return answers;
  }

  /** The list with the last answers and the template's default on top; what is typed and in no list is an answer of its own. */
  async #askLanguage({ label, default: preferred }: TemplateVariable): Promise<string | undefined> {
    const remembered = this.state.get<string[]>(MEMORY_KEY, []);
    const names = LANGUAGES.map((code) => displayName(code, "en"));
    const first = preferred === undefined ? remembered : [...remembered, preferred];
    const items = [...new Set([...first, ...names])].map((language): LanguageItem => {
      const code = LANGUAGES[names.indexOf(language)];
      return { language, label: code ? displayName(code, vscode.env.language) : language };
    });
    const language = await pick(label, items);
    if (language === undefined) return undefined;
    const latest = [language, ...remembered.filter((other) => other !== language)];
    await this.state.update(MEMORY_KEY, latest.slice(0, MEMORY_SIZE));
    return language;
  }
}

function pick(title: string, items: readonly LanguageItem[]): Promise<string | undefined> {
  const list = vscode.window.createQuickPick<LanguageItem>();
  list.title = title;
  list.placeholder = vscode.l10n.t("Choose, or type any language");
  list.items = items;
  list.onDidChangeValue((value) => {
    const typed = value.trim();
    const known = items.some(({ label }) => label.toLowerCase() === typed.toLowerCase());
    list.items = typed === "" || known ? items : [...items, { label: typed, language: typed }];
  });
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]?.language);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

async function askText(variable: TemplateVariable): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: variable.label,
    ...(variable.placeholder !== undefined && { placeHolder: variable.placeholder }),
    ...(variable.default !== undefined && { value: variable.default }),
  });
}

function displayName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}
