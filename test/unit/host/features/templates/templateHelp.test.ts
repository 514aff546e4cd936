import type * as vscode from "vscode";
import { mkdir, writeFile } from "node:fs/promises";
import { languages, Uri } from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import { readCodiconNames } from "../../../../../src/features/templates/codiconNames";
import { templateSelector } from "../../../../../src/features/templates/templateLanguage";
import { FakeDocument } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { extensionUri } from "../../support/testHost";
import { makeFolder, startTemplates } from "../../support/templates";

beforeEach(async () => {
  resetVscode();
  await startTemplates();
});

const TOKEN = {} as vscode.CancellationToken;

/** The document, and where `║` stands in it. */
function at(marked: string) {
  const document = new FakeDocument("file:///templates/mine.prompt.md", marked.replace("║", ""));
  const position = document.positionAt(marked.indexOf("║"));
  return {
    document: document as unknown as vscode.TextDocument,
    position: position as unknown as vscode.Position,
  };
}

interface Item {
  readonly label: string;
  readonly insertText: string | { value: string };
  readonly documentation?: string;
  readonly range: vscode.Range;
  readonly sortText?: string;
  readonly command?: vscode.Command;
}

/** What is offered at `║`. */
async function offered(marked: string): Promise<Item[]> {
  const { document, position } = at(marked);
  const items = await host.completionProviders[0]!.provideCompletionItems(
    document,
    position,
    TOKEN,
    {} as never,
  );
  return items as unknown as Item[];
}

const labels = async (marked: string) => (await offered(marked)).map(({ label }) => label);

/** The text once the item with this label is taken. */
async function taken(marked: string, label: string): Promise<string> {
  const { document } = at(marked);
  const item = (await offered(marked)).find((one) => one.label === label)!;
  const text = document.getText();
  const { start, end } = item.range;
  const insert = typeof item.insertText === "string" ? item.insertText : item.insertText.value;
  return text.slice(0, document.offsetAt(start)) + insert + text.slice(document.offsetAt(end));
}

/** What the mouse tells at `║`. */
async function hover(marked: string): Promise<string | undefined> {
  const { document, position } = at(marked);
  const found = (await host.hoverProviders[0]!.provideHover(document, position, TOKEN)) as
    vscode.Hover | undefined;
  return (found?.contents as unknown as vscode.MarkdownString | undefined)?.value.replace(/\\/g, "");
}

