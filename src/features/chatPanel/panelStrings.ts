import { l10n } from "vscode";
import type { TemplateCategory } from "../../core/prompts/promptTemplate";
import type { PanelStrings } from "../../protocol/chatPanel";

/** The panel's own words. */
export function panelStrings(): PanelStrings {
  return {
    templates: l10n.t("Templates"),
    searchTemplates: l10n.t("Search templates"),
    noTemplates: l10n.t("No template fits. Ask for it below in your own words."),
    placeholder: l10n.t("Ask anything about writing…"),
    send: l10n.t("Send"),
    stop: l10n.t("Stop"),
    insert: l10n.t("Insert at Cursor"),
    replace: l10n.t("Replace Selection"),
    copy: l10n.t("Copy"),
    regenerate: l10n.t("Another Answer"),
    continueAnswer: l10n.t("Continue"),
    previousVersion: l10n.t("Previous Version"),
    nextVersion: l10n.t("Next Version"),
    newChat: l10n.t("New Chat"),
    history: l10n.t("Chat History"),
    chooseModel: l10n.t("Choose Model"),
    demoHint: l10n.t("A tiny model for trying things out. Choose a better one for real work."),
    welcome: l10n.t("Choose a template for the selected text or the paragraph at the cursor, or ask below."),
    you: l10n.t("You"),
    answer: l10n.t("Answer"),
    reasoning: l10n.t("Reasoning"),
    writing: l10n.t("Writing…"),
    stopped: l10n.t("Stopped."),
    cut: l10n.t("The answer reached its greatest length and breaks off here."),
  };
}

/** In the order of the gallery. */
export const CATEGORIES: readonly TemplateCategory[] = [
  "edit",
  "write",
  "transform",
  "understand",
  "work",
  "code",
];

export function categoryLabel(category: TemplateCategory): string {
  switch (category) {
    case "edit":
      return l10n.t("Edit");
    case "write":
      return l10n.t("Write");
    case "transform":
      return l10n.t("Transform");
    case "understand":
      return l10n.t("Understand");
    case "work":
      return l10n.t("Work");
    case "code":
      return l10n.t("Code");
  }
}
