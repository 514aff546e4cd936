import { describe, expect, it } from "vitest";
import type { PromptTemplate } from "../../../../../src/core/prompts/promptTemplate";
import { actionArguments, missingVariables } from "../../../../../src/features/actions/actionArguments";

const CHOICES = [{ value: "short", label: "Short", text: "in short" }];

const template: PromptTemplate = {
  id: "test",
  name: "Test",
  description: "",
  icon: "edit",
  category: "edit",
  target: "replace",
  otherTargets: ["beside"],
  scope: "selection",
  style: "chat",
  variables: [
    { name: "language", type: "language", label: "Language?" },
    { name: "length", type: "choice", label: "How long?", choices: CHOICES, allowOther: false },
    { name: "tone", type: "choice", label: "Tone?", choices: CHOICES, allowOther: true },
  ],
  maxTokens: 100,
  examples: [],
  user: "",
};

describe("the argument of an action's command", () => {
  it.each([
    ["nothing", undefined, {}],
    ["a text", "French", {}],
    ["null", null, {}],
    [
      "answers",
      { language: " French ", length: "short", tone: "short" },
      { language: "French", length: "short", tone: "short" },
    ],
    ["an own answer where that is allowed", { tone: "as a pirate" }, { tone: "as a pirate" }],
    ["an own answer where it is not", { length: "as a pirate" }, {}],
    ["other kinds of values", { language: 5, length: null, tone: ["short"] }, {}],
    ["empty answers", { language: "", tone: "  " }, {}],
    ["what the template does not know", { colour: "red", toString: "x" }, {}],
    ["an array", ["French"], {}],
  ])("that is %s", (_, given, variables) => {
    expect(actionArguments(template, given)).toEqual({ variables, target: "replace" });
  });

  it.each([
    ["beside", "beside"],
    ["replace", "replace"],
    ["remarks", "replace"],
    [7, "replace"],
  ])("whose target is %j", (target, expected) => {
    expect(actionArguments(template, { target }).target).toBe(expected);
  });

  it("leaves the rest to be asked for, in the template's order", () => {
    const names = missingVariables(template, { length: "short" }).map(({ name }) => name);
    expect(names).toEqual(["language", "tone"]);
  });
});
