import { beforeEach, describe, expect, it } from "vitest";
import { TemplateError, type TemplateFault } from "../../../../src/core/prompts/templateError";
import { wordTemplateError } from "../../../../src/platform/templateWording";
import { resetVscode } from "../../../fakes/vscode";

beforeEach(resetVscode);

// All of them, so that the compiler asks for a new one here too.
const faults: Record<TemplateFault, string> = {
  noFrontMatter: "three dashes",
  brokenYaml: "no valid YAML: PROBLEM",
  invalidField: "PROBLEM",
  unknownField: 'no field "SUBJECT". Did you mean "MEANT"?',
  takenName: '"SUBJECT" is already',
  noPrompt: "Nothing is asked",
  brokenTag: "Braces",
  partial: "{{> SUBJECT}}",
  unknownName: 'nothing called "SUBJECT". Did you mean "MEANT"?',
  choiceInChoice: '"SUBJECT"',
  tooDeep: "sections",
  unreadable: "cannot be read: PROBLEM",
  tooLarge: "256 KB",
  pathInName: '"SUBJECT"',
};

describe("a template that cannot be used", () => {
  it.each(Object.entries(faults) as [TemplateFault, string][])(
    "says which file and line, and what is wrong: %s",
    (fault, words) => {
      const error = new TemplateError("mine", "PROBLEM", {
        ...{ fault, line: 7, subject: "SUBJECT", suggestion: "MEANT" },
      });
      const { message, remedies } = wordTemplateError(error);
      expect(message).toContain("mine.prompt.md cannot be used. Line 7: ");
      expect(message).toContain(words);
      expect(remedies).toEqual(["showLog"]);
    },
  );

  it("names no line and no other word where none is known", () => {
    const { message } = wordTemplateError(
      new TemplateError("mine", "x", { fault: "unknownName", subject: "selektion" }),
    );
    expect(message).toBe('The template mine.prompt.md cannot be used. There is nothing called "selektion".');
  });
});
