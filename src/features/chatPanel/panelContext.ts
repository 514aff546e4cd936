import { l10n } from "vscode";
import type { Chat } from "../../core/chat/chat";
import type { ContextItem } from "../../core/chat/chatContext";
import { tokenShares, type TokenShare } from "../../core/chat/tokenShares";
import type { PanelChip, PanelContext, PanelMessage } from "../../protocol/chatPanel/panelState";
import type { AskedModel, FittedChip } from "./contextChips";
import { tokenWords } from "./templatePreview";

/** What the next question would be sent with. */
export interface NextQuestion {
  readonly chat: Chat;
  /** What stands in the composer. */
  readonly draft: string;
  readonly chips: readonly FittedChip[];
  readonly model: AskedModel;
}

/** What will be sent with the next question, and how much of what the model can take that is. */
export function panelContext({ chat, draft, chips, model }: NextQuestion): PanelContext {
  const question = { content: draft, context: chips.map(({ item }) => item) };
  const { shares, total, limit, dropped } = tokenShares(chat, question, model);
  return {
    chips: chips.map(panelChip),
    shares: shares
      .filter(({ tokens }) => tokens > 0)
      .map((share) => ({ part: share.part, label: shareLabel(share), tokens: share.tokens })),
    total,
    limit: Math.max(0, limit),
    words: tokenWords(total, limit),
    ...(dropped > 0 && { dropped: droppedWords(dropped) }),
    seesImages: model.seesImages,
  };
}

/** What was sent along with a question, as it is shown with it; undefined for nothing. */
export function panelSent(context: readonly ContextItem[]): PanelMessage["context"] {
  if (context.length === 0) return undefined;
  return context.map((item) => ({
    kind: item.kind,
    label: item.label,
    tokens: item.tokens,
    fit: fitOf(item),
  }));
}

function panelChip(chip: FittedChip): PanelChip {
  const { id, item, isLive } = chip;
  const { kind, label, tokens } = item;
  const detail = detailOf(chip);
  return {
    ...{ id, kind, label, tokens, fit: fitOf(item) },
    ...(detail !== undefined && { detail }),
    ...(isLive && { isLive }),
  };
}

/** Where it is, or why it is not sent. */
function detailOf({ item, isLive, isUnseen, detail }: FittedChip): string | undefined {
  if (isUnseen) return l10n.t("This model cannot be shown images.");
  if (fitOf(item) !== "left out") return detail;
  if (item.wholeTokens !== undefined) return l10n.t("There is no room left for it.");
  return isLive ? l10n.t("Nothing is selected.") : l10n.t("There is no text in it.");
}

function fitOf({ text, image, wholeTokens }: ContextItem): PanelChip["fit"] {
  if (text === "" && !image) return "left out";
  return wholeTokens === undefined ? "whole" : "cut";
}

function shareLabel({ part, item }: TokenShare): string {
  switch (part) {
    case "system":
      return l10n.t("Instructions");
    case "earlier":
      return l10n.t("Earlier messages");
    case "context":
      return item?.label ?? "";
    case "question":
      return l10n.t("Your question");
  }
}

function droppedWords(count: number): string {
  return count === 1
    ? l10n.t("The oldest message does not fit any more and will not be sent.")
    : l10n.t("The {0} oldest messages do not fit any more and will not be sent.", count);
}
