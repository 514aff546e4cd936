import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat";
import { templateOfChat } from "../../core/chat/templateOfChat";
import { safeId } from "../../core/prompts/templateId";
import { EditorError } from "../../platform/editorError";
import type { TemplateFiles } from "../../platform/templateFiles";

/**
 * Makes a template of a chat's first question, under a name that the writer is asked for, and opens its file. Throws
 * EditorError "nothingAsked" where nothing was asked yet, and TemplateError where the question is too long for a file.
 */
export async function saveChatAsTemplate(chat: Chat, files: Pick<TemplateFiles, "save">): Promise<void> {
  const { l10n, window, workspace } = vscode;
  if (!templateOfChat(chat, "")) throw new EditorError("nothingAsked");
  const typed = await window.showInputBox({
    title: l10n.t("Save This Chat as a Template"),
    prompt: l10n.t(
      "What is it to be called? What you asked first becomes the template, with your selection as a blank.",
    ),
    value: chat.title,
    validateInput: (text) =>
      text.trim() === "" ? l10n.t("Write a name, or press Escape to leave.") : undefined,
  });
  const name = typed?.trim() ?? "";
  const template = name === "" ? undefined : templateOfChat(chat, name);
  if (!template) return;
  // Of a file that could not be read again nobody would have anything.
  const [{ parseTemplate }, { templateToFile }] = await Promise.all([
    import("../../core/prompts/parseTemplate"),
    import("../../core/prompts/templateToFile"),
  ]);
  parseTemplate(safeId(template.id), templateToFile(template));
  await window.showTextDocument(await workspace.openTextDocument(await files.save(template)));
}
