import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePromptFile } from "../../../../src/core/prompts/parsePromptFile";
import { parseTemplate } from "../../../../src/core/prompts/parseTemplate";
import { TemplateError } from "../../../../src/core/prompts/templateError";
import { MAX_TEMPLATE_BYTES } from "../../../../src/core/prompts/templateSize";

const HEAD = ["name: Poem", "description: d", "target: panel"];
const file = (more: readonly string[] = [], body = "A poem about {{selection}}") =>
  ["---", ...HEAD, ...more, "---", "", body, ""].join("\n");
const BODY_LINE = HEAD.length + 4;

/** What reading the source throws. */
function failure(source: string, id = "poem", read = parseTemplate): TemplateError {
  try {
    read(id, source);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error("an error was expected");
}
const told = ({ fault, line, subject, suggestion }: TemplateError) => ({ fault, line, subject, suggestion });

const FORM = [
  "variables:",
  "  - name: form",
  "    type: choice",
  "    label: Which?",
  "    choices:",
  "      - value: a",
  "        label: A",
  "        text: TEXT",
];
const COUNT = ["variables:", "  - name: count", "    type: number", "    label: How many?"];

describe("a template with a number to ask for", () => {
  it("is read: what may be answered, and the default as the text that it is offered as", () => {
    const { variables } = parseTemplate(
      "poem",
      file([...COUNT, "    min: 1", "    max: 9.5", "    default: 3"]),
    );
    expect(variables).toEqual([
      { name: "count", type: "number", label: "How many?", min: 1, max: 9.5, default: "3" },
    ]);
    expect(parseTemplate("poem", file(COUNT)).variables).toEqual([
      { name: "count", type: "number", label: "How many?" },
    ]);
  });

  it.each([
    [["    min: 3", "    max: 2"], "the least is more than the most"],
    [["    min: 3", "    default: 2"], "less than the least"],
    [["    max: 3", "    default: 4"], "more than the most"],
    [["    max: .inf"], "finite"],
    [["    min: few"], "min"],
    [["    default: many"], "default"],
  ])("cannot be: %j", (lines, problem) => {
    const error = failure(file([...COUNT, ...lines]));
    expect(error.problem).toContain(problem);
    expect(error.line).toBeGreaterThanOrEqual(5);
  });
});

describe("what is wrong with a template file, and in which line", () => {
  it.each([
    ["YAML that is never closed", file(["languages: [a"]), "brokenYaml", 5],
    ["a key twice", file(["name: Other"]), "brokenYaml", 5],
    ["tabs for indentation", file(["variables:", "\t- name: a"]), "brokenYaml", 6],
    ["an alias of nothing", file(["icon: *missing"]), "brokenYaml", 5],
  ])("%s", (_, source, fault, line) => {
    expect(told(failure(source))).toMatchObject({ fault, line });
  });

  it("an alias of itself, and aliases that grow without end", () => {
    const grown = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 12; i++) {
      const [before, name] = [String.fromCharCode(96 + i), String.fromCharCode(97 + i)];
      grown.push(`${name}: &${name} [${Array<string>(9).fill(`*${before}`).join(", ")}]`);
    }
    expect(failure(file(["languages: &l [*l]"]))).toBeInstanceOf(TemplateError);
    expect(failure(file(grown)).fault).toBe("brokenYaml");
  });

  it.each([
    ["a field there is not", file(["temprature: 1"]), 5, "temprature", "temperature"],
    ["one like no other", file(["zzzzzz: 1"]), 5, "zzzzzz", undefined],
    ["one of a variable", file([...COUNT, "    mn: 1"]), 9, "variables.0.mn", "min"],
    ["one of a choice", file([...FORM, "        vale: b"]), 13, "variables.0.choices.0.vale", "value"],
    ["one of the generation", file(["generation:", "  top_kk: 3"]), 6, "generation.top_kk", "top_k"],
    [
      "one of an example",
      file(["examples:", "  - selection: a", "    output: b", "    outputs: c"]),
      8,
      "examples.0.outputs",
      "output",
    ],
  ])("%s", (_, source, line, subject, suggestion) => {
    expect(told(failure(source))).toEqual({ fault: "unknownField", line, subject, suggestion });
  });

  it("is a misspelt field before the missing one that was meant", () => {
    const source = file().replace("target:", "tarjet:");
    const expected = { fault: "unknownField", line: 4, subject: "tarjet", suggestion: "target" };
    expect(told(failure(source))).toEqual(expected);
  });

  it.each([
    ["a target there is not", file().replace("panel", "moon"), 4, "target"],
    ["a field that is missing", file([...COUNT.slice(0, 3)]), 6, "variables.0.label"],
    ["a category there is not", file(["category: fun"]), 5, "category"],
    ["a kind of model there is not", file(["modelKind: huge"]), 5, "modelKind"],
    ["no language at all", file(["languages: []"]), 5, "languages"],
    ["an icon with markup", file(['icon: "<b>"']), 5, "icon"],
    ["a name twice", file([...COUNT, "  - name: count", "    label: Again"]), 5, "variables"],
  ])("%s", (_, source, line, subject) => {
    expect(told(failure(source))).toMatchObject({ fault: "invalidField", line, subject });
  });

  it("a variable called as something of the document; a language may be asked for", () => {
    const asked = (name: string) => file(["variables:", `  - name: ${name}`, "    label: Which?"]);
    for (const subject of ["selection", "title", "outline", "document", "date", "clipboard", "glossary"]) {
      expect(told(failure(asked(subject)))).toMatchObject({ fault: "takenName", line: 6, subject });
    }
    expect(parseTemplate("poem", asked("language")).variables).toHaveLength(1);
  });

  it.each(["Cover/Letter", "..\\\\..\\\\evil", "../poem"])("a name with a path in it: %s", (name) => {
    const source = file().replace("name: Poem", `name: "${name}"`);
    expect(told(failure(source))).toMatchObject({ fault: "pathInName", line: 2 });
  });

  it.each(["a/b", "..\\b", "..", ".", "", "a\0b"])("a file's name with a path in it: %j", (id) => {
    for (const read of [parseTemplate, parsePromptFile]) {
      expect(told(failure(file(), id, read))).toMatchObject({ fault: "pathInName", subject: id });
    }
  });

  it.each([
    ["{{tne}}", "tne", "tone"],
    ["{{Selection}}", "Selection", "selection"],
    ["{{{selecton}}}", "selecton", "selection"],
    ["{{#clipbord}}x{{/clipbord}}", "clipbord", "clipboard"],
    ["{{^clipbord}}x{{/clipbord}}", "clipbord", "clipboard"],
    ["{{qqqqq}}", "qqqqq", undefined],
    ["{{selection.length}}", "selection.length", undefined],
    ["{{constructor}}", "constructor", undefined],
    ["{{__proto__}}", "__proto__", undefined],
    ["{{.}}", ".", undefined],
  ])("a name there is not: %s", (tag, subject, suggestion) => {
    const tone = ["variables:", "  - name: tone", "    label: Tone?"];
    const error = failure(file(tone, `# system\n\nA\n\n# user\n\nB\nC ${tag}`));
    expect(told(error)).toEqual({ fault: "unknownName", line: BODY_LINE + 3 + 7, subject, suggestion });
    if (suggestion !== undefined) expect(error.problem).toContain(`did you mean {{${suggestion}}}?`);
  });

  it("a name there is not, in the system part, in a choice and in an example", () => {
    expect(told(failure(file([], "# system\n{{a}}\n# user\nB")))).toMatchObject({ line: BODY_LINE + 1 });
    expect(told(failure(file(FORM.map((line) => line.replace("TEXT", "'{{slection}}'")))))).toEqual({
      ...{ fault: "unknownName", line: 12, subject: "slection", suggestion: "selection" },
    });
    const example = ["examples:", "  - selection: a", "    output: b", "    variables: { frm: a }"];
    expect(told(failure(file([...FORM, ...example])))).toEqual({
      ...{ fault: "unknownName", line: 16, subject: "frm", suggestion: "form" },
    });
  });

  it("another file, which no template may read", () => {
    for (const tag of ["{{> poem}}", "{{>poem}}", "{{> ../secret}}", "{{#selection}}{{> a}}{{/selection}}"]) {
      expect(failure(file([], `A\n${tag}`))).toMatchObject({ fault: "partial", line: BODY_LINE + 1 });
    }
  });

  it("a choice that names itself or another: they would go round in circles", () => {
    const circle = FORM.map((line) => line.replace("TEXT", "'{{form}}'"));
    expect(failure(file(circle))).toMatchObject({ fault: "choiceInChoice", line: 12, subject: "form" });
    const other = [
      ...FORM.map((line) => line.replace("TEXT", "'{{kind}}'")),
      ...FORM.slice(1).map((line) => line.replace("form", "kind")),
    ];
    expect(failure(file(other))).toMatchObject({ fault: "choiceInChoice", subject: "kind" });
    expect(parseTemplate("poem", file(FORM, "{{form}}")).variables).toHaveLength(1);
  });

  it.each([
    ["{{selection", "Unclosed tag", 1],
    ["{{#selection}} x", "Unclosed section", 1],
    ["x {{/selection}}", "Unopened section", 1],
    ["{{=<%}}", "", 1],
  ])("braces that are no template: %s", (tag, problem, after) => {
    const error = failure(file([], `A\n${tag}`));
    expect(error.fault).toBe("brokenTag");
    expect(error.problem).toContain(problem);
    expect(error.line).toBeLessThanOrEqual(BODY_LINE + after);
    expect(error.line).toBeGreaterThanOrEqual(BODY_LINE);
  });

  it("says the line of a file with Windows line breaks and a byte order mark too", () => {
    const windows = `\uFEFF${file(["temprature: 1"])}`.replaceAll("\n", "\r\n");
    expect(told(failure(windows))).toEqual(told(failure(file(["temprature: 1"]))));
    const body = `\uFEFF${file([], "A\n\nB {{x1}}")}`.replaceAll("\n", "\r\n");
    expect(failure(body).line).toBe(BODY_LINE + 2);
  });
});

