import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Uri } from "vscode";
import { env } from "vscode";
import { newTemplate } from "../../../../src/core/prompts/newTemplate";
import type { PromptTemplate } from "../../../../src/core/prompts/promptTemplate";
import { readSnapshot } from "../../../../src/platform/editorSnapshot";
import { templateInput } from "../../../../src/platform/templateInput";
import { templateSource } from "../../../../src/platform/templateSource";
import { openEditor } from "../../../fakes/documents";
import { host, resetVscode } from "../../../fakes/vscode";

beforeEach(resetVscode);

const template = (user: string, rest: Partial<PromptTemplate> = {}) =>
  newTemplate({ id: "a", name: "A", description: "d", target: "replace", user, ...rest });

const glossary = { read: vi.fn((uri?: Uri) => Promise.resolve(`- Frodo, for ${uri?.path ?? "nothing"}`)) };
const EVERYTHING =
  "{{title}} {{outline}} {{document}} {{date}} {{language}} {{clipboard}} {{glossary}} {{fileName}}";

const GERMAN = [
  "Der alte Kapitän stand am Hafen und sah den Schiffen nach, die langsam in den Nebel fuhren.",
  "Niemand hatte ihm gesagt, dass die Reise verschoben worden war, und so wartete er noch immer auf das Zeichen.",
  "Gegen Abend wurde es kühler; er zog den Mantel enger um die Schultern und dachte an seine Tochter, die in der",
  "Stadt geblieben war und ihm jede Woche einen Brief schrieb, den er zweimal las, bevor er ihn zu den anderen legte.",
  "Es gab nicht mehr viele Menschen, mit denen er über die Jahre auf dem Meer sprechen konnte, und von denen, die",
  "geblieben waren, wollte keiner hören, wie sie damals ohne Mast und Ruder nach Hause gekommen waren.",
  "Doch heute, so schien ihm, war etwas anders als sonst, und er beschloss, bis zum Morgen zu bleiben.",
].join(" ");

describe("what a template is given", () => {
  it("is everything that it names, of the document around the selection", async () => {
    openEditor(
      `---\ntitle: Das Meer\n---\n\n# Teil\n\n## Eins\n\n«Ein Satz.»\n\n${GERMAN}`,
      "file:///meer.md",
    );
    host.clipboard = "copied";
    const source = readSnapshot();
    vi.setSystemTime(new Date(2026, 0, 5, 23, 59));
    const input = await templateInput(template(EVERYTHING), source, glossary);
    vi.useRealTimers();
    expect(input).toEqual({
      text: "Ein Satz.",
      before: source.document.slice(0, source.range.end),
      paragraph: "Ein Satz.",
      sample: GERMAN,
      document: source.document,
      title: "Das Meer",
      outline: "- Teil\n  - Eins",
      date: "2026-01-05",
      language: "German",
      clipboard: "copied",
      glossary: "- Frodo, for /meer.md",
      languageId: "markdown",
      fileName: "meer.md",
    });
  });

  it("is no more than it names: neither the clipboard nor the glossary is looked at", async () => {
    openEditor("# Title\n\n«text»");
    const readText = vi.spyOn(env.clipboard, "readText");
    glossary.read.mockClear();
    const input = await templateInput(template("{{selection}}"), readSnapshot(), glossary);
    expect(Object.keys(input).sort()).toEqual(
      ["before", "fileName", "languageId", "paragraph", "sample", "text"].sort(),
    );
    expect(readText).not.toHaveBeenCalled();
    expect(glossary.read).not.toHaveBeenCalled();
    readText.mockRestore();
  });

  it("leaves a language out that is asked for, or is not plain to see", async () => {
    openEditor(`«Hi»\n\n${GERMAN}`);
    const variables = [{ name: "language", type: "language", label: "Which?" }] as const;
    const asked = await templateInput(template("{{language}}", { variables }), readSnapshot(), glossary);
    expect(asked).not.toHaveProperty("language");
    openEditor("«Hi»");
    const short = await templateInput(template("{{language}}"), readSnapshot(), glossary);
    expect(short).not.toHaveProperty("language");
  });

  it("is the document as it was when the action was started", async () => {
    const { document } = openEditor("# Old\n\n«text»");
    const source = readSnapshot();
    document.edit(0, 5, "# New");
    const input = await templateInput(template("{{document}} {{outline}}"), source, glossary);
    expect(input).toMatchObject({ document: "# Old\n\ntext", outline: "- Old" });
  });

  it("is of a text that was typed that text, and no document's", async () => {
    openEditor("# Title\n\n«text»");
    const input = await templateInput(template(EVERYTHING), templateSource(template(""), "typed"), glossary);
    expect(input).toMatchObject({ text: "typed", document: "typed", glossary: "- Frodo, for nothing" });
    expect(input).not.toHaveProperty("title");
  });
});

describe("what a template works on beside the editor", () => {
  it("is the editor's, where nothing was typed", () => {
    openEditor("One «two» three");
    expect(templateSource(template("{{selection}}"), "")).toMatchObject({ text: "two" });
    expect(templateSource(template("{{selection}}", { scope: "document" }), "").text).toBe("One two three");
  });

  it.each([
    ["asks for everything", "Tell me a joke about {{subject}}"],
    ["names a text only where there is one", "Go{{#selection}} on with {{selection}}{{/selection}}"],
  ])("is nothing for one that %s, and needs no editor", (_, user) => {
    expect(templateSource(template(user), "")).toMatchObject({ text: "", fileName: "" });
    openEditor("One «two»");
    expect(templateSource(template(user), "").text).toBe("two");
  });

  it.each([
    ["works on a text", template("{{selection}}")],
    ["works on the document", template("{{document}}")],
    ["goes on with a text", template("Go on", { style: "continuation" })],
  ])("has to be there for one that %s", (_, one) => {
    expect(() => templateSource(one, "")).toThrow(expect.objectContaining({ reason: "noEditor" }));
  });

  it("is nothing of what is staged", () => {
    openEditor("«One»");
    const staged = template("{{selection}}", { scope: "stagedChanges" });
    expect(() => templateSource(staged, "")).toThrow(expect.objectContaining({ reason: "nothingToWorkOn" }));
  });
});
