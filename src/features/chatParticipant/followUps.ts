import { l10n, type ChatFollowup, type ChatResult } from "vscode";
import { lastAnswerName } from "./openTurn";
import { recordOf } from "./turnRecord";

/** What a writer may want after an answer; nothing after one that failed. */
export function followUps(result: ChatResult): ChatFollowup[] {
  const record = recordOf(result);
  if (result.errorDetails || !record || record.asked === "") return [];
  // Without a command of their own, VS Code would send them to the template that was run last.
  if (record.isCut) {
    return [{ label: l10n.t("Go On"), prompt: l10n.t("Go on exactly where you stopped."), command: "" }];
  }
  if (record.target === "remarks") {
    const prompt = l10n.t("Rewrite the text so that it meets these remarks. Answer with the new text alone.");
    return [{ label: l10n.t("Rewrite Accordingly"), prompt, command: "" }];
  }
  return [
    { label: l10n.t("Shorter"), prompt: l10n.t("Make it shorter."), command: "" },
    { label: l10n.t("Another Version"), prompt: l10n.t("Write another version."), command: "" },
    { label: l10n.t("Translate to …"), prompt: lastAnswerName(), command: "translate" },
  ];
}
