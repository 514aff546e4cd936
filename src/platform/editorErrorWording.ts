import { l10n } from "vscode";
import type { EditorError } from "./editorError";
import { worded, type Remedy, type WordedError } from "./wordedError";

/** The words for what the editor could not do. */
export function wordEditorError({ reason, proposal }: EditorError): WordedError {
  const keep: Remedy[] = proposal === undefined ? [] : ["openProposal"];
  switch (reason) {
    case "noEditor":
      return worded(
        l10n.t("Open a text first: Inkling works on the selection, or on the paragraph at the cursor."),
      );
    case "nothingToWorkOn":
      return worded(l10n.t("There is no text here. Write something, or select what Inkling should work on."));
    case "readOnly":
      return worded(l10n.t("This document cannot be changed. Save a copy of it and try there."));
    case "documentClosed":
      return worded(l10n.t("The document was closed, so the proposal has no place to go."), ...keep);
    case "textChanged":
      return worded(
        l10n.t(
          "The text was changed meanwhile, so the proposal no longer fits. Your text was left as it is.",
        ),
        ...keep,
      );
    case "editRefused":
      return worded(l10n.t("VS Code refused the edit. Your text was left as it is."), ...keep);
    case "templateMissing":
      return worded(l10n.t("This template no longer exists."), "showLog");
    case "tooManyCursors":
      return worded(
        l10n.t("There are too many cursors for one action. Ten at most can be worked on at once."),
      );
    case "noImage":
      return worded(l10n.t("There is no image here. Put the cursor on one, or select it."));
    case "noRepository":
      return worded(
        l10n.t("VS Code has no Git repository open. Open a folder that is in one, with Git switched on."),
      );
    case "nothingStaged":
      return worded(
        l10n.t(
          "Nothing is staged, so there is nothing to write a message about. Stage the changes that belong together first.",
        ),
      );
  }
}
