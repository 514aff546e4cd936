import * as vscode from "vscode";
import type { TreeMessage } from "../../core/chat/chat";
import { EditorError } from "../../platform/editorError";
import { readSnapshot, requireWritable } from "../../platform/editorSnapshot";
import { modelLabel } from "../../platform/modelLabel";
import type { SuggestionPresenter } from "../../platform/suggestionPresenter";
import { writeAnswer } from "../../platform/writeAnswer";

/** What an answer can be made of outside the panel. */
export type AnswerUse = "insert" | "replace" | "newDocument" | "copy";

/** Does it with the answer. Throws EditorError. */
export async function useAnswer(
  { content, model }: TreeMessage,
  use: AnswerUse,
  presenter: SuggestionPresenter,
): Promise<void> {
  const { env, workspace, window } = vscode;
  switch (use) {
    case "insert":
      return writeAnswer(content);
    case "replace":
      return replaceSelection(content, model && modelLabel(model.name), presenter);
    case "newDocument":
      await window.showTextDocument(await workspace.openTextDocument({ content, language: "markdown" }));
      return;
    case "copy":
      return env.clipboard.writeText(content);
  }
}

/** Through review: the writer sees what changes, and takes it with one key. */
async function replaceSelection(
  content: string,
  modelName: string | undefined,
  presenter: SuggestionPresenter,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new EditorError("noEditor");
  if (editor.selection.isEmpty) throw new EditorError("nothingSelected");
  const snapshot = readSnapshot();
  await requireWritable(snapshot.uri);
  // The keys of review are the editor's.
  const { document, viewColumn } = editor;
  await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
  const title = vscode.l10n.t("Answer from the Chat");
  const from = modelName ?? vscode.l10n.t("the chat");
  await presenter.present(
    { snapshot, target: "replace", title, modelName: from },
    proposal(content.trim()),
    new AbortController(),
  );
}

/** The whole of it at once. */
async function* proposal(content: string): AsyncGenerator<string> {
  yield await Promise.resolve(content);
}
