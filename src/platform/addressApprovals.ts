import * as vscode from "vscode";
import { modelAddress } from "../core/models/modelAddress";
import type { ModelSettings } from "../core/settings/settings";

const STATE_KEY = "approvedAddresses";
/** Characters of a model's name that the question shows. */
const MAX_NAME = 60;

/**
 * Where workspace settings want text to go, or which file they want run: nothing happens before the writer
 * approved that very address, once.
 */
export class AddressApprovals {
  constructor(private readonly state: vscode.Memento) {}

  /** Whether `model` may be used; models from the user's own settings always may. */
  isApproved(model: ModelSettings): boolean {
    return !model.fromWorkspace || this.#approved().includes(address(model));
  }

  /** Asks the writer and remembers a yes. */
  async ask(model: ModelSettings): Promise<boolean> {
    const where = modelAddress(model) ?? model.path ?? model.vendor ?? model.provider;
    const allow = vscode.l10n.t("Allow");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('This folder wants Inkling to use the model "{0}" at {1}.', oneLine(model.name), where),
      {
        modal: true,
        detail:
          model.auth === "entra"
            ? vscode.l10n.t(
                "Your text, and a token of your Microsoft account, would be sent there. " +
                  "Allow it only if you know this address.",
              )
            : vscode.l10n.t(
                "Your text, and your key for this address if you have stored one, would be sent there. " +
                  "Allow it only if you know this address.",
              ),
      },
      allow,
    );
    if (answer !== allow) return false;
    await this.state.update(STATE_KEY, [...this.#approved(), address(model)]);
    return true;
  }

  #approved(): string[] {
    return this.state.get<string[]>(STATE_KEY, []);
  }
}

/** A name from the folder must not be able to write its own lines into the question. */
function oneLine(name: string): string {
  const line = name.replace(/[\s\p{Cc}]+/gu, " ");
  return line.length > MAX_NAME ? `${line.slice(0, MAX_NAME)}…` : line;
}

/** What the writer approves: who gets the text, by which key, or which file is run; not the changeable name. */
function address(model: ModelSettings): string {
  const { provider, baseUrl, path, auth, vendor, inferenceProvider } = model;
  return JSON.stringify(
    [provider, baseUrl, path, auth, vendor, inferenceProvider].map((part) => part ?? null),
  );
}
