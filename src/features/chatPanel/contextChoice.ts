import * as vscode from "vscode";
import { documentSections } from "../../core/chat/documentSections";
import { EditorError } from "../../platform/editorError";
import { IMAGE_ENDINGS } from "./contextFiles";
import type { ContextPlace } from "./contextPlace";

/** Lets the writer choose what is put beside the question; empty when they leave. Throws EditorError "noEditor". */
export async function chooseContext(what: ContextPlace["kind"]): Promise<readonly ContextPlace[]> {
  const { l10n } = vscode;
  switch (what) {
    case "selection":
    case "editors":
      return [{ kind: what }];
    case "file":
      return open("file", { canSelectMany: true, openLabel: l10n.t("Add as Context") });
    case "image": {
      const filters = { [l10n.t("Images")]: [...IMAGE_ENDINGS] };
      return open("image", { canSelectMany: true, filters, openLabel: l10n.t("Add as Context") });
    }
    case "folder": {
      const folder = { canSelectFolders: true, canSelectFiles: false, openLabel: l10n.t("Add as Context") };
      return open("folder", folder);
    }
    case "heading":
      return chooseHeading();
  }
}

async function open(
  kind: "file" | "folder" | "image",
  options: vscode.OpenDialogOptions,
): Promise<readonly ContextPlace[]> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({ ...options, ...(root && { defaultUri: root }) });
  return (chosen ?? []).map((uri) => ({ kind, uri }));
}

async function chooseHeading(): Promise<readonly ContextPlace[]> {
  const { window, l10n } = vscode;
  const document = window.activeTextEditor?.document;
  if (!document) throw new EditorError("noEditor");
  const sections = documentSections(document.getText(), document.languageId);
  if (sections.length === 0) throw new EditorError("noHeadings");
  const chosen = await window.showQuickPick(
    sections.map(({ title, nth, level }) => ({ label: title, description: "#".repeat(level), title, nth })),
    { title: l10n.t("Which Heading?"), placeHolder: l10n.t("The text under it is sent along") },
  );
  return chosen ? [{ kind: "heading", uri: document.uri, title: chosen.title, nth: chosen.nth }] : [];
}
