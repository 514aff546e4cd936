import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import { setContext } from "../../platform/contextKeys";
import type { Configuration } from "../../platform/configuration";

/** In which languages ghost text is offered, and whether the active document's is one of them. */
export class GhostTextLanguages implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  #isActiveOn: boolean | undefined;

  /** The active document, its language or the setting is another. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly configuration: Configuration) {
    const look = () => this.#look();
    this.#store.add(configuration.onDidChange(look));
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(look));
    // A document that is given another language is closed and opened again.
    this.#store.add(vscode.workspace.onDidOpenTextDocument(look));
    look();
  }

  /** The language of the active document. */
  get active(): string | undefined {
    return vscode.window.activeTextEditor?.document.languageId;
  }

  has(languageId: string): boolean {
    return this.configuration.settings.ghostText.languages.includes(languageId);
  }

  async toggle(languageId: string): Promise<void> {
    const { languages } = this.configuration.settings.ghostText;
    await this.configuration.update(
      "ghostText.languages",
      this.has(languageId) ? languages.filter((other) => other !== languageId) : [...languages, languageId],
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  #look(): void {
    const isOn = this.active !== undefined && this.has(this.active);
    if (isOn !== this.#isActiveOn) {
      this.#isActiveOn = isOn;
      setContext("inkling.ghostText.inLanguage", isOn);
    }
    this.#changed.fire();
  }
}
