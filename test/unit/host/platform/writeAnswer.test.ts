import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { workspace, type TextEditor } from "vscode";
import { writeAnswer } from "../../../../src/platform/writeAnswer";
import { documents, openEditor } from "../../../fakes/documents";
import { Selection } from "../../../fakes/values";
import { resetVscode } from "../../../fakes/vscode";
import { settings } from "../../../fakes/workspace";

beforeEach(resetVscode);

describe("an answer", () => {
  it("is inserted at the cursor, in one step", async () => {
    const { document } = openEditor("Dear ║Ada");
    await writeAnswer("dear ");
    expect(document.getText()).toBe("Dear dear Ada");
    expect(documents.edits).toBe(1);
  });

  it("is inserted at the cursor's end of a selection, which stays", async () => {
    const { document } = openEditor("«Dear» Ada");
    await writeAnswer("est");
    expect(document.getText()).toBe("Dearest Ada");
  });

  it("is inserted at the cursor also where the text above it grows while the disk is asked", async () => {
    const editor = openEditor("One ║two", "file:///a.md");
    const { document } = editor;
    const spy = vi.spyOn(workspace.fs, "stat").mockImplementation(() => {
      document.edit(0, 0, "Zero ");
      // VS Code takes the cursor along.
      const cursor = document.positionAt("Zero One ".length);
      editor.selection = new Selection(cursor, cursor);
      return Promise.resolve({ type: 1, ctime: 0, mtime: 0, size: 0 });
    });
    onTestFinished(() => spy.mockRestore());
    await writeAnswer("and ");
    expect(document.getText()).toBe("Zero One and two");
  });

  it("gets the document's own line endings", async () => {
    const { document } = openEditor("One\r\n║");
    await writeAnswer("a\nb");
    expect(document.getText()).toBe("One\r\na\r\nb");
  });

  it("fails as noEditor where nothing is open", async () => {
    await expect(writeAnswer("x")).rejects.toMatchObject({ reason: "noEditor" });
  });

  it("fails as readOnly in a document that cannot be changed", async () => {
    settings.readOnlySchemes = ["vscode-vfs"];
    openEditor("║Dear Ada", "vscode-vfs://github/letter.md");
    await expect(writeAnswer("x")).rejects.toMatchObject({ reason: "readOnly" });
  });
});

describe("an answer for another editor than the active one", () => {
  it("goes to the cursor there", async () => {
    const editor = openEditor("Dear ║Ada");
    openEditor("║An answer", "untitled:Untitled-2");
    await writeAnswer("dear ", editor as unknown as TextEditor);
    expect(editor.document.getText()).toBe("Dear dear Ada");
  });
});
