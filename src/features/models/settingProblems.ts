import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { Logger } from "../../core/common/logger";
import type { SettingProblem } from "../../core/settings/parseSettings";
import type { Configuration } from "../../platform/configuration";

/** Tells the writer what is wrong in the settings, naming the key, once for each new set of problems. */
export class SettingProblems implements Disposable {
  readonly #subscription: vscode.Disposable;
  #told = "";

  constructor(
    private readonly configuration: Configuration,
    private readonly logger: Logger,
  ) {
    this.#subscription = configuration.onDidChange(() => void this.#tell());
    void this.#tell();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tell(): Promise<void> {
    const { problems } = this.configuration;
    const lines = problems.map(wordProblem);
    const text = lines.join(" ");
    if (text === this.#told) return;
    this.#told = text;
    if (text === "") return;
    for (const line of lines) this.logger.warn(line);
    const open = vscode.l10n.t("Open Settings");
    if ((await vscode.window.showWarningMessage(text, open)) === open) {
      await vscode.commands.executeCommand("workbench.action.openSettingsJson", {
        revealSetting: { key: settingOf(problems[0]?.key ?? "") },
      });
    }
  }
}

/** "inkling.models[1].baseUrl" lies in "inkling.models". */
function settingOf(key: string): string {
  return key.replace(/\[.*$/, "");
}

function wordProblem({ key, problem }: SettingProblem): string {
  switch (problem.kind) {
    case "wrongType":
      return vscode.l10n.t("{0} should be {1}, but is {2}.", key, problem.expected, problem.received);
    case "missing":
      return vscode.l10n.t("{0} is missing.", key);
    case "unknownKey":
      return vscode.l10n.t("{0} is not a setting that Inkling knows.", key);
    case "notAUrl":
      return vscode.l10n.t(
        "{0} should be an address that begins with http:// or https://, but is {1}.",
        key,
        problem.received,
      );
    case "duplicateName":
      return vscode.l10n.t('{0}: another model is already called "{1}".', key, problem.name);
    case "reservedName":
      return vscode.l10n.t('{0}: the name "{1}" belongs to the built-in demo model.', key, problem.name);
  }
}
