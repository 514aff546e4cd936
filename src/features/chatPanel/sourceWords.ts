import { l10n, window } from "vscode";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { templateNeeds } from "../../core/prompts/templateNeeds";
import { fileName } from "./contextPlace";

const TEXTS = ["selection", "paragraph", "before", "document", "sample"] as const;

/** What a template works on, in words: "Selection in letter.md". */
export function sourceWords(template: PromptTemplate, typed: string): string {
  if (typed.trim() !== "") return l10n.t("What you typed");
  const editor = window.activeTextEditor;
  if (!editor || !namesText(template)) return l10n.t("Needs no text");
  const name = fileName(editor.document.uri);
  if (template.scope === "document") return name;
  if (!editor.selection.isEmpty) return l10n.t("Selection in {0}", name);
  switch (template.scope) {
    case "word":
      return l10n.t("Word in {0}", name);
    case "image":
      return l10n.t("Image in {0}", name);
    default:
      return l10n.t("Paragraph in {0}", name);
  }
}

/** Also one that can do without a text takes it where there is one. */
function namesText(template: PromptTemplate): boolean {
  const needs = templateNeeds(template);
  return template.style === "continuation" || TEXTS.some((name) => needs.has(name));
}
