import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../../src/core/prompts/parseTemplate";
import { TemplateError } from "../../../../src/core/prompts/templateError";

const HEAD = "name: Poem\ndescription: A short poem\ntarget: insertAfter";
const CHOICE = [
  "variables:",
  "  - name: form",
  "    type: choice",
  "    label: Which form?",
  "    choices:",
  "      - { value: free, label: Free verse, text: without rhyme }",
  '      - { value: haiku, label: Haiku, text: "three lines about {{selection}}" }',
].join("\n");
const BODY = "# system\n\nYou are a poet.\n\n# user\n\nA poem about {{selection}}\n";

const file = (head: string, body = BODY) => `---\n${head}\n---\n\n${body}`;
const parse = (source: string) => parseTemplate("poem", source);

describe("parseTemplate", () => {
  it("reads everything that a template can say", () => {
    const head = [
      "name: Translate",
      "description: Into the language you choose",
      "icon: globe",
      "category: transform",
      "languages: [markdown, plaintext]",
      "modelKind: instruct",
      "target: replace",
      "otherTargets: [beside, insertAfter]",
      "scope: document",
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
      category: "transform",
      languages: ["markdown", "plaintext"],
      modelKind: "instruct",
      target: "replace",
      otherTargets: ["beside", "insertAfter"],
      scope: "document",
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
      category: "write",
      target: "insertAfter",
      otherTargets: [],
      scope: "selection",
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

  it("reads a choice: what is chosen by, what stands in the prompt, and whether there may be another", () => {
    const { variables } = parse(file(`${HEAD}\n${CHOICE}\n    allowOther: true\n    default: haiku`));
    expect(variables).toEqual([
      {
        name: "form",
        type: "choice",
        label: "Which form?",
        choices: [
          { value: "free", label: "Free verse", text: "without rhyme" },
          { value: "haiku", label: "Haiku", text: "three lines about {{selection}}" },
        ],
        allowOther: true,
        default: "haiku",
      },
    ]);
    expect(parse(file(`${HEAD}\n${CHOICE}`)).variables).toMatchObject([{ allowOther: false }]);
  });

  it.each(["beside", "remarks", "pick", "commitMessage", "append"])("knows the target %s", (target) => {
    expect(parse(file(HEAD.replace("insertAfter", target))).target).toBe(target);
  });

  it("reads what stands around an example's text", () => {
    const example = "examples:\n  - selection: a\n    paragraph: a b\n    sample: c\n    output: d";
    expect(parse(file(`${HEAD}\n${example}`)).examples).toEqual([
      { selection: "a", paragraph: "a b", sample: "c", output: "d" },
    ]);
  });

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
    [file(`${HEAD}\notherTargets: [elsewhere]`), "otherTargets.0"],
    [file(`${HEAD}\nscope: everything`), "scope"],
    [file(`${HEAD}\n${CHOICE.replace("type: choice", "type: text")}`), "variables.0.choices"],
    [file(`${HEAD}\n${CHOICE.slice(0, CHOICE.indexOf("    choices"))}`), "variables.0.choices"],
    [
      file(`${HEAD}\n${CHOICE.slice(0, CHOICE.indexOf("    choices"))}    choices: []`),
      "variables.0.choices",
    ],
    [file(`${HEAD}\n${CHOICE.replace("value: haiku", "value: free")}`), "a value twice"],
    [file(`${HEAD}\n${CHOICE}\n    default: sonnet`), "none of the choices"],
    [file(`${HEAD}\n${CHOICE.replace("{{selection}}", "{{selection")}`), "Unclosed tag"],
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
