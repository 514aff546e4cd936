import * as vscode from "vscode";
import type { PendingSuggestion } from "./pendingSuggestion";

/** The writer has edited what a suggestion is about: asks once what is to become of it. Taking the edit back is an answer too. */
export async function askAboutSpoilt(pending: PendingSuggestion): Promise<void> {
  const { suggestion, id, isStreaming, text, replaces } = pending;
  const keepOthers = vscode.l10n.t("Keep the Other Changes");
  const askAgain = vscode.l10n.t("Ask Again");
  const open = vscode.l10n.t("Open the Proposal");
  const discard = vscode.l10n.t("Discard");
  const hasOthers = replaces && !isStreaming && text.hunks.length > 1;
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      "You have changed the text that “{0}” is about, so the suggestion waits. Undo your change to go on with it, or:",
      suggestion.title,
    ),
    ...(hasOthers ? [keepOthers] : []),
    ...(suggestion.request ? [askAgain] : []),
    ...[open, discard],
  );
  if (answer === undefined || pending.state !== "changed") return;
  const commands = new Map([
    [askAgain, "askAgain"],
    [open, "openProposal"],
    [discard, "reject"],
  ]);
  if (answer === keepOthers) pending.rebase();
  else await vscode.commands.executeCommand(`inkling.suggestion.${commands.get(answer) ?? "reject"}`, id);
}
