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
    case "notText":
      return worded(l10n.t("There is no text in it that could be sent along."));
    case "notAnImage":
      return worded(l10n.t("Only PNG, JPEG, GIF and WebP images can be sent along."));
    case "fileTooLarge":
      return worded(
        l10n.t("This file is too large to be sent along: 2 MB of text or 20 MB of an image are the most."),
      );
    case "fileUnreadable":
      return worded(l10n.t("This file cannot be read. Perhaps it was moved or deleted."));
    case "noHeadings":
      return worded(l10n.t("There is no such heading in this document."));
    case "notInWorkspace":
      return worded(
        l10n.t(
          "Only files that are open or in this workspace can be dropped here. Open it first, or add it with the button.",
        ),
      );
    case "nothingSelected":
      return worded(l10n.t("Nothing is selected. Select the text whose place the answer should take."));
    case "nothingAsked":
      return worded(l10n.t("Nothing was asked in this chat yet, so there is nothing to make a template of."));
    case "fromChat":
      return worded(l10n.t("This text comes from the chat. Ask for another one there."));
    case "tooMuchContext":
      return worded(l10n.t("That is too much to send along. Remove something first."));
  }
}
