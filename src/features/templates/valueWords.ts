import { l10n } from "vscode";
import type {
  PromptTemplate,
  TemplateCategory,
  TemplateScope,
  TemplateTarget,
  TemplateVariable,
} from "../../core/prompts/promptTemplate";

/** What one of a field's values means, by the field's own name; undefined where the field takes anything. */
export function valueWords(field: string, value: string): string | undefined {
  // Maps, for a file may say "constructor".
  const known = new Map<string, Readonly<Record<string, string>>>([
    ["target", targets()],
    ["otherTargets", targets()],
    ["category", categories()],
    ["scope", scopes()],
    ["style", styles()],
    ["modelKind", modelKinds()],
    ["type", types()],
  ]);
  return new Map(Object.entries(known.get(field) ?? {})).get(value);
}

function targets(): Record<TemplateTarget, string> {
  return {
    replace: l10n.t("In place of the text, once you have looked at it."),
    insertAfter: l10n.t("Below the text, as a paragraph of its own."),
    append: l10n.t("Straight on after the last word of the text."),
    beside: l10n.t("Into a document beside it; the text stays as it is."),
    remarks: l10n.t("To the places in the text that it is about, as remarks."),
    pick: l10n.t("Into a list; the one that you take stands in place of the text."),
    commitMessage: l10n.t("Into the box for the commit message."),
    newDocument: l10n.t("Into a new document."),
    panel: l10n.t("Into the chat."),
  };
}

function categories(): Record<TemplateCategory, string> {
  return {
    edit: l10n.t("Changes a text."),
    write: l10n.t("Writes something new."),
    transform: l10n.t("Makes one kind of text into another."),
    understand: l10n.t("Says something about a text."),
    work: l10n.t("Letters, minutes and other things of the office."),
    code: l10n.t("Texts that belong to software."),
  };
}

function scopes(): Record<TemplateScope, string> {
  return {
    selection: l10n.t("The selection, or the paragraph at the cursor."),
    word: l10n.t("The selection, or the word at the cursor."),
    image: l10n.t("The image at the cursor, or the nearest one."),
    document: l10n.t("The whole document, whatever is selected."),
    stagedChanges: l10n.t("What is staged for the next commit."),
  };
}

function styles(): Record<PromptTemplate["style"], string> {
  return {
    chat: l10n.t("The prompt is sent as a message."),
    continuation: l10n.t(
      "Models that go on with plain text get the bare text before the cursor, all others the prompt.",
    ),
  };
}

function modelKinds(): Record<NonNullable<PromptTemplate["modelKind"]>, string> {
  return {
    instruct: l10n.t("Models that do what they are told."),
    base: l10n.t("Models that can only go on with a text."),
  };
}

function types(): Record<TemplateVariable["type"], string> {
  return {
    text: l10n.t("A text, which is typed."),
    language: l10n.t("A language, out of a list or typed."),
    number: l10n.t("A number."),
    choice: l10n.t("One of a few things that the template names."),
  };
}
