import { describe, expect, it } from "vitest";
import type { TemplateVariable } from "../../../../src/core/prompts/promptTemplate";
import { templateNeeds } from "../../../../src/core/prompts/templateNeeds";

const choice: TemplateVariable = {
  name: "form",
  type: "choice",
  label: "?",
  choices: [
    { value: "a", label: "A", text: "plain" },
    { value: "b", label: "B", text: "as in {{clipboard}}" },
  ],
  allowOther: false,
};
const needs = (user: string, which?: "any" | "always", variables: readonly TemplateVariable[] = []) =>
  [...templateNeeds({ user, variables }, which)].sort();

describe("templateNeeds", () => {
  it("is what the prompt names, in whatever way", () => {
    expect(
      needs("{{selection}} {{{title}}} {{&date}} {{#outline}}x{{/outline}} {{^glossary}}y{{/glossary}}"),
    ).toEqual(["date", "glossary", "outline", "selection", "title"]);
    expect([...templateNeeds({ system: "{{document}}", user: "a", variables: [] })]).toEqual(["document"]);
    expect(needs("{{=<% %>=}} {{selection}} <% title %>")).toEqual(["title"]);
    expect(needs("no name, {selection}")).toEqual([]);
  });

  it("is what its choices name too, so that nothing has to be read later", () => {
    expect(needs("{{form}}", "any", [choice])).toEqual(["clipboard"]);
    expect(needs("{{form}}", "always", [choice])).toEqual([]);
  });

  it("is not a language that is asked for", () => {
    expect(needs("{{language}}")).toEqual(["language"]);
    expect(needs("{{language}}", "any", [{ name: "language", type: "language", label: "?" }])).toEqual([]);
  });

  it("can be without what stands only where there is any", () => {
    expect(needs("{{#clipboard}}{{clipboard}}{{.}}{{/clipboard}}", "always")).toEqual([]);
    expect(needs("{{#title}}{{clipboard}}{{/title}}", "always")).toEqual(["clipboard"]);
    expect(needs("{{^clipboard}}{{title}}{{/clipboard}}", "always")).toEqual(["title"]);
    expect(needs("{{#title}}{{title}}{{/title}}{{title}}", "always")).toEqual(["title"]);
  });
});
