import { l10n } from "vscode";
import { isTemplateName, type TemplateName } from "../../core/prompts/templateNames";

/**
 * What a name in a prompt stands for; undefined for one that nothing stands for.
 * @param own the names of the template's own variables
 */
export function nameWords(name: string, own: readonly string[] = []): string | undefined {
  if (own.includes(name)) return l10n.t("What is answered when the template is run.");
  return isTemplateName(name) ? wordsOf(name) : undefined;
}

function wordsOf(name: TemplateName): string {
  switch (name) {
    case "selection":
      return l10n.t("The text that the template works on: the selection, or the paragraph at the cursor.");
    case "paragraph":
      return l10n.t("The whole paragraph around the selection.");
    case "sample":
      return l10n.t("Other prose of the same document, by which a model can hear its voice.");
    case "before":
      return l10n.t("The text before the cursor.");
    case "document":
      return l10n.t("The document from its beginning, as much of it as the model can take.");
    case "title":
      return l10n.t("The title of the document.");
    case "outline":
      return l10n.t("The headings of the document.");
    case "language":
      return l10n.t("The language of the text, in English.");
    case "languageId":
      return l10n.t("What VS Code calls the kind of document, for instance markdown.");
    case "date":
      return l10n.t("Today’s date, as in 2026-11-28.");
    case "fileName":
      return l10n.t("The name of the file.");
    case "fileStem":
      return l10n.t("The name of the file without its ending.");
    case "clipboard":
      return l10n.t("What was copied last.");
    case "glossary":
      return l10n.t("Your own terms, as they stand in glossary.md.");
  }
}
