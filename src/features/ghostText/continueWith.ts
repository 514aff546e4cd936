import * as vscode from "vscode";
import { DisposableStore } from "../../core/common/disposable";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { EditorError } from "../../platform/editorError";
import { isReadOnly } from "../../platform/editorSnapshot";
import type { GhostTextLanguages } from "./ghostTextLanguages";

/** How many earlier keywords are listed. */
const REMEMBERED = 10;

export interface ContinueWithParts {
  readonly languages: Pick<GhostTextLanguages, "has" | "toggle">;
  /** Shows ghost text at the cursor that works the keywords in. */
  readonly continueWith: (editor: vscode.TextEditor, keywords: string) => unknown;
}

/** Steers what comes next by a word or two. What was asked for in this window is offered again. */
export class ContinueWith {
  #recent: readonly string[] = [];

  constructor(
    commands: CommandRegistry,
    private readonly parts: ContinueWithParts,
  ) {
    commands.register("continueWith", () => this.#run());
  }

  async #run(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) throw new EditorError("noEditor");
    if (await isReadOnly(editor.document.uri)) throw new EditorError("readOnly");
    if (!(await this.#isOfferedIn(editor.document.languageId))) return;
    const keywords = await askKeywords(this.#recent);
    if (keywords === undefined) return;
    this.#recent = [keywords, ...this.#recent.filter((earlier) => earlier !== keywords)].slice(0, REMEMBERED);
    await this.parts.continueWith(editor, keywords);
  }

  /** Where it is not, nothing could be shown: the writer is offered to change that. */
  async #isOfferedIn(languageId: string): Promise<boolean> {
    const { languages } = this.parts;
    if (languages.has(languageId)) return true;
    const turnOn = vscode.l10n.t("Turn On");
    const message = vscode.l10n.t("Inkling ghost text is off in this language ({0}).", languageId);
    if ((await vscode.window.showInformationMessage(message, turnOn)) !== turnOn) return false;
    await languages.toggle(languageId);
    return true;
  }
}

/** Some keywords, typed or chosen from the earlier ones; never empty. Undefined when the writer left. */
function askKeywords(recent: readonly string[]): Promise<string | undefined> {
  const store = new DisposableStore();
  const pick = store.add(vscode.window.createQuickPick());
  pick.title = vscode.l10n.t("Inkling: Continue With");
  pick.placeholder = vscode.l10n.t("A word or two that the next sentence should bring in");
  const draw = () => {
    const typed = pick.value.trim();
    const listed = typed === "" ? recent : [typed, ...recent.filter((earlier) => earlier !== typed)];
    pick.items = listed.map((label) => ({ label }));
  };
  draw();
  pick.onDidChangeValue(draw);
  return new Promise<string | undefined>((resolve) => {
    store.add(
      pick.onDidAccept(() => {
        const keywords = pick.selectedItems[0]?.label;
        if (keywords !== undefined) resolve(keywords); // nothing typed yet, and nothing to choose
      }),
    );
    store.add(pick.onDidHide(() => resolve(undefined)));
    pick.show();
  }).finally(() => store.dispose());
}
