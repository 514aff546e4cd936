import { l10n } from "vscode";
import type { Conversation, ConversationMessage } from "../../core/chat/conversation";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { DEMO_MODEL, type ModelSettings } from "../../core/settings/settings";
import { modelLabel, whereTextGoes } from "../../platform/modelLabel";
import { remedyLabel, wordError } from "../../platform/errorWording";
import type { UsageLedger } from "../../platform/usageLedger";
import { usageLine } from "../../platform/usageWording";
import type { PanelMessage, PanelProblem, PanelState, PanelStrings } from "../../protocol/chatPanel";

export type PanelUsage = Pick<UsageLedger, "today" | "lastRequest">;

/** What the panel shows, out of what the host knows. */
export function panelState(
  conversation: Conversation,
  templates: readonly PromptTemplate[],
  model: ModelSettings | undefined,
  notice: { readonly error: unknown } | undefined,
  usage: PanelUsage,
): PanelState {
  const { messages } = conversation;
  return {
    model: panelModel(model),
    templates: templates.map(({ id, name, description, icon }) => ({ id, name, description, icon })),
    messages: messages.map((message) => panelMessage(message, message === messages.at(-1))),
    ...(notice && { notice: panelProblem(notice.error, false) }),
    usage: panelUsage(model, usage),
  };
}

/** The line about the chosen model: its last answer in the panel, and its day everywhere. */
export function panelUsage(model: ModelSettings | undefined, usage: PanelUsage): string {
  if (!model) return "";
  const today = usage.today().find((day) => day.model === model.name);
  return usageLine(usage.lastRequest(model.name, "chat"), today);
}

function panelModel(model: ModelSettings | undefined): PanelState["model"] {
  if (!model) return { name: l10n.t("No model"), isDemo: false, destination: "" };
  const isDemo = model.name === DEMO_MODEL;
  return {
    name: modelLabel(model.name),
    isDemo,
    // The panel has words of its own about what the demo model is.
    destination: isDemo ? l10n.t("Runs on this machine. Your text stays here.") : whereTextGoes(model),
  };
}

function panelMessage(
  { id, role, content, state, failure }: ConversationMessage,
  isLast: boolean,
): PanelMessage {
  return { id, role, content, state, ...(failure && { failure: panelProblem(failure, isLast) }) };
}

/** Only the last answer can be asked for again. */
function panelProblem(error: unknown, mayRetry: boolean): PanelProblem {
  const { message, remedies } = wordError(error);
  const offered = remedies.filter((remedy) => remedy !== "tryAgain" || mayRetry);
  return { message, remedies: offered.map((remedy) => ({ id: remedy, label: remedyLabel(remedy) })) };
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
