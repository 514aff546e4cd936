import type { Command } from "vscode";
import { ModelError } from "../../core/models/modelError";
import { remedyLabel } from "../../platform/errorWording";
import type { Remedy } from "../../platform/wordedError";

/** The buttons below an error. Trying again is left to the one that VS Code itself has below every answer. */
export function remedyButtons(remedies: readonly Remedy[], error: unknown): readonly Command[] {
  return remedies.flatMap((remedy) => {
    const button = commandOf(remedy, error);
    return button ? [{ ...button, title: remedyLabel(remedy) }] : [];
  });
}

function commandOf(remedy: Remedy, error: unknown): Omit<Command, "title"> | undefined {
  switch (remedy) {
    case "setApiKey": {
      const subject = error instanceof ModelError ? error.details.subject : undefined;
      return { command: "inkling.setApiKey", arguments: [subject] };
    }
    case "chooseModel":
      return { command: "inkling.chooseModel", arguments: ["chat"] };
    case "openSettings":
      return { command: "workbench.action.openSettings", arguments: ["inkling."] };
    case "showLog":
      return { command: "inkling.showLog" };
    case "tryAgain":
    case "openProposal": // no proposal is made here
      return undefined;
  }
}