describe("a template file that is too large", () => {
  const filled = (bytes: number, letter = "a") => {
    const head = file([], "");
    return head + letter.repeat(Math.floor((bytes - head.length) / new TextEncoder().encode(letter).length));
  };

  it.each([
    ["two megabytes", filled(2 * 1024 * 1024)],
    ["a byte more than may be", `${filled(MAX_TEMPLATE_BYTES)}a`],
    ["few characters of many bytes", filled(MAX_TEMPLATE_BYTES + 9, "海")],
  ])("is not read: %s", (_, source) => {
    for (const read of [parseTemplate, parsePromptFile])
      expect(failure(source, "poem", read).fault).toBe("tooLarge");
  });

  it("is read up to that, whatever it is filled with", () => {
    expect(parseTemplate("poem", filled(MAX_TEMPLATE_BYTES)).user.length).toBeGreaterThan(250_000);
    const tags = file([], "{{selection}}".repeat(19_000));
    expect(parseTemplate("poem", tags).user.length).toBe(13 * 19_000);
    const headings = file([], "# user\n".repeat(36_000) + "A poem");
    expect(parseTemplate("poem", headings).user).toBe("A poem");
  });

  it("has sections in sections only so deep", () => {
    const nested = (depth: number) => "{{#title}}".repeat(depth) + "x" + "{{/title}}".repeat(depth);
    expect(failure(file([], nested(10_000))).fault).toBe("tooDeep");
    expect(parseTemplate("poem", file([], nested(20))).user).toContain("x");
  });
});

describe("the parts of a body", () => {
  it("may have a line that looks like the beginning of one, behind a backslash", () => {
    const { user } = parseTemplate("poem", file([], "# user\n\nA\n\\# system\n\\\\# user\n\\# users\nB"));
    expect(user).toBe("A\n# system\n\\# user\n\\# users\nB");
  });

  it("have tags of their own: brackets set in one part are not set in the other", () => {
    const body = "# system\n\n{{=<% %>=}}<%title%>\n\n# user\n\n{{selection}}";
    expect(parseTemplate("poem", file([], body)).user).toBe("{{selection}}");
  });

  it("throw nothing but TemplateError, whatever tags they have", () => {
    const pieces = fc.constantFrom(
      "{{",
      "}}",
      "#",
      "^",
      "/",
      ">",
      "=",
      "!",
      "&",
      "{",
      "}",
      "title",
      ".",
      " ",
      "\n",
    );
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (all) => {
        try {
          outcomes.add(typeof parseTemplate("poem", file([], all.join(""))).user);
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateError);
          outcomes.add("fault");
        }
      }),
    );
    expect([...outcomes].sort()).toEqual(["fault", "string"]);
  });
});
