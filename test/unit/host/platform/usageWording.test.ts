import { beforeEach, describe, expect, it } from "vitest";
import type { Cost } from "../../../../src/core/models/usage/prices";
import type { PricedUsage } from "../../../../src/platform/usageLedger";
import { answerLine, usageLine, usageTooltip } from "../../../../src/platform/usageWording";
import { host, resetVscode } from "../../../fakes/vscode";

beforeEach(resetVscode);

const usage = (completionTokens: number, more: Partial<PricedUsage> = {}): PricedUsage => ({
  model: "mine",
  promptTokens: 1000,
  completionTokens,
  estimated: false,
  ...more,
});
const dollars = (amount: number): { cost: Cost } => ({ cost: { amount, currency: "USD" } });

describe("the panel's line", () => {
  it("says what the last answer and the day took, and what the day cost", () => {
    const day = usage(1000, { estimated: true, ...dollars(0.0213) });
    expect(usageLine(usage(234, dollars(1)), day)).toBe("1,234 tokens · ≈2,000 tokens today · about $0.02");
  });

  it("leaves out what is not known", () => {
    expect(usageLine(undefined, usage(0))).toBe("1,000 tokens today");
    expect(usageLine(usage(0), undefined)).toBe("1,000 tokens");
    expect(usageLine(undefined, undefined)).toBe("");
  });
});

describe("a model's hover", () => {
  it("says what its day and its last request took and cost", () => {
    const day = usage(234, { estimated: true, ...dollars(0.02) });
    const last = usage(5, { promptTokens: 0, estimated: true });
    expect(usageTooltip(day, last)).toBe("≈1,234 tokens today · about $0.02 · last request ≈5 tokens");
    expect(usageTooltip(day, { ...last, ...dollars(0.01) })).toMatch(
      /last request ≈5 tokens, about \$0\.01$/,
    );
    expect(usageTooltip(undefined, undefined)).toBe("");
  });
});

describe("money", () => {
  const cost = (amount: number, currency = "USD") =>
    usageLine(undefined, usage(0, { cost: { amount, currency } })).replace(/^.*about /, "");

  it.each([
    [0, "USD", "$0.00"],
    [0.000123456, "USD", "$0.00012"],
    [0.01, "USD", "$0.01"],
    [1234.567, "USD", "$1,234.57"],
    [1.5, "EUR", "€1.50"],
    [0.25, "JPY", "¥0.25"],
    [3, "JPY", "¥3"],
  ])("of %d %s is %s", (amount, currency, text) => {
    expect(cost(amount, currency)).toBe(text);
  });

  it("and numbers are written as the editor's language does", () => {
    host.language = "de";
    const line = usageLine(undefined, usage(234, dollars(0.02)));
    expect(line).toContain("1.234");
    expect(line).toMatch(/0,02\s\$$/);
  });
});

describe("the line under an answer", () => {
  const usage = { promptTokens: 1000, completionTokens: 234 };

  it.each([
    ["all of it", usage, 1540, "gpt · 1,234 tokens · 1.5 s"],
    [
      "what Inkling counted itself",
      { ...usage, estimated: true as const },
      2000,
      "gpt · ≈1,234 tokens · 2 s",
    ],
    ["no tokens where nobody counted", undefined, 40, "gpt · 0 s"],
    ["the name alone", undefined, undefined, "gpt"],
  ])("says %s", (_, tokens, ms, line) => {
    expect(answerLine("gpt", tokens, ms)).toBe(line);
  });
});
