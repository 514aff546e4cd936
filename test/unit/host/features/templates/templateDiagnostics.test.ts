import type * as vscode from "vscode";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findProblem } from "../../../../../src/features/templates/templateFinding";
import { documents, FakeDocument } from "../../../../fakes/documents";
import type { Range } from "../../../../fakes/values";
import { host, resetVscode } from "../../../../fakes/vscode";
import { openTemplate, startTemplates, templateFile } from "../../support/templates";

beforeEach(resetVscode);
afterEach(() => void vi.useRealTimers());

const messages = (document: FakeDocument) =>
  host.diagnostics.get(document.uri.toString())?.map(({ message }) => message);
/** What the first diagnostic is about. */
const marked = (document: FakeDocument) =>
  document.getText(host.diagnostics.get(document.uri.toString())?.[0]?.range as never);
const told = (document: FakeDocument, count: number) =>
  vi.waitFor(() => expect(messages(document)).toHaveLength(count), { interval: 5 });

function fixes(document: FakeDocument): vscode.CodeAction[] {
  const { provider } = host.codeActionProviders[0]!;
  const { range } = host.diagnostics.get(document.uri.toString())![0]!;
  return provider.provideCodeActions(
    document as never,
    range,
    {} as never,
    {} as never,
  ) as vscode.CodeAction[];
}

describe("a template file in the editor", () => {
  it.each([
    [
      "a field that there is not",
      (text: string) => text.replace("target: panel", "target: panel\ncatgory: write"),
      "catgory",
      'no field "catgory". Did you mean "category"?',
    ],
    [
      "a needed field that is misspelt",
      (text: string) => text.replace("target", "tarjet"),
      "tarjet",
      'Did you mean "target"?',
    ],
    [
      "a name that there is not",
      () => templateFile("Mine", "Say {{selektion}}"),
      "selektion",
      'called "selektion"',
    ],
    ["what a field cannot say", (text: string) => text.replace("panel", "sideways"), "target", "target"],
    ["broken YAML", (text: string) => text.replace("Mine", '"Mine'), undefined, "no valid YAML"],
    ["no front matter", () => "Just a text", "Just a text", "three dashes"],
    ["nothing at all", () => "", "", "three dashes"],
    [
      "no prompt",
      (text: string) => text.slice(0, text.lastIndexOf("---\n") + 4),
      undefined,
      "Nothing is asked",
    ],
  ])("has the place marked: %s", async (_, broken, place, words) => {
    await startTemplates();
    const document = openTemplate(broken(templateFile("Mine")));
    await told(document, 1);
    expect(messages(document)?.[0]).toContain(words);
    if (place !== undefined) expect(marked(document)).toBe(place);
    expect(host.diagnostics.get(document.uri.toString())?.[0]?.source).toBe("Inkling");
  });

  it("has nothing marked where nothing is wrong, nor once it is closed", async () => {
    await startTemplates();
    const document = openTemplate(templateFile("Mine"));
    await told(document, 0);
    const broken = openTemplate("broken", "/w/.inkling/templates/b.prompt.md");
    await told(broken, 1);
    broken.close();
    expect(messages(broken)).toBeUndefined();
  });

  it("is looked at while it is written, once the writer pauses", async () => {
    vi.useFakeTimers();
    await startTemplates();
    const document = openTemplate(templateFile("Mine"));
    await vi.waitFor(() => expect(messages(document)).toEqual([]));
    const at = document.getText().indexOf("target");
    document.edit(at, at + 6, "tar");
    document.edit(at + 3, at + 3, "jet");
    await vi.advanceTimersByTimeAsync(250);
    expect(messages(document)).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    await vi.waitFor(() => expect(messages(document)).toHaveLength(1));
    document.edit(at, at + 6, "target");
    await vi.advanceTimersByTimeAsync(350);
    await vi.waitFor(() => expect(messages(document)).toEqual([]));
  });

  it("has the word that was meant offered, which sets it right", async () => {
    await startTemplates();
    const document = openTemplate(templateFile("Mine", "Say it otherwise: {{selektion}}"));
    await told(document, 1);
    const [fix] = fixes(document);
    expect(fix).toMatchObject({ title: 'Change to "selection"', isPreferred: true });
    const [edit] = (fix!.edit as unknown as { edits: { range: Range; text: string }[] }).edits;
    document.edit(document.offsetAt(edit!.range.start), document.offsetAt(edit!.range.end), edit!.text);
    await told(document, 0);
    expect(document.getText()).toBe(templateFile("Mine", "Say it otherwise: {{selection}}"));
  });

  it("has no word offered where none is near, nor for what was typed over", async () => {
    await startTemplates();
    const document = openTemplate(templateFile("Mine", "Say {{weather}}"));
    await told(document, 1);
    expect(fixes(document)).toEqual([]);
    const other = openTemplate(
      templateFile("Mine", "Say {{selektion}}"),
      "/w/.inkling/templates/b.prompt.md",
    );
    await told(other, 1);
    other.edit(0, 0, "\n");
    expect(fixes(other)).toEqual([]);
  });

  it("is looked at where it was open before Inkling was there", async () => {
    const document = new FakeDocument(
      "file:///w/.inkling/templates/a.prompt.md",
      "broken",
      "inkling-template",
    );
    documents.open.push(document);
    await startTemplates();
    await told(document, 1);
  });

  it("is let alone where it is none of ours", async () => {
    vi.useFakeTimers();
    await startTemplates();
    const document = new FakeDocument("file:///w/.github/prompts/a.prompt.md", "broken", "prompt");
    documents.opened.fire(document);
    document.edit(0, 0, "x");
    await vi.advanceTimersByTimeAsync(1000);
    expect(messages(document)).toBeUndefined();
  });

  it("is told by the file's name without its ending", () => {
    const found = findProblem(new FakeDocument("file:///a/mine.prompt.md", templateFile("Mine")) as never);
    expect(found).toBeUndefined();
  });
});
