import { describe, expect, it } from "vitest";
import { costOf, priceOf, sumCosts } from "../../../../../src/core/models/usage/prices";

const prices = {
  "gpt-4.1-mini": { input: 0.4, output: 1.6 },
  work: { input: 1, output: 2, currency: "EUR" },
};

describe("the price of a model", () => {
  it.each([
    ["its name in the settings", { model: "work", modelId: "unknown" }, prices.work],
    ["the provider's id", { model: "mine", modelId: "gpt-4.1-mini" }, prices["gpt-4.1-mini"]],
    ["the name before the id", { model: "work", modelId: "gpt-4.1-mini" }, prices.work],
  ])("is found by %s", (_, model, price) => {
    expect(priceOf(prices, model)).toBe(price);
  });

  it.each(["free", "constructor", "__proto__"])("is not known for %s", (name) => {
    expect(priceOf(prices, { model: name, modelId: name })).toBeUndefined();
  });
});

describe("the cost", () => {
  it("is by the million tokens, in dollars unless the price says otherwise", () => {
    const tokens = { promptTokens: 2_000_000, completionTokens: 500_000 };
    expect(costOf(tokens, { input: 0.5, output: 4 })).toEqual({ amount: 3, currency: "USD" });
    expect(costOf(tokens, { input: 0.5, output: 0, currency: "EUR" })).toEqual({
      amount: 1,
      currency: "EUR",
    });
  });

  it("adds up in one currency", () => {
    const cost = (amount: number, currency = "USD") => ({ amount, currency });
    expect(sumCosts([cost(1), cost(2), cost(3)])).toEqual(cost(6));
    expect(sumCosts([cost(1)])).toEqual(cost(1));
    expect(sumCosts([cost(1), cost(2, "EUR")])).toBeUndefined();
    expect(sumCosts([cost(1, "EUR"), cost(2), cost(3)])).toBeUndefined();
  });

  it("is not known when a part of it is not", () => {
    const known = { amount: 1, currency: "USD" };
    expect(sumCosts([known, undefined])).toBeUndefined();
    expect(sumCosts([undefined, known, known])).toBeUndefined();
    expect(sumCosts([])).toBeUndefined();
  });
});
