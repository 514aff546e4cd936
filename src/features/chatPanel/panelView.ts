import { l10n } from "vscode";
import type { Conversation, ConversationMessage } from "../../core/chat/conversation";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { DEMO_MODEL, type ModelSettings } from "../../core/settings/settings";
import { keyOwner } from "../../platform/apiKeys";
import { modelLabel } from "../../platform/modelLabel";
import { wordError } from "../../platform/errorWording";
import type { PanelMessage, PanelState, PanelStrings } from "../../protocol/chatPanel";

/** What the panel shows, out of what the host knows. */
export function panelState(
  conversation: Conversation,
  templates: readonly PromptTemplate[],
  model: ModelSettings | undefined,
  notice: string | undefined,
): PanelState {
  return {
    model: panelModel(model),
    templates: templates.map(({ id, name, description, icon }) => ({ id, name, description, icon })),
    messages: conversation.messages.map(panelMessage),
    ...(notice !== undefined && { notice }),
  };
}

function panelModel(model: ModelSettings | undefined): PanelState["model"] {
  if (!model) return { name: l10n.t("No model"), isDemo: false, destination: "" };
  const isDemo = model.name === DEMO_MODEL;
  const host = keyOwner(model)?.host;
  return {
    name: modelLabel(model.name),
    isDemo,
    destination:
      host === undefined
        ? l10n.t("Runs on this machine. Your text stays here.")
        : l10n.t("Your text goes to {0}.", host),
  };
}

function panelMessage({ id, role, content, state, failure }: ConversationMessage): PanelMessage {
  return {
    id,
    role,
    content,
    state,
    ...(failure && { failure: wordError(failure).message }),
  };
}

export function panelStrings(): PanelStrings {
  return {
    templates: l10n.t("Templates"),
    placeholder: l10n.t("Ask anything about writing…"),
    send: l10n.t("Send"),
    stop: l10n.t("Stop"),
    insert: l10n.t("Insert at Cursor"),
    replace: l10n.t("Replace Selection"),
    copy: l10n.t("Copy"),
    newChat: l10n.t("New Chat"),
    chooseModel: l10n.t("Choose Model"),
    demoHint: l10n.t("A tiny model for trying things out. Choose a better one for real work."),
    welcome: l10n.t("Choose a template for the selected text or the paragraph at the cursor, or ask below."),
    you: l10n.t("You"),
    answer: l10n.t("Answer"),
    writing: l10n.t("Writing…"),
    stopped: l10n.t("Stopped."),
  };
}
