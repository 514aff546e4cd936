import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { createFile, cursorAfter, open } from "../support/editor";
import { type } from "../support/ghostText";
import { setScene } from "../support/scene";
import {
  deleteUserTemplates,
  PROMPT_FILES,
  putFile,
  templateText,
  userTemplates,
  WORKSPACE_TEMPLATES,
} from "../support/templateFiles";
import { until } from "../support/until";

const DRAFT = templateText("Draft", "Say it for {{readers}}: {{selection}}", {
  variables: "\n  - name: readers\n    type: text\n    label: Who reads it?",
});

describe("a template file in the editor", () => {
  setScene();
  let files = 0;
  after(async () => {
    await deleteUserTemplates();
    for (const folder of [WORKSPACE_TEMPLATES, PROMPT_FILES]) await rm(dirname(folder), { recursive: true });
  });

  async function openTemplate(text: string, folder = WORKSPACE_TEMPLATES): Promise<vscode.TextEditor> {
    return open(vscode.Uri.file(await putFile(folder, `edited${++files}`, text)));
  }

  /** What may be written behind `text`. */
  async function completions(source: string, text: string): Promise<readonly vscode.CompletionItem[]> {
    const { document } = await openTemplate(source);
    const position = document.positionAt(source.indexOf(text) + text.length);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      position,
    );
    return items;
  }

  async function labelsOf(source: string, text: string): Promise<readonly string[]> {
    return (await completions(source, text)).map(textOf);
  }

  async function hoverAt(source: string, text: string): Promise<string> {
    const { document } = await openTemplate(source);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      document.positionAt(source.indexOf(text)),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ""))
      .join("\n");
  }

  function marks({ uri }: vscode.TextDocument): readonly vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Inkling");
  }

  it("has a language of its own in the workspace and in the user's folder, and only there", async () => {
    const languageOf = async (folder: string) => (await openTemplate(DRAFT, folder)).document.languageId;
    assert.equal(await languageOf(WORKSPACE_TEMPLATES), "inkling-template");
    assert.equal(await languageOf(await userTemplates()), "inkling-template");
    assert.notEqual(await languageOf(PROMPT_FILES), "inkling-template");
    const elsewhere = await open(await createFile(DRAFT, "prompt.md"));
    assert.notEqual(elsewhere.document.languageId, "inkling-template");
  });

  it("offers the fields, what is needed first, and nothing else", async () => {
    const source = "---\nname: Ode\n\n---\n\n{{selection}}\n";
    const items = await completions(source, "name: Ode\n");
    const sorted = items.toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
    const labels = sorted.map(textOf);
    assert.ok(labels.includes("variables") && labels.includes("languages"), labels.join());
    assert.ok(labels.indexOf("target") < labels.indexOf("icon"));
    assert.ok(!labels.includes("name"));
    assert.ok(items.every(({ kind }) => kind === vscode.CompletionItemKind.Property));
  });

  it("offers the values of a field: targets, this editor's languages, its icons", async () => {
    assert.ok((await labelsOf(DRAFT, "target: ")).includes("insertAfter"));
    const languages = await labelsOf(DRAFT.replace("target:", "languages: []\ntarget:"), "languages: [");
    assert.ok(languages.includes("markdown") && languages.includes("inkling-template"), languages.join());
    const icons = await labelsOf(DRAFT.replace("target:", "icon: \ntarget:"), "icon: ");
    assert.ok(icons.includes("sparkle") && icons.length > 300, `${icons.length} icons`);
  });

  it("offers the names that a prompt may name, its own first", async () => {
    const items = await completions(DRAFT.replace("{{selection}}", "{{"), "}}: {{");
    const sorted = items.toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
    assert.deepEqual(sorted.slice(0, 2).map(textOf), ["readers", "selection"]);
  });

  for (const { what, source, at, typed, expected } of [
    {
      what: "a name in braces, and closes them",
      source: templateText("Typed", "Say: "),
      at: "Say: ",
      typed: "{{sele",
      expected: templateText("Typed", "Say: {{selection}}"),
    },
    {
      what: "a field",
      source: DRAFT.replace("target:", "\ntarget:"),
      at: "category: edit\n",
      typed: "ico",
      expected: DRAFT.replace("target:", "icon: \ntarget:"),
    },
    {
      what: "a field with what is needed in it",
      source: templateText("Typed", "Say it").replace("target:", "\ntarget:"),
      at: "category: edit\n",
      typed: "exam",
      expected: templateText("Typed", "Say it").replace(
        "target:",
        "examples:\n  - selection: \n    output: \ntarget:",
      ),
    },
  ]) {
    it(`is written with few keys: ${what}`, async () => {
      const editor = await openTemplate(source);
      cursorAfter(editor, at);
      if (at.endsWith("\n")) {
        const position = editor.document.positionAt(source.indexOf(at) + at.length);
        editor.selection = new vscode.Selection(position, position);
      }
      await type(typed);
      await until("the word to be taken from the list", async () => {
        await vscode.commands.executeCommand("acceptSelectedSuggestion");
        return editor.document.getText() === expected;
      }).catch(() => assert.equal(editor.document.getText(), expected));
    });
  }

  it("explains fields, values and names", async () => {
    assert.match(await hoverAt(DRAFT, "target"), /Where the answer goes[\s\S]*`panel`/);
    assert.match(await hoverAt(DRAFT, "replace"), /In place of the text/);
    assert.match(await hoverAt(DRAFT, "selection}}"), /The text that the template works on/);
    assert.match(await hoverAt(DRAFT, "readers}}"), /answered when the template is run/);
  });

  it("has its mistake marked, and set right by a quick fix", async () => {
    const source = DRAFT.replace("{{selection}}", "{{selektion}}");
    const { document } = await openTemplate(source);
    const mark = await until("the mark", () => marks(document)[0]);
    assert.equal(document.getText(mark.range), "selektion");
    assert.match(mark.message, /Did you mean "selection"\?/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      mark.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Change to "selection"');
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), DRAFT);
    await until("no mark", () => marks(document).length === 0);
  });

  it("has the mistake marked as it is typed, and unmarked as it is closed", async () => {
    // Opened as by a person: VS Code keeps what an extension opens for minutes after it is closed.
    const path = await putFile(WORKSPACE_TEMPLATES, "closed", DRAFT);
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path));
    const editor = await until("the editor", () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.uri.fsPath === path ? activeTextEditor : undefined;
    });
    const { document } = editor;
    cursorAfter(editor, "target: ");
    await type("x");
    const mark = await until("the mark", () => marks(document)[0]);
    assert.equal(mark.range.start.line, editor.selection.active.line);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until("no mark", () => marks(document).length === 0);
  });

  it("is let alone where it is one of VS Code's own prompt files", async () => {
    const source = DRAFT.replace("{{selection}}", "{{selektion}}");
    const theirs = await openTemplate(source, PROMPT_FILES);
    const ours = await openTemplate(source);
    await until("the mark", () => marks(ours.document).length > 0);
    assert.deepEqual(marks(theirs.document), []);
  });
});

function textOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}
