import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import { readCodiconNames } from "./codiconNames";
import type { SchemaNode } from "./schemaFields";
import { TemplateDiagnostics } from "./templateDiagnostics";
import { templateSelector } from "./templateLanguage";

/** Characters after which VS Code asks for completions by itself: a tag, a field's value, a list, the next field. */
const TRIGGERS = ["{", " ", "[", ","];

/** Help with the writing of template files, read from disk when the first is open. */
export class TemplateHelp implements Disposable {
  readonly #store = new DisposableStore();

  constructor(extensionUri: vscode.Uri) {
    const selector = templateSelector(extensionUri);
    const { languages } = vscode;
    const icons = () => readCodiconNames(extensionUri);
    const provideCompletionItems: vscode.CompletionItemProvider["provideCompletionItems"] = async (
      document,
      position,
    ) => {
      const { templateCompletions } = await import("./templateCompletion");
      const others = { icons, languages: () => languages.getLanguages() };
      return templateCompletions(document, position, await readSchema(), others);
    };
    const provideHover: vscode.HoverProvider["provideHover"] = async (document, position) => {
      const { templateHover } = await import("./templateHover");
      return templateHover(document, position, await readSchema());
    };
    this.#store.add(
      languages.registerCompletionItemProvider(selector, { provideCompletionItems }, ...TRIGGERS),
    );
    this.#store.add(languages.registerHoverProvider(selector, { provideHover }));
    const diagnostics = this.#store.add(new TemplateDiagnostics(selector));
    this.#store.add(
      languages.registerCodeActionsProvider(selector, diagnostics, TemplateDiagnostics.metadata),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }
}

async function readSchema(): Promise<SchemaNode> {
  return (await import("../../../media/template.schema.json")).default;
}
