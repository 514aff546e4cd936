import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Configuration } from "../../platform/configuration";
import type { ErrorReporter } from "../../platform/errorReporter";
import type { ModelAccess } from "../../platform/modelAccess";
import { GhostTextProvider } from "./ghostTextProvider";
import { GhostTextStatus } from "./ghostTextStatus";

/** Documents that are files, or will be; chat boxes and output panes ask for completions too. */
const SCHEMES = ["file", "untitled", "vscode-remote", "vscode-userdata", "vscode-vfs"];

/** Registers the provider for the languages that the settings list, again whenever they change. */
export class GhostText implements Disposable {
  readonly #store = new DisposableStore();
  #registration: vscode.Disposable | undefined;
  #languages: readonly string[] = [];

  constructor(
    commands: CommandRegistry,
    configuration: Configuration,
    models: ModelAccess,
    errors: Pick<ErrorReporter, "log">,
  ) {
    const status = this.#store.add(new GhostTextStatus(configuration, models, errors));
    const provider = new GhostTextProvider(configuration, models, status);
    const register = () => {
      const { languages } = configuration.settings.ghostText;
      if (languages.join() === this.#languages.join()) return;
      this.#languages = languages;
      this.#registration?.dispose();
      const selector = languages.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme })));
      this.#registration = vscode.languages.registerInlineCompletionItemProvider(selector, provider);
    };
    register();
    this.#store.add(configuration.onDidChange(register));
    commands.register("toggleGhostText", () =>
      configuration.update("ghostText.enabled", !configuration.settings.ghostText.enabled),
    );
  }

  dispose(): void {
    this.#registration?.dispose();
    this.#store.dispose();
  }
}