describe("completion of fields", () => {
  it("offers those that are not there yet, what is needed first", async () => {
    const items = await offered("---\nname: Mine\n║\n---\n\nText");
    const names = items.toSorted((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
    expect(names.slice(0, 2)).toEqual(["description", "target"]);
    expect(names).toEqual(expect.arrayContaining(["icon", "variables", "generation"]));
    expect(names).not.toContain("name");
    expect(items.find(({ label }) => label === "target")?.documentation).toBe("Where the answer goes.");
  });

  it("offers those of the mapping that the cursor stands in", async () => {
    const inVariables = "---\nvariables:\n  - name: mood\n    ║\n---\n\nText";
    expect(await labels(inVariables)).toEqual(
      expect.arrayContaining(["label", "type", "choices", "min", "optional"]),
    );
    expect(await labels("---\nvariables:\n- name: mood\n  ║\n---\n\nText")).toContain("label");
    const inChoices =
      "---\nvariables:\n  - name: mood\n    type: choice\n    choices:\n      - value: a\n        ║\n---\n";
    expect(await labels(inChoices)).toEqual(["label", "text"]);
    expect(await labels("---\ngeneration:\n  ║\ntarget: panel\n---\n")).toContain("top_p");
    expect(await labels("---\nexamples:\n  - ║\n---\n")).toContain("output");
  });

  it("offers of a variable only what its type has", async () => {
    const ofType = (type: string) => labels(`---\nvariables:\n  - name: a\n    type: ${type}\n    ║\n---\n`);
    expect(await ofType("number")).toEqual(["label", "placeholder", "default", "min", "max"]);
    expect(await ofType("text")).toEqual(["label", "placeholder", "default", "optional"]);
    expect(await ofType("choice")).toContain("allowOther");
  });

  it("tells the fields of one item from those of the next", async () => {
    const two = "---\nvariables:\n  - name: a\n    ║\n  - name: b\n    label: B\n---\n";
    expect(await labels(two)).toContain("label");
    expect(await labels(two)).not.toContain("name");
  });

  it("takes a half-written word's place, with a colon where there is none", async () => {
    expect(await taken("---\ntar║\n---\n", "target")).toBe("---\ntarget: \n---\n");
    expect(await taken("---\nta║rget: panel\n---\n", "icon")).toBe("---\nicon: panel\n---\n");
    expect(await taken("---\r\ntar║\r\n---\r\n", "target")).toBe("---\r\ntarget: \r\n---\r\n");
  });

  it("begins lists and mappings, and opens the list of values where there is one", async () => {
    expect(await taken("---\nva║\n---\n", "variables")).toBe(
      "---\nvariables:\n  - name: $1\n    label: $2$0\n---\n",
    );
    expect(await taken("---\n║\n---\n", "generation")).toBe("---\ngeneration:\n  $0\n---\n");
    const items = await offered("---\n║\n---\n");
    const opens = items.filter(({ command }) => command).map(({ label }) => label);
    expect(opens).toEqual(expect.arrayContaining(["target", "icon", "category", "languages", "scope"]));
    expect(opens).not.toContain("description");
  });

  it("helps while the second line of dashes is not there yet", async () => {
    expect(await labels("---\nname: Mine\n║")).toContain("target");
  });

  it.each([
    ["in a text that is no template yet", "║"],
    ["in a text without front matter", "Just a text\n║"],
    ["on the lines of dashes", "---║\nname: x\n---\n"],
    ["in the body", "---\nname: x\n---\n\nWrite ║"],
    ["in a text over several lines", "---\nexamples:\n  - output: |-\n      Dear ║\n---\n"],
    ["in a comment", "---\n# nam║\n---\n"],
    ["in a field that takes any text", "---\nname: M║\n---\n"],
  ])("offers nothing %s", async (_, marked) => {
    expect(await labels(marked)).toEqual([]);
  });
});

describe("completion of values", () => {
  it.each([
    ["target", "---\ntarget: ║\n---\n", ["replace", "commitMessage", "panel"]],
    ["a list in brackets", "---\notherTargets: [panel, b║]\n---\n", ["beside", "replace"]],
    ["a list of lines", "---\notherTargets:\n  - panel\n  - ║\n---\n", ["beside", "replace"]],
    ["category", "---\ncategory: w║\n---\n", ["write", "work"]],
    ["scope", "---\nscope: ║\n---\n", ["word", "document"]],
    ["type", "---\nvariables:\n  - type: ║\n---\n", ["text", "language", "number", "choice"]],
    ["yes and no", "---\nvariables:\n  - name: a\n    optional: ║\n---\n", ["true", "false"]],
    ["kinds of document", "---\nlanguages: [║]\n---\n", ["markdown", "latex"]],
  ])("offers what may be written: %s", async (_, marked, some) => {
    expect(await labels(marked)).toEqual(expect.arrayContaining(some));
  });

  it("says what each of them means, and takes the place of a half-written one", async () => {
    const marked = "---\notherTargets: [panel, bes║i]\n---\n";
    const beside = (await offered(marked)).find(({ label }) => label === "beside");
    expect(beside?.documentation).toContain("beside it");
    expect(await taken(marked, "beside")).toBe("---\notherTargets: [panel, beside]\n---\n");
  });
});

describe("completion of icons", () => {
  it("offers every icon of the panel's style sheet, once", async () => {
    const css =
      ".codicon-book:before{}\n.codicon-a11y-x:before{}\n.codicon-book:before{}\n.codicon[class*='codicon-']{}";
    const folder = await makeFolder();
    await mkdir(`${folder}/dist/webview`, { recursive: true });
    await writeFile(`${folder}/dist/webview/codicon.css`, css);
    expect(await readCodiconNames(Uri.file(folder))).toEqual(["a11y-x", "book"]);
  });
});

describe("completion of names in the prompt", () => {
  it.each([
    ["nothing is written yet", "{{║", "{{mood}}"],
    ["the editor closed the braces", "{{║}}", "{{mood}}"],
    ["it is half written", "Be {{mo║ and kind", "Be {{mood}} and kind"],
    ["in a section", "{{#mo║", "{{#mood}}"],
    ["the end of a section", "{{#mood}}x{{/║}}", "{{#mood}}x{{/mood}}"],
  ])("takes a name where %s", async (_, body, after) => {
    const head = "---\nvariables:\n  - name: mood # how\n    label: How?\n---\n\n";
    expect(await taken(head + body, "mood")).toBe(head + after);
  });

  it("offers the template's own first, then what every template may name", async () => {
    const marked = "---\nvariables:\n  - name: 'mood'\n---\n\n{{║";
    const names = await labels(marked);
    expect(names[0]).toBe("mood");
    expect(names).toEqual(expect.arrayContaining(["selection", "glossary", "date"]));
    const words = (await offered(marked)).map(({ documentation = "" }) => documentation);
    expect(words.filter((one) => one === "")).toEqual([]);
  });

  it("offers them in the text of a choice, too", async () => {
    const choice = "---\nvariables:\n  - name: a\n    choices:\n      - text: like {{║\n---\n";
    expect(await labels(choice)).toContain("sample");
  });
});

describe("hovering", () => {
  it("tells what a field is for, and what may be written there", async () => {
    const words = await hover("---\ncate║gory: write\n---\n");
    expect(words).toContain("The part of the gallery that it stands in.");
    expect(words).toContain("- `understand`: Says something about a text.");
    expect(await hover("---\nvariables:\n  - name: a\n    opt║ional: true\n---\n")).toContain("may be empty");
  });

  it("tells what a value means", async () => {
    expect(await hover("---\ntarget: rep║lace\n---\n")).toContain("In place of the text");
    expect(await hover("---\notherTargets: [panel, bes║ide]\n---\n")).toContain("beside it");
  });

  it("tells what a name in the prompt stands for", async () => {
    expect(await hover("---\nname: x\n---\n\n{{ samp║le }}")).toContain("hear its voice");
    const own = "---\nvariables:\n  - name: mood\n---\n\n{{{mo║od}}}";
    expect(await hover(own)).toBe("What is answered when the template is run.");
  });

  it.each([
    ["a text", "---\nname: x\n---\n\nthe sample║ text"],
    ["a name that there is not", "---\nname: x\n---\n\n{{samp║el}}"],
    ["a field that there is not", "---\ncol║our: x\n---\n"],
    ["what stands in any text field", "---\nname: repl║ace\n---\n"],
    ["an empty line", "---\n║\n---\n"],
  ])("says nothing about %s", async (_, marked) => {
    expect(await hover(marked)).toBeUndefined();
  });
});

describe("the documents that are helped with", () => {
  it("are not those of VS Code's own prompt files", () => {
    const selector = templateSelector(extensionUri);
    const document = (path: string, languageId: string) =>
      new FakeDocument(`file://${path}`, "", languageId) as unknown as vscode.TextDocument;
    expect(languages.match(selector, document("/a/.github/prompts/x.prompt.md", "prompt"))).toBe(0);
    expect(languages.match(selector, document("/a/.inkling/templates/x.prompt.md", "inkling-template"))).toBe(
      10,
    );
    const shipped = `${extensionUri.path}/media/templates/poem.prompt.md`;
    expect(languages.match(selector, document(shipped, "prompt"))).toBe(10);
  });
});
