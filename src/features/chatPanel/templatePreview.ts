import { env, l10n } from "vscode";
import { CHAT_SYSTEM } from "../../core/chat/answerTurn";
import type { Chat } from "../../core/chat/chat";
import { tokenShares } from "../../core/chat/tokenShares";
import { previewPrompt } from "../../core/prompts/previewPrompt";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import type { TemplateContext } from "../../core/prompts/renderTemplate";
import { templateSampling } from "../../core/prompts/templateSampling";
import type { PanelPreview } from "../../protocol/chatPanel/panelState";
import type { AskedModel } from "./contextChips";

/** UTF-16 units of each part that are shown. */
const SHOWN = 20_000;

/** What is to be asked, and of which model. */
export interface PreviewedTurn {
  readonly template: PromptTemplate;
  readonly context: TemplateContext;
  /** At whose end it will stand. */
  readonly chat: Chat;
  readonly model: AskedModel;
}

/** The prompt as it will be sent, with what is sent of the chat before it. */
export function previewParts({
  template,
  context,
  chat,
  model,
}: PreviewedTurn): Pick<PanelPreview, "parts" | "tokens" | "words" | "shares"> {
  // Where the template says nothing of its own, the model is told what the chat tells it.
  const { system = CHAT_SYSTEM } = template;
  const preview = previewPrompt({ ...template, system }, context);
  const [message] = preview.messages;
  const content = message?.content ?? "";
  const options = {
    ...templateSampling(template),
    ...(preview.system !== undefined && { system: preview.system }),
  };
  const { shares, limit } = tokenShares(chat, { content, options }, model);
  const earlier = shares.find(({ part }) => part === "earlier")?.tokens ?? 0;
  const tokens = preview.tokens + earlier;
  const own = preview.parts.map((part) => ({ label: shareLabel(part.name, template), tokens: part.tokens }));
  return {
    parts: [
      ...(preview.system === undefined ? [] : [{ role: "system" as const, text: shown(preview.system) }]),
      { role: "user", text: shown(content) },
    ],
    tokens,
    words: tokenWords(tokens, limit),
    shares: [...own, { label: l10n.t("Earlier messages"), tokens: earlier }].filter(
      (share) => share.tokens > 0,
    ),
  };
}

/** "1,240 of 8,192 tokens". */
export function tokenWords(tokens: number, limit: number): string {
  const count = new Intl.NumberFormat(env.language);
  return l10n.t("{0} of {1} tokens", count.format(tokens), count.format(Math.max(0, limit)));
}

function shown(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function shareLabel(name: string, { variables }: PromptTemplate): string {
  const variable = variables.find((one) => one.name === name);
  if (variable) return variable.label;
  switch (name) {
    case "template":
      return l10n.t("The template's own words");
    case "selection":
      return l10n.t("Your text");
    case "paragraph":
      return l10n.t("The paragraph around it");
    case "sample":
      return l10n.t("A sample of your voice");
    case "before":
      return l10n.t("The text before it");
    case "document":
      return l10n.t("The document");
    case "title":
      return l10n.t("Its title");
    case "outline":
      return l10n.t("Its outline");
    case "clipboard":
      return l10n.t("The clipboard");
    case "glossary":
      return l10n.t("The glossary");
    default:
      return name;
  }
}
