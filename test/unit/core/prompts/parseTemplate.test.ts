import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../../src/core/prompts/parseTemplate";
import { TemplateError } from "../../../../src/core/prompts/templateError";

const HEAD = "name: Poem\ndescription: A short poem\ntarget: insertAfter";
const BODY = "# system\n\nYou are a poet.\n\n# user\n\nA poem about {{selection}}\n";

const file = (head: string, body = BODY) => `---\n${head}\n---\n\n${body}`;
const parse = (source: string) => parseTemplate("poem", source);

describe("parseTemplate", () => {
  it("reads everything that a template can say", () => {
    const head = [
      "name: Translate",
      "description: Into the language you choose",
      "icon: globe",
      "target: replace",
      "style: continuation",
      "variables:",
      "  - name: language",
      "    type: language",
      "    label: Which language?",
      "    placeholder: English",
      "    default: 中文",
      "maxTokens: 2048",
      "temperature: 0",
    ].join("\n");
    expect(parseTemplate("translate", file(head))).toEqual({
      id: "translate",
      examples: [],
      name: "Translate",
      description: "Into the language you choose",
      icon: "globe",
      target: "replace",
      style: "continuation",
      variables: [
        {
          name: "language",
          type: "language",
          label: "Which language?",
          placeholder: "English",
          default: "中文",
        },
      ],
      maxTokens: 2048,
      temperature: 0,
      system: "You are a poet.",
      user: "A poem about {{selection}}",
    });
  });

  it("fills in what was left out", () => {
    expect(parse(file(`${HEAD}\nvariables:\n  - name: tone\n    label: Which tone?`))).toEqual({
      id: "poem",
      examples: [],
      name: "Poem",
      description: "A short poem",
      icon: "sparkle",
      target: "insertAfter",
      style: "chat",
      variables: [{ name: "tone", type: "text", label: "Which tone?" }],
      maxTokens: 1024,
      system: "You are a poet.",
      user: "A poem about {{selection}}",
    });
  });

  it("reads examples, and generation options under the pipeline's names", () => {
    const more =
      "examples:\n  - selection: a\n    output: |-\n      b\n      c\ngeneration:\n  top_k: 10\n  do_sample: false";
    expect(parse(file(`${HEAD}\n${more}`))).toMatchObject({
      examples: [{ selection: "a", output: "b\nc" }],
      generation: { top_k: 10, do_sample: false },
    });
  });

  it.each(["max_length: 100", "num_return_sequences: 2", "topK: 3", "top_p: 7"])(
    "refuses a generation option that is not for a template: %s",
    (option) => {
      expect(() => parse(file(`${HEAD}\ngeneration:\n  ${option}`))).toThrow(/generation\./);
    },
  );

  it("takes a body without headings for the writer's part", () => {
    const template = parse(file(HEAD, "\nA poem about\n\n## this:\n\n{{selection}}\n\n"));
    expect(template.user).toBe("A poem about\n\n## this:\n\n{{selection}}");
    expect(template).not.toHaveProperty("system");
  });

  it("takes the parts in either order, and does without a system part", () => {
    expect(parse(file(HEAD, "# user\nA poem\n# system\nA poet"))).toMatchObject({
      user: "A poem",
      system: "A poet",
    });
    expect(parse(file(HEAD, "# user\nA poem"))).not.toHaveProperty("system");
  });

  it("keeps other headings, and horizontal rules, as part of the prompt", () => {
    const user = "# Title\n\n---\n\n## user\n\n# users\n\nA poem";
    expect(parse(file(HEAD, `# user\n\n${user}`)).user).toBe(user);
  });

  it("reads files with Windows line breaks and a byte order mark", () => {
    const windows = `\uFEFF${file(HEAD)}`.replaceAll("\n", "\r\n");
    expect(parse(windows)).toEqual(parse(file(HEAD)));
  });

  it.each([
    ["", "no front matter"],
    ["# user\nA poem", "no front matter"],
    [`${HEAD}\n---\nA poem`, "no front matter"],
    [file(HEAD, " \n "), "no prompt"],
    [file(HEAD, "# system\nYou are a poet."), "no prompt"],
    [file(HEAD, "# system\nYou are a poet.\n# user\n\n"), "no prompt"],
    [file(HEAD.replace("name: Poem\n", "")), "name"],
    [file(`${HEAD}\nname: Twice`), "unique"],
    [file(HEAD.replace("insertAfter", "elsewhere")), "target"],
    [file(`${HEAD}\ntemprature: 1`), "temprature"],
    [file(`${HEAD}\ntemperature: 3`), "temperature"],
    [file(`${HEAD}\nmaxTokens: 0`), "maxTokens"],
    [file(`${HEAD}\nmaxTokens: many`), "maxTokens"],
    [file(`${HEAD}\nvariables:\n  - name: my tone\n    label: Tone?`), "variables.0.name"],
    [file(`${HEAD}\nvariables:\n  - name: tone`), "variables.0.label"],
    [file("just text"), "front matter"],
    [file("- a\n- list"), "name"],
    [file("name: [open"), ""],
  ])("says what is wrong with %j", (source, problem) => {
    const error = failure(source);
    expect(error).toBeInstanceOf(TemplateError);
    expect(error.problem).toContain(problem);
    expect(error.message).toBe(`poem.prompt.md: ${error.problem}`);
  });

  it.each(["{{#selection}} never closed", "{{selection", "{{#a}}{{/b}}"])(
    "says that a prompt with broken braces cannot be used: %j",
    (user) => {
      expect(failure(file(HEAD, user))).toBeInstanceOf(TemplateError);
    },
  );

  it("throws nothing but TemplateError, whatever the file", () => {
    const pieces = fc.constantFrom(
      "---",
      "\n",
      "name: a",
      "target: replace",
      "- ",
      ": ",
      "{",
      "# user",
      "&a",
      "*a",
    );
    const sources = fc.oneof(
      fc.array(pieces).map((all) => all.join("\n")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(sources, (source) => {
        expect(failure(source)).toBeInstanceOf(TemplateError);
        expect(failure(`---\n${source}\n---\nA poem`)).toBeInstanceOf(TemplateError);
      }),
    );
  });
});

/** What parsing the source throws. */
function failure(source: string): TemplateError {
  try {
    parse(source);
  } catch (error) {
    return error as TemplateError;
  }
  throw new Error("an error was expected");
}
