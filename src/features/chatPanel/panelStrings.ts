import { l10n } from "vscode";
import type { TemplateCategory } from "../../core/prompts/promptTemplate";
import type { PanelStrings } from "../../protocol/chatPanel/panelStrings";

/** Stays in a text as it is: the panel fills it. */
const GAP = "{0}";

/** The panel's own words. */
export function panelStrings(): PanelStrings {
  return {
    title: l10n.t("Inkling Chat"),
    conversation: l10n.t("Conversation"),
    welcome: l10n.t("Choose a template for the selected text or the paragraph at the cursor, or ask below."),
    jumpToEnd: l10n.t("Jump to the End"),
    newChat: l10n.t("New Chat"),
    history: l10n.t("Chat History"),
    chooseModel: l10n.t("Choose Model"),
    demoHint: l10n.t("A tiny model for trying things out. Choose a better one for real work."),
    saveChatAsTemplate: l10n.t("Save This Chat as Template"),
    you: l10n.t("You"),
    answer: l10n.t("Answer"),
    reasoning: l10n.t("Reasoning"),
    writing: l10n.t("Writing…"),
    stopped: l10n.t("Stopped."),
    cut: l10n.t("The answer reached its greatest length and breaks off here."),
    attached: l10n.t("Sent with this question"),
    questionActions: l10n.t("What can be done with the question"),
    answerActions: l10n.t("What can be done with the answer"),
    editQuestion: l10n.t("Edit the Question"),
    askAgain: l10n.t("Ask Again"),
    cancel: l10n.t("Cancel"),
    insert: l10n.t("Insert at Cursor"),
    replace: l10n.t("Replace Selection"),
    newDocument: l10n.t("New Document"),
    copy: l10n.t("Copy"),
    copyCode: l10n.t("Copy Code"),
    copied: l10n.t("Copied"),
    useAsContext: l10n.t("Use as Context"),
    readAloud: l10n.t("Read Aloud"),
    stopReading: l10n.t("Stop Reading"),
    regenerate: l10n.t("Another Answer"),
    continueAnswer: l10n.t("Continue"),
    previousVersion: l10n.t("Previous Version"),
    nextVersion: l10n.t("Next Version"),
    placeholder: l10n.t("Ask anything about writing…"),
    send: l10n.t("Send"),
    stop: l10n.t("Stop"),
    tooLong: l10n.t("This text is too long to be sent at once."),
    suggestions: l10n.t("What to Mention"),
    nothingFits: l10n.t("Nothing fits."),
    context: l10n.t("Context"),
    addContext: l10n.t("Add Context"),
    addSelection: l10n.t("Selection"),
    addFile: l10n.t("File…"),
    addEditors: l10n.t("Open Editors"),
    addHeading: l10n.t("Heading…"),
    addFolder: l10n.t("Folder…"),
    addImage: l10n.t("Image…"),
    removeContext: l10n.t("Remove {0}", GAP),
    live: l10n.t("follows the editor"),
    partly: l10n.t("only its beginning is sent"),
    leftOut: l10n.t("not sent"),
    tokens: l10n.t("{0} tokens", GAP),
    whatIsSent: l10n.t("What will be sent"),
    dropHere: l10n.t("Drop files or images here to add them"),
    noImages: l10n.t("The chosen model does not see images."),
    onlyImages: l10n.t("From outside the editor, only images can be added: PNG, JPEG, GIF and WebP."),
    imageTooLarge: l10n.t("This image is too large. 20 MB is the most."),
    templates: l10n.t("Templates"),
    manageTemplates: l10n.t("Manage Templates"),
    searchTemplates: l10n.t("Search templates"),
    noTemplates: l10n.t("No template fits. Ask for it below in your own words."),
    favourites: l10n.t("Favourites"),
    recent: l10n.t("Recently Used"),
    favourite: l10n.t("Favourite: {0}", GAP),
    templateActions: l10n.t("What can be done with {0}", GAP),
    newTemplate: l10n.t("New Template…"),
    importTemplates: l10n.t("Import…"),
    editTemplate: l10n.t("Edit"),
    duplicateTemplate: l10n.t("Duplicate"),
    exportTemplate: l10n.t("Export…"),
    templateProblems: l10n.t("Files That Cannot Be Used"),
    showProblem: l10n.t("Open {0}", GAP),
    back: l10n.t("Back"),
    run: l10n.t("Run"),
    optional: l10n.t("optional"),
    templateText: l10n.t(
      "Text for the template. Leave it empty for the selection or the paragraph at the cursor.",
    ),
    preview: l10n.t("The Prompt as It Will Be Sent"),
    partSystem: l10n.t("System"),
    partUser: l10n.t("User"),
    partAssistant: l10n.t("Assistant"),
    partExample: l10n.t("Example"),
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
