import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Uri } from "vscode";
import {
  isReadOnly,
  readSnapshot,
  requireWritable,
  stillStands,
} from "../../../../src/platform/editorSnapshot";
import { documents, openEditor } from "../../../fakes/documents";
import { Selection, TabInputTextDiff, Uri as FakeUri } from "../../../fakes/values";
import { resetVscode } from "../../../fakes/vscode";
import { settings } from "../../../fakes/workspace";

beforeEach(resetVscode);

describe("a snapshot", () => {
  it("is of the selection where there is one", () => {
    openEditor("One «two» three.");
    expect(readSnapshot()).toMatchObject({ text: "two", range: { start: 4, end: 7 }, before: "One two" });
  });

  it("is of the paragraph at the cursor where nothing is selected", () => {
    openEditor("Title\n\nFirst li║ne\nsecond line\n\nEnd");
    const { text, before } = readSnapshot();
    expect(text).toBe("First line\nsecond line");
    expect(before).toBe("Title\n\nFirst line\nsecond line");
  });

  it("is empty on a blank line, with all that stands before it", () => {
    openEditor("Once upon a time.\n\n║\n\nEnd");
    expect(readSnapshot()).toMatchObject({ text: "", before: "Once upon a time.\n\n" });
  });

  it("is the same for a selection made backwards", () => {
    const editor = openEditor("One «two» three.");
    const { anchor, active } = editor.selection;
    editor.selection = new Selection(active, anchor);
    expect(readSnapshot()).toMatchObject({ text: "two", range: { start: 4, end: 7 } });
  });

  it("counts UTF-16 units, also after characters of two", () => {
    openEditor("🌊🌊 «海» 🌊");
    expect(readSnapshot()).toMatchObject({ text: "海", range: { start: 5, end: 6 } });
  });

  it("says which document it is of, and its line ending", () => {
    openEditor("«Dear\r\nAda»", "untitled:Untitled-7", "latex");
    const { uri, languageId, fileName, lineEnding } = readSnapshot();
    expect([uri.toString(), languageId, fileName, lineEnding]).toEqual([
      "untitled:Untitled-7",
      "latex",
      "Untitled-7",
      "\r\n",
    ]);
  });

  it("fails as noEditor where nothing is open", () => {
    expect(readSnapshot).toThrow(expect.objectContaining({ reason: "noEditor" }));
  });

  it("is a value: what is typed later does not change it", () => {
    const { document } = openEditor("«Dear» Ada");
    const snapshot = readSnapshot();
    document.edit(0, 4, "My dearest");
    expect(snapshot.text).toBe("Dear");
  });
});

describe("what stands around it", () => {
  it("is its whole paragraph, or those that it reaches into", () => {
    openEditor("One.\n\nTwo «and» three.\nFour.\n\nFive.");
    expect(readSnapshot().paragraph).toBe("Two and three.\nFour.");
    openEditor("One.\n\nTwo «and three.\n\nFive» six.\n\nSeven.");
    expect(readSnapshot().paragraph).toBe("Two and three.\n\nFive six.");
  });

  it("is other prose of the document, to show its voice", () => {
    const other = "The harbour was empty that morning, and nobody told us why.";
    openEditor(`# Title\n\n${other}\n\nA «small» boat.`);
    expect(readSnapshot().sample).toBe(other);
  });
});

describe("a snapshot's text", () => {
  it("still stands where it was until it is changed or moved, or its document closed", () => {
    const { document } = openEditor("One «two» three.");
    const snapshot = readSnapshot();
    expect(stillStands(snapshot)).toBe(true);
    document.edit(16, 16, " Four.");
    expect(stillStands(snapshot)).toBe(true);
    document.edit(0, 0, "> ");
    expect(stillStands(snapshot)).toBe(false);
    document.edit(0, 2, "");
    expect(stillStands(snapshot)).toBe(true);
    document.close();
    expect(stillStands(snapshot)).toBe(false);
  });
});

describe("a document that cannot be changed", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "inkling-read-only-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is refused before a model is asked", async () => {
    const path = join(folder, "letter.md");
    await writeFile(path, "Dear Ada");
    await chmod(path, 0o444);
    await expect(requireWritable(Uri.file(path))).rejects.toMatchObject({ reason: "readOnly" });
    await chmod(path, 0o644);
    await requireWritable(Uri.file(path));
  });

  it("may be so by its file system", async () => {
    settings.readOnlySchemes = ["vscode-vfs"];
    expect(await isReadOnly(Uri.parse("vscode-vfs://github/a/b.md"))).toBe(true);
  });

  it("is no document that has never been saved", async () => {
    expect(await isReadOnly(Uri.parse("untitled:Untitled-1"))).toBe(false);
  });

  it("is no file that has been deleted meanwhile: saving makes it anew", async () => {
    expect(await isReadOnly(Uri.file(join(folder, "gone.md")))).toBe(false);
  });

  it("is the left side of a comparison, and not the right one", async () => {
    const [left, right] = ["a.md", "b.md"].map((name) => FakeUri.file(join(folder, name)));
    if (!left || !right) throw new Error("two names, two addresses");
    documents.activeTab = { input: new TabInputTextDiff(left, right) };
    await expect(requireWritable(left as unknown as Uri)).rejects.toMatchObject({ reason: "readOnly" });
    await requireWritable(right as unknown as Uri);
  });

  it("is a notebook's cell when the notebook cannot be changed, and not otherwise", async () => {
    const path = join(folder, "notes.ipynb");
    await writeFile(path, "{}");
    const cell = FakeUri.parse("vscode-notebook-cell:/notes.ipynb");
    documents.notebooks.push({ uri: FakeUri.file(path), getCells: () => [{ document: { uri: cell } }] });
    expect(await isReadOnly(cell as unknown as Uri)).toBe(false);
    await chmod(path, 0o444);
    expect(await isReadOnly(cell as unknown as Uri)).toBe(true);
  });

  it("is one that is no file at all, such as git's", async () => {
    expect(await isReadOnly(Uri.parse("git:/there/is/none.md"))).toBe(true);
  });
});
