import type { Price, Settings } from "../../settings/settings";
import type { ModelUsage } from "./usageDays";

export type Prices = Settings["prices"];

export interface Cost {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

const PRICED_TOKENS = 1_000_000;

/** What the writer says that a model costs: by its name in the settings, else by the provider's id. */
export function priceOf(
  prices: Prices,
  { model, modelId }: Pick<ModelUsage, "model" | "modelId">,
): Price | undefined {
  const key = [model, modelId].find((name) => Object.hasOwn(prices, name));
  return key === undefined ? undefined : prices[key];
}

export function costOf(
  { promptTokens, completionTokens }: Pick<ModelUsage, "promptTokens" | "completionTokens">,
  { input, output, currency = "USD" }: Price,
): Cost {
  return { amount: (promptTokens * input + completionTokens * output) / PRICED_TOKENS, currency };
}

/** All of it together; undefined when a part is not known, or is in another currency. */
export function sumCosts([first, ...rest]: readonly (Cost | undefined)[]): Cost | undefined {
  return rest.reduce(
    (sum, cost) =>
      sum && cost?.currency === sum.currency ? { ...sum, amount: sum.amount + cost.amount } : undefined,
    first,
  );
}
