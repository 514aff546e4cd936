import * as vscode from "vscode";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { GhostTextPause } from "./ghostTextPause";

/** Snoozes ghost text and wakes it; quiet mode on and off. */
export class PauseCommands {
  constructor(
    commands: CommandRegistry,
    private readonly pause: GhostTextPause,
  ) {
    commands.register("snoozeGhostText", () => this.#snooze());
    commands.register("toggleQuietMode", async () => {
      await pause.setQuiet(!pause.isQuiet);
      await this.#hide();
    });
  }

  async #snooze(): Promise<void> {
    const minutes = (count: number) => ({ label: vscode.l10n.t("{0} minutes", count), minutes: count });
    const end = { label: vscode.l10n.t("End the Snooze"), minutes: 0 };
    const items = [
      ...(this.pause.remainingMs > 0 ? [end] : []),
      ...[5, 15, 60].map(minutes),
      { label: vscode.l10n.t("Until I turn it on"), minutes: Infinity },
    ];
    const title = vscode.l10n.t("Inkling: Snooze Ghost Text");
    const placeHolder = snoozeWords(this.pause) ?? vscode.l10n.t("No ghost text by itself, for how long?");
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
    if (!chosen) return;
    this.pause.snooze(chosen.minutes);
    await this.#hide();
  }

  /** What is on screen goes too. */
  async #hide(): Promise<void> {
    if (this.pause.isPaused) await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  }
}

/** How long ghost text is still snoozed, in words; undefined when it is not. */
export function snoozeWords({
  remainingMs,
  remainingMinutes,
}: Pick<GhostTextPause, "remainingMs" | "remainingMinutes">): string | undefined {
  if (remainingMs === 0) return undefined;
  return remainingMs === Infinity
    ? vscode.l10n.t("Inkling ghost text is snoozed until you turn it on.")
    : vscode.l10n.t("Inkling ghost text is snoozed for {0} more min.", remainingMinutes);
}
