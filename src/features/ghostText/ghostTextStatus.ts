import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { Logger } from "../../core/common/logger";
import type { GhostTextEvent } from "../../core/completion/ghostTextEvent";
import type { Configuration } from "../../platform/configuration";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import { wordError } from "../../platform/errorWording";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel } from "../../platform/modelLabel";
import { editorObstacles, type Obstacle } from "./editorObstacles";
import type { GhostTextLanguages } from "./ghostTextLanguages";
import type { GhostTextPause } from "./ghostTextPause";
import { snoozeWords } from "./pauseCommands";

export interface GhostTextStatusParts {
  readonly configuration: Configuration;
  readonly languages: Pick<GhostTextLanguages, "active" | "has" | "onDidChange">;
  readonly pause: Pick<GhostTextPause, "isQuiet" | "remainingMs" | "remainingMinutes" | "onDidChange">;
  readonly models: Pick<ModelAccess, "chosen">;
  readonly errors: Pick<ErrorReporter, "log">;
  readonly logger: Pick<Logger, "info">;
}

/** The status-bar item: whether ghost text comes, which model writes it, and why it is silent. A click opens its menu. */
export class GhostTextStatus implements Disposable {
  readonly #store = new DisposableStore();
  readonly #item: vscode.StatusBarItem;
  #obstacles: readonly Obstacle[] = [];
  #error: unknown;
  #asking = 0;
  #hasLoggedDelay = false;

  constructor(private readonly parts: GhostTextStatusParts) {
    this.#item = this.#store.add(
      vscode.window.createStatusBarItem("inkling.ghostText", vscode.StatusBarAlignment.Right, 90),
    );
    this.#item.name = vscode.l10n.t("Inkling ghost text");
    this.#item.command = "inkling.ghostTextMenu";
    this.#store.add(
      parts.configuration.onDidChange(() => {
        this.#error = undefined;
        this.#draw();
      }),
    );
    this.#store.add(parts.languages.onDidChange(() => this.#look()));
    this.#store.add(parts.pause.onDidChange(() => this.#draw()));
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("editor.inlineSuggest")) this.#look();
      }),
    );
    this.#look();
    this.#item.show();
  }

  /** Follows which requests are on their way. Of a warm-up the end is not told. */
  told(event: GhostTextEvent): void {
    if (event.kind === "asked" && event.purpose !== "warmUp") this.#asking++;
    else if (event.kind === "finished" || event.kind === "aborted" || event.kind === "failed") this.#asking--;
    else return;
    if (event.kind === "finished") this.#error = undefined;
    this.#draw();
  }

  /** Nothing could be offered because of `error`; a superseded request is no failure. */
  failed(error: unknown): void {
    if (isCancellation(error) || error === this.#error) return;
    this.parts.errors.log(error);
    this.#error = error;
    this.#draw();
  }

  /** Why nothing comes, if something is wrong. */
  get error(): unknown {
    return this.#error;
  }

  get #problem(): string | undefined {
    return this.#error === undefined ? undefined : wordError(this.#error).message;
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Reads VS Code's own settings for the active document, which is too slow for every request. */
  #look(): void {
    this.#obstacles = editorObstacles(vscode.window.activeTextEditor?.document);
    const delay = this.#obstacles.find(({ setting }) => setting === "editor.inlineSuggest.minShowDelay");
    if (delay && !this.#hasLoggedDelay) {
      // Once: it explains to whoever reads the log why all is slow.
      this.#hasLoggedDelay = true;
      this.parts.logger.info(delay.message);
    }
    this.#draw();
  }

  #draw(): void {
    const name = this.parts.models.chosen("ghostText")?.name ?? "?";
    const { isOff, state, text } = this.#state();
    // The model's name stands beside it, where another one can be chosen.
    this.#item.text = text;
    const hints = [...this.#obstacles.map(({ message }) => message), vscode.l10n.t("Click for its menu.")];
    this.#item.tooltip = [modelLabel(name), this.#problem, state, ...hints].filter(Boolean).join("\n\n");
    this.#item.accessibilityInformation = {
      label: [`Inkling, ${name}.`, this.#problem, state, ...hints].filter(Boolean).join(" "),
    };
    this.#item.backgroundColor =
      this.#problem && !isOff ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  }

  #state(): { isOff: boolean; state: string; text: string } {
    const { configuration, languages, pause } = this.parts;
    const { enabled, eagerness } = configuration.settings.ghostText;
    const { active } = languages;
    if (!enabled)
      return { isOff: true, state: vscode.l10n.t("Inkling ghost text is off."), text: "$(circle-slash)" };
    if (active !== undefined && !languages.has(active)) {
      const state = vscode.l10n.t("Inkling ghost text is off in this language ({0}).", active);
      return { isOff: true, state, text: "$(circle-slash)" };
    }
    const isHidden = this.#obstacles.some(({ setting }) => setting === "editor.inlineSuggest.enabled");
    const isQuiet = pause.isQuiet || eagerness === "onlyWhenAsked";
    const snoozed = snoozeWords(pause);
    const state =
      snoozed ??
      (isQuiet
        ? vscode.l10n.t("Inkling ghost text comes only when you ask for it.")
        : vscode.l10n.t("Inkling ghost text is on."));
    const minutes = Number.isFinite(pause.remainingMs) ? ` ${pause.remainingMinutes} min` : "";
    const text = this.#problem
      ? "$(warning)"
      : this.#asking
        ? "$(loading~spin)"
        : isHidden
          ? "$(circle-slash)"
          : snoozed
            ? `$(bell-slash)${minutes}`
            : isQuiet
              ? "$(mute)"
              : "$(sparkle)";
    return { isOff: false, state, text };
  }
}
