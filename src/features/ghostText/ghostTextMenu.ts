import * as vscode from "vscode";
import type { GhostTextSettings } from "../../core/settings/settings";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Configuration } from "../../platform/configuration";
import type { ErrorReporter } from "../../platform/errorReporter";
import { wordError } from "../../platform/errorWording";
import type { ModelAccess } from "../../platform/modelAccess";
import { editorObstacles } from "./editorObstacles";
import type { GhostTextLanguages } from "./ghostTextLanguages";
import type { GhostTextPause } from "./ghostTextPause";
import type { GhostTextStatus } from "./ghostTextStatus";
import { snoozeWords } from "./pauseCommands";

export interface GhostTextMenuParts {
  readonly configuration: Configuration;
  readonly languages: Pick<GhostTextLanguages, "active" | "has" | "toggle">;
  readonly pause: Pick<GhostTextPause, "isQuiet" | "remainingMs" | "remainingMinutes">;
  readonly models: Pick<ModelAccess, "chosen">;
  readonly status: Pick<GhostTextStatus, "error">;
  readonly errors: Pick<ErrorReporter, "report">;
}

type Item = vscode.QuickPickItem & { readonly run?: () => unknown };

/** What a click on the status item opens: everything about ghost text in one list. */
export class GhostTextMenu {
  constructor(
    commands: CommandRegistry,
    private readonly parts: GhostTextMenuParts,
  ) {
    commands.register("ghostTextMenu", async () => {
      const items = [...this.#problem(), ...this.#obstacles(), ...this.#switches(), ...this.#doors()];
      const title = vscode.l10n.t("Inkling: Ghost Text");
      await (await vscode.window.showQuickPick(items, { title }))?.run?.();
    });
  }

  /** Why nothing comes; behind it the message with the buttons that help. */
  #problem(): Item[] {
    const { status, errors } = this.parts;
    const { error } = status;
    if (error === undefined) return [];
    const label = `$(warning) ${wordError(error).message}`;
    return [{ label, detail: vscode.l10n.t("Shows what helps."), run: () => errors.report(error) }];
  }

  #obstacles(): Item[] {
    return editorObstacles(vscode.window.activeTextEditor?.document).map(({ setting, message }) => ({
      label: `$(warning) ${message}`,
      detail: vscode.l10n.t("Opens the setting."),
      run: () => vscode.commands.executeCommand("workbench.action.openSettings", `@id:${setting}`),
    }));
  }

  #switches(): Item[] {
    const { configuration, languages, pause } = this.parts;
    const { enabled, eagerness } = configuration.settings.ghostText;
    const { active } = languages;
    return [
      {
        label: enabled
          ? `$(circle-slash) ${vscode.l10n.t("Turn Off Everywhere")}`
          : `$(sparkle) ${vscode.l10n.t("Turn On")}`,
        run: () => vscode.commands.executeCommand("inkling.toggleGhostText"),
      },
      ...(active === undefined
        ? []
        : [
            {
              label: languages.has(active)
                ? `$(circle-slash) ${vscode.l10n.t("Turn Off in This Language")}`
                : `$(sparkle) ${vscode.l10n.t("Turn On in This Language")}`,
              description: active,
              run: () => languages.toggle(active),
            },
          ]),
      {
        label: pause.isQuiet
          ? `$(unmute) ${vscode.l10n.t("End Quiet Mode")}`
          : `$(mute) ${vscode.l10n.t("Quiet Mode: Only When I Ask")}`,
        run: () => vscode.commands.executeCommand("inkling.toggleQuietMode"),
      },
      {
        label: `$(bell-slash) ${vscode.l10n.t("Snooze…")}`,
        description: snoozeWords(pause) ?? "",
        run: () => vscode.commands.executeCommand("inkling.snoozeGhostText"),
      },
      {
        label: `$(watch) ${vscode.l10n.t("When It Comes…")}`,
        description: eagernessLabels()[eagerness],
        run: () => this.#chooseEagerness(),
      },
    ];
  }

  #doors(): Item[] {
    return [
      { label: "", kind: vscode.QuickPickItemKind.Separator },
      {
        label: `$(edit) ${vscode.l10n.t("Continue With…")}`,
        run: () => vscode.commands.executeCommand("inkling.continueWith"),
      },
      {
        label: `$(hubot) ${vscode.l10n.t("Choose Model…")}`,
        description: this.parts.models.chosen("ghostText")?.name ?? "",
        run: () => vscode.commands.executeCommand("inkling.chooseModel", "ghostText"),
      },
      {
        label: `$(graph) ${vscode.l10n.t("Statistics")}`,
        run: () => vscode.commands.executeCommand("inkling.showGhostTextStatistics"),
      },
      {
        label: `$(settings-gear) ${vscode.l10n.t("Settings")}`,
        run: () =>
          vscode.commands.executeCommand(
            "workbench.action.openSettings",
            "@ext:inkling.inkling inkling.ghostText",
          ),
      },
    ];
  }

  async #chooseEagerness(): Promise<void> {
    const { configuration } = this.parts;
    const current = configuration.settings.ghostText.eagerness;
    const items = Object.entries(eagernessLabels()).map(([eagerness, label]) => ({
      label,
      description: eagerness === current ? "$(check)" : "",
      eagerness,
    }));
    const title = vscode.l10n.t("Inkling: When Ghost Text Comes");
    const chosen = await vscode.window.showQuickPick(items, { title });
    if (chosen) await configuration.update("ghostText.eagerness", chosen.eagerness);
  }
}

function eagernessLabels(): Record<GhostTextSettings["eagerness"], string> {
  return {
    afterPause: vscode.l10n.t("Whenever the typing pauses"),
    atWordEnds: vscode.l10n.t("Where a word has ended"),
    onlyWhenAsked: vscode.l10n.t("Only when asked"),
  };
}
