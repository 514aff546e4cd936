import { beforeEach, describe, expect, it } from "vitest";
import { Uri } from "vscode";
import { applyEdit } from "../../../../src/platform/applyEdit";
import { documents, FakeDocument, openEditor } from "../../../fakes/documents";
import { resetVscode } from "../../../fakes/vscode";

beforeEach(resetVscode);

const LETTER = "file:///letter.md";
const greeting = { start: 0, text: "Dear" };
const edit = { start: 0, end: 4, text: "My dearest" };

describe("an edit", () => {
  it("replaces the text that it was made for, in one step", async () => {
    const { document } = openEditor("║Dear Ada", LETTER);
    await applyEdit(Uri.parse(LETTER), edit, greeting);
    expect(document.getText()).toBe("My dearest Ada");
    expect(documents.edits).toBe(1);
  });

  it("is right over several lines with carriage returns", async () => {
    const { document } = openEditor("║One\r\nTwo\r\nThree", LETTER);
    await applyEdit(Uri.parse(LETTER), { start: 5, end: 8, text: "2" }, { start: 5, text: "Two" });
    expect(document.getText()).toBe("One\r\n2\r\nThree");
  });

  it("is refused as textChanged when another text stands there, which stays as it is", async () => {
    const { document } = openEditor("║Dead Ada", LETTER);
    await expect(applyEdit(Uri.parse(LETTER), edit, greeting)).rejects.toMatchObject({
      reason: "textChanged",
    });
    expect(document.getText()).toBe("Dead Ada");
  });

  it("is refused as textChanged when the document has become shorter", async () => {
    openEditor("║De", LETTER);
    await expect(applyEdit(Uri.parse(LETTER), edit, greeting)).rejects.toMatchObject({
      reason: "textChanged",
    });
  });

  it("fails as editRefused when VS Code does not take it", async () => {
    openEditor("║Dear Ada", LETTER);
    documents.editsAreAccepted = false;
    await expect(applyEdit(Uri.parse(LETTER), edit, greeting)).rejects.toMatchObject({
      reason: "editRefused",
    });
  });

  it("opens a saved document again that was closed meanwhile", async () => {
    const letter = new FakeDocument(LETTER, "Dear Ada");
    documents.onDisk.push(letter);
    await applyEdit(Uri.parse(LETTER), edit, greeting);
    expect(letter.getText()).toBe("My dearest Ada");
  });

  it.each([
    ["an untitled document that was closed", "untitled:Untitled-1"],
    ["a file that is no more", "file:///gone.md"],
  ])("fails as documentClosed for %s", async (_, uri) => {
    await expect(applyEdit(Uri.parse(uri), edit, greeting)).rejects.toMatchObject({
      reason: "documentClosed",
    });
  });
});
