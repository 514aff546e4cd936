import * as vscode from "vscode";
import type { LanguageModel } from "../../core/models/languageModel";
import { tryModel } from "../../core/models/tryModel";
import { toAbortSignal } from "../../platform/cancellation";
import { modelLabel } from "../../platform/modelLabel";

/** Characters of the answer that are shown. */
const SHOWN = 120;

/** Sends one short request, with progress and Cancel, and tells what came of it. Throws ModelError. */
export async function testModel(open: () => Promise<LanguageModel>): Promise<void> {
  const title = vscode.l10n.t("Inkling: testing the model");
  const location = vscode.ProgressLocation.Notification;
  const { name, trial } = await vscode.window.withProgress(
    { location, title, cancellable: true },
    async (_, token) => {
      const cancellation = toAbortSignal(token);
      try {
        const model = await open();
        return { name: modelLabel(model.info.name), trial: await tryModel(model, cancellation.signal) };
      } finally {
        cancellation.dispose();
      }
    },
  );
  const text = trial.text.replace(/\s+/g, " ");
  const words = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  void vscode.window.showInformationMessage(
    vscode.l10n.t("{0} answered after {1} ms: “{2}”", name, Math.round(trial.firstTextMs), words),
  );
}
