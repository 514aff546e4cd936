import { l10n } from "vscode";
import type { TemplateSource } from "../core/prompts/libraryTemplate";
import { MAX_TEMPLATE_BYTES } from "../core/prompts/templateSize";
import type { TemplateError } from "../core/prompts/templateError";
import { worded, type WordedError } from "./wordedError";

/** The words for a template file that cannot be used: which, where in it, and what to do. */
export function wordTemplateError(error: TemplateError): WordedError {
  const file = `${error.id}.prompt.md`;
  const fault = wordTemplateFault(error);
  return worded(
    error.line === undefined
      ? l10n.t("The template {0} cannot be used. {1}", file, fault)
      : l10n.t("The template {0} cannot be used. Line {1}: {2}", file, error.line, fault),
    "showLog",
  );
}

/** What is wrong with it, without the file's name and the line. */
export function wordTemplateFault({ fault, problem, subject = "", suggestion }: TemplateError): string {
  const fix = suggestion === undefined ? "" : ` ${l10n.t('Did you mean "{0}"?', suggestion)}`;
  switch (fault) {
    case "noFrontMatter":
      return l10n.t("It has to begin with its name and the like, between two lines of three dashes.");
    case "brokenYaml":
      return l10n.t("What stands between the dashes is no valid YAML: {0}", problem);
    case "invalidField":
      // The check's own words say the most: which field, and what it may say.
      return l10n.t("A field is missing or says what it cannot say: {0}", problem);
    case "unknownField":
      return l10n.t('There is no field "{0}".', subject) + fix;
    case "takenName":
      return l10n.t('"{0}" is already the name of something in the document. Choose another.', subject);
    case "noPrompt":
      return l10n.t("Nothing is asked: below the second line of dashes there is no text.");
    case "brokenTag":
      return l10n.t("Braces are left open, or a section does not end where it should.");
    case "partial":
      return l10n.t("A template cannot take in another file: {{> {0}}}.", subject);
    case "unknownName":
      return l10n.t('There is nothing called "{0}".', subject) + fix;
    case "choiceInChoice":
      return l10n.t('The text of a choice cannot name another choice: "{0}".', subject);
    case "tooDeep":
      return l10n.t("Too many sections stand inside one another.");
    case "unreadable":
      return l10n.t("The file cannot be read: {0}", problem);
    case "tooLarge":
      return l10n.t("The file is too large: {0} KB is the most.", MAX_TEMPLATE_BYTES / 1024);
    case "pathInName":
      return l10n.t('No path may be in a name: "{0}".', subject);
  }
}

/** Where templates come from, for the writer. */
export function wordTemplateSource(source: TemplateSource): string {
  switch (source) {
    case "extension":
      return "Inkling";
    case "user":
      return l10n.t("Your own");
    case "vscode":
      return ".github/prompts";
    case "workspace":
      return l10n.t("This workspace");
  }
}
