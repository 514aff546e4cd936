import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TemplateVariable } from "../../../../src/core/prompts/promptTemplate";
import { answerFault, numberOf } from "../../../../src/core/prompts/variableAnswer";

const asked = { name: "n", label: "?" };
const count: TemplateVariable = { ...asked, type: "number", min: 1, max: 10 };
const choices = [{ value: "a", label: "A", text: "as an A" }];

describe("answerFault", () => {
  it.each(["text", "language"] as const)("takes every %s that is not empty", (type) => {
    expect(answerFault({ ...asked, type }, "Latin")).toBeUndefined();
    expect(answerFault({ ...asked, type }, " \n")).toBe("empty");
  });

  it("takes an empty text where the template says that it may be left out", () => {
    expect(answerFault({ ...asked, type: "text", optional: true }, " ")).toBeUndefined();
    expect(answerFault({ ...asked, type: "text", optional: false }, " ")).toBe("empty");
  });

  it("takes a choice's value, and another text only where it is allowed", () => {
    const variable = { ...asked, type: "choice" as const, choices, allowOther: false };
    expect(answerFault(variable, "a")).toBeUndefined();
    expect(answerFault(variable, "A")).toBe("notAChoice");
    expect(answerFault({ ...variable, allowOther: true }, "anything")).toBeUndefined();
    expect(answerFault({ ...variable, allowOther: true }, "")).toBe("empty");
  });

  it.each([
    ["1", undefined],
    ["10", undefined],
    [" 2.5 ", undefined],
    ["５", undefined],
    ["0.99", "tooSmall"],
    ["-3", "tooSmall"],
    ["−3", "tooSmall"],
    ["10.01", "tooLarge"],
    ["ten", "notANumber"],
    ["1e1", "notANumber"],
    ["0x5", "notANumber"],
    ["Infinity", "notANumber"],
    ["1,000", "notANumber"],
    ["", "empty"],
  ])("takes %j for a number from 1 to 10: %s", (answer, fault) => {
    expect(answerFault(count, answer)).toBe(fault);
  });

  it("takes any number where no bounds are named, which it reads as it was written", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 999 }), (whole, part) => {
        expect(answerFault({ ...asked, type: "number" }, `${whole}.${part}`)).toBeUndefined();
        expect(numberOf(`${whole}.${part}`)).toBe(Number(`${whole}.${part}`));
      }),
    );
  });
});
