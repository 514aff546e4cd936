import { env, l10n } from "vscode";
import type { TokenUsage } from "../core/models/languageModel";
import type { Cost } from "../core/models/usage/prices";
import type { PricedUsage } from "./usageLedger";

const SEPARATOR = " · ";

/** For the panel: one model's last answer and its day. Empty when there is nothing to say yet. */
export function usageLine(last: PricedUsage | undefined, today: PricedUsage | undefined): string {
  return [...(last ? [l10n.t("{0} tokens", tokens(last))] : []), ...day(today)].join(SEPARATOR);
}

/** For a model's hover, in plain text: its day and its last request. Empty when it was not asked. */
export function usageTooltip(today: PricedUsage | undefined, last: PricedUsage | undefined): string {
  return [...day(today), ...(last ? [lastRequest(last)] : [])].join(SEPARATOR);
}

/** Under an answer: who gave it, with how many tokens, in how long. */
export function answerLine(name: string, usage: TokenUsage | undefined, ms: number | undefined): string {
  const seconds = new Intl.NumberFormat(env.language, { maximumFractionDigits: 1 }).format((ms ?? 0) / 1000);
  return [
    name,
    ...(usage ? [l10n.t("{0} tokens", tokens(usage))] : []),
    ...(ms === undefined ? [] : [l10n.t("{0} s", seconds)]),
  ].join(SEPARATOR);
}

function day(today: PricedUsage | undefined): string[] {
  if (!today) return [];
  const { cost } = today;
  return [l10n.t("{0} tokens today", tokens(today)), ...(cost ? [l10n.t("about {0}", money(cost))] : [])];
}

function lastRequest(last: PricedUsage): string {
  return last.cost
    ? l10n.t("last request {0} tokens, about {1}", tokens(last), money(last.cost))
    : l10n.t("last request {0} tokens", tokens(last));
}

function tokens({ promptTokens, completionTokens, estimated }: TokenUsage | PricedUsage): string {
  const count = new Intl.NumberFormat(env.language).format(promptTokens + completionTokens);
  return estimated ? `≈${count}` : count;
}

/** To the cent; what is less than one, with two digits that say something. */
function money({ amount, currency }: Cost): string {
  const format = (more?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(env.language, { style: "currency", currency, ...more });
  const { maximumFractionDigits = 2 } = format().resolvedOptions();
  const isSmall = amount > 0 && amount < 10 ** -maximumFractionDigits;
  return format(isSmall ? { maximumSignificantDigits: 2 } : undefined).format(amount);
}
