import { l10n } from "vscode";
import type { Chat, TreeMessage } from "../../core/chat/chat";
import { failureError } from "../../core/chat/chatFailure";
import { canResume } from "../../core/chat/chatTransitions";
import { activePath, branchPlaces, isStreaming, type BranchPlace } from "../../core/chat/chatTree";
import { DEMO_MODEL, type ModelSettings } from "../../core/settings/settings";
import { modelLabel, whereTextGoes } from "../../platform/modelLabel";
import { remedyLabel, wordError } from "../../platform/errorWording";
import type { UsageLedger } from "../../platform/usageLedger";
import { answerLine, usageLine } from "../../platform/usageWording";
import type {
  PanelContext,
  PanelMessage,
  PanelProblem,
  PanelState,
} from "../../protocol/chatPanel/panelState";
import { panelSent } from "./panelContext";
import type { PanelNotice } from "./panelNotice";
import type { panelGallery } from "./panelTemplates";

export type PanelUsage = Pick<UsageLedger, "today" | "lastRequest">;

export interface PanelContents {
  readonly chat: Chat;
  readonly gallery: ReturnType<typeof panelGallery>;
  readonly context: PanelContext;
  readonly model: ModelSettings | undefined;
  readonly notice: PanelNotice | undefined;
  readonly usage: PanelUsage;
}

/** What the panel shows, out of what the host knows. */
export function panelState({ chat, gallery, context, model, notice, usage }: PanelContents): PanelState {
  const path = activePath(chat);
  const places = branchPlaces(chat);
  return {
    model: panelModel(model),
    ...gallery,
    context,
    messages: path.map((message) => panelMessage(message, message === path.at(-1), places.get(message.id))),
    ...(isStreaming(chat) && path.at(-1)?.state !== "streaming" && { streamsAside: true as const }),
    ...(notice && { notice: panelNotice(notice) }),
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

function panelMessage(message: TreeMessage, isLast: boolean, branch: BranchPlace | undefined): PanelMessage {
  const { id, role, content, state, failure, reasoning, model, usage, ms } = message;
  const sent = panelSent(message.context ?? []);
  const about = model && state !== "streaming" ? answerLine(modelLabel(model.name), usage, ms) : undefined;
  return {
    ...{ id, role, content, state },
    ...(failure && { failure: panelProblem(failureError(failure), isLast) }),
    ...(reasoning !== undefined && { reasoning }),
    ...(about !== undefined && { about }),
    ...(sent && { context: sent }),
    ...(branch && { branch }),
    ...(isLast && canResume(message) && { canContinue: true }),
  };
}

function panelNotice(notice: PanelNotice): PanelProblem {
  return "error" in notice ? panelProblem(notice.error, false) : { message: notice.message, remedies: [] };
}

/** Only the last answer can be asked for again. */
function panelProblem(error: unknown, mayRetry: boolean): PanelProblem {
  const { message, remedies } = wordError(error);
  const offered = remedies.filter((remedy) => remedy !== "tryAgain" || mayRetry);
  return { message, remedies: offered.map((remedy) => ({ id: remedy, label: remedyLabel(remedy) })) };
}
