import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Uri } from "vscode";
import { isReadOnly, readSnapshot, takeSnapshot } from "../../../../src/platform/editorSnapshot";
import { openEditor } from "../../../fakes/documents";
import { Selection } from "../../../fakes/values";
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
    openEditor("║Dear Ada", `file://${path}`);
    await expect(takeSnapshot()).rejects.toMatchObject({ reason: "readOnly" });
    await chmod(path, 0o644);
    expect((await takeSnapshot()).text).toBe("Dear Ada");
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

  it("is one that is no file at all, such as git's", async () => {
    expect(await isReadOnly(Uri.parse("git:/there/is/none.md"))).toBe(true);
  });
});
