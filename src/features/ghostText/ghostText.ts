import * as vscode from "vscode";
import { systemClock } from "../../core/common/clock";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { Logger } from "../../core/common/logger";
import { GhostTextEngine } from "../../core/completion/ghostTextEngine";
import type { GhostTextEvent } from "../../core/completion/ghostTextEvent";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Configuration } from "../../platform/configuration";
import type { ErrorReporter } from "../../platform/errorReporter";
import type { ModelAccess } from "../../platform/modelAccess";
import { AcceptCommands } from "./acceptCommands";
import { AskCommand } from "./askCommand";
import { Candidates } from "./candidates";
import { ContinueWith } from "./continueWith";
import { DismissCommand } from "./dismissCommand";
import { DocumentWatch } from "./documentWatch";
import { GhostTextLanguages } from "./ghostTextLanguages";
import { GhostTextMenu } from "./ghostTextMenu";
import { GhostTextPause } from "./ghostTextPause";
import { GhostTextProvider } from "./ghostTextProvider";
import { GhostTextStatus } from "./ghostTextStatus";
import { otherDocuments } from "./otherDocuments";
import { PauseCommands } from "./pauseCommands";
import { Retention } from "./retention";
import { StatisticsPage } from "./statisticsPage";
import { StatisticsStore } from "./statisticsStore";
import { WarmUp } from "./warmUp";

/** Documents that are files, or will be; chat boxes and output panes ask for completions too. */
const SCHEMES = [
  "file",
  "untitled",
  "vscode-remote",
  "vscode-userdata",
  "vscode-vfs",
  "vscode-notebook-cell",
];

export interface GhostTextParts {
  readonly configuration: Configuration;
  readonly models: Pick<ModelAccess, "chosen" | "resolve">;
  readonly errors: Pick<ErrorReporter, "log" | "report">;
  readonly logger: Logger;
  readonly state: vscode.Memento;
  readonly extensionUri: vscode.Uri;
}

/** Ghost text with all that belongs to it. The provider is registered anew whenever its languages change. */
export class GhostText implements Disposable {
  readonly #store = new DisposableStore();
  #registration: vscode.Disposable | undefined;
  #selector: vscode.DocumentFilter[] = [];

  constructor(commands: CommandRegistry, parts: GhostTextParts) {
    const { configuration, models, errors, logger, state, extensionUri } = parts;
    const clock = systemClock;
    const languages = this.#store.add(new GhostTextLanguages(configuration));
    const pause = this.#store.add(new GhostTextPause(clock, state));
    const store = this.#store.add(new StatisticsStore({ state, logger }));
    const statistics = this.#store.add(new StatisticsPage({ store, extensionUri }));
    const status = this.#store.add(
      new GhostTextStatus({ configuration, languages, pause, models, errors, logger }),
    );
    const told = (event: GhostTextEvent) => {
      store.record(event);
      status.told(event);
    };
    const selector = () => this.#selector;
    const modelName = () => models.chosen("ghostText")?.name ?? "";
    const engine: GhostTextEngine = this.#store.add(
      new GhostTextEngine({
        ...{ clock, modelName, told },
        model: (explicit) => models.resolve("ghostText", { mayAsk: explicit }),
        settings: () => configuration.settings.ghostText,
        others: () => otherDocuments(selector()),
        isTrusted: () => vscode.workspace.isTrusted,
        isPaused: () => !configuration.settings.ghostText.enabled || pause.isPaused,
        failed: (error) => status.failed(error),
        grown: (documentId) => void provider.showMore(documentId),
      }),
    );
    const retention = this.#store.add(new Retention({ clock, told }));
    const watch = this.#store.add(
      new DocumentWatch({
        ...{ engine, selector },
        accepted: (document, offset, text) => retention.accepted(document, offset, text, modelName()),
      }),
    );
    const candidates = new Candidates(commands);
    const provider: GhostTextProvider = new GhostTextProvider({ engine, status, candidates, watch });
    this.#store.add(new WarmUp({ engine, configuration, pause, selector, clock }));
    new AskCommand(commands);
    new AcceptCommands(commands, { engine, candidates });
    new DismissCommand(commands, engine);
    new ContinueWith(commands, { languages, continueWith: (_, keywords) => provider.continueWith(keywords) });
    new PauseCommands(commands, pause);
    new GhostTextMenu(commands, { configuration, languages, pause, models, status, errors });
    commands.register("showGhostTextStatistics", () => statistics.show());
    commands.register("toggleGhostText", () =>
      configuration.update("ghostText.enabled", !configuration.settings.ghostText.enabled),
    );
    const register = () => this.#register(configuration.settings.ghostText.languages, provider);
    register();
    this.#store.add(
      configuration.onDidChange(() => {
        register();
        engine.settingsChanged();
      }),
    );
  }

  dispose(): void {
    this.#registration?.dispose();
    this.#store.dispose();
  }

  #register(languages: readonly string[], provider: GhostTextProvider): void {
    const selector = languages.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme })));
    if (this.#registration && JSON.stringify(selector) === JSON.stringify(this.#selector)) return;
    this.#selector = selector;
    this.#registration?.dispose();
    this.#registration = vscode.languages.registerInlineCompletionItemProvider(selector, provider);
  }
}
