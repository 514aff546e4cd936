import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import { documents, FakeDocument, openEditor } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";
import { settings } from "../../../../fakes/workspace";
import { openChatView } from "../../support/chatView";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

const uri = (path: string) => vscode.Uri.parse(`file://${path}`);
const file = (path: string) => ({ id: "vscode.file", value: uri(path) });
const range = (start: [number, number], end: [number, number]) =>
  new vscode.Range(new vscode.Position(...start), new vscode.Position(...end));

function onDisk(path: string, text: string) {
  documents.onDisk.push(new FakeDocument(`file://${path}`, text));
}

describe("what is attached to a question", () => {
  it("goes along in front of it: files, lines of files, texts", async () => {
    onDisk("/book/one.md", "It was night.");
    openEditor("a\n║bcd\ne", "file:///two.md");
    const { turn, sent } = openChatView();
    const { response } = await turn(says("Yes"), "Is it good?", {
      references: [
        file("/book/one.md"),
        { id: "vscode.selection", value: new vscode.Location(uri("/two.md"), range([1, 1], [1, 3])) },
        { id: "note", modelDescription: "A note", value: "Be kind." },
      ],
    });
    const [message = ""] = sent();
    for (const part of ["one.md", "It was night.", "two.md, 2–2", "cd", "A note", "Be kind."]) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain("bcd");
    expect(message).toMatch(/Is it good\?$/);
    expect(response.references).toHaveLength(2);
    expect(response.text).toBe("Yes");
  });

  it("is there as it stands in the editor, saved or not", async () => {
    onDisk("/one.md", "old");
    const { document } = openEditor("old║", "file:///one.md");
    document.edit(0, 3, "new");
    const { turn, sent } = openChatView();
    await turn(says("Yes"), "Is it good?", { references: [file("/one.md")] });
    expect(sent()[0]).toContain("new");
    expect(sent()[0]).not.toContain("old");
  });

  it("is asked about as well where nothing else is said", async () => {
    onDisk("/one.md", "It was night.");
    const { turn, sent } = openChatView();
    await turn(says("Yes"), "", { references: [file("/one.md")] });
    expect(sent()[0]).toContain("It was night.");
  });

  it("goes along once when it is attached twice", async () => {
    onDisk("/one.md", "It was night.");
    const { turn, sent } = openChatView();
    await turn(says("Yes"), "Good?", { references: [file("/one.md"), file("/one.md")] });
    expect(sent()[0]?.split("It was night.")).toHaveLength(2);
  });

  it("stays with its question in the conversation that follows", async () => {
    onDisk("/one.md", "It was night.");
    const { turn, sent } = openChatView();
    await turn(says("Yes"), "Good?", { references: [file("/one.md")] });
    await turn(says("The first word"), "Why?");
    expect(sent()[0]).toContain("It was night.");
    expect(sent().slice(1)).toEqual(["assistant: Yes", "user: Why?"]);
  });

  it("is named before the answer where there is no text in it, and that is no part of the answer", async () => {
    const { turn, sent } = openChatView();
    const { response } = await turn(says("Hm"), "Good?", {
      references: [file("/a_[b].png"), { id: "image", value: new Uint8Array(2) }],
    });
    expect(response.text).toBe(
      "> Left out, for there is no text in it or no room for it: a\\_\\[b\\]\\.png, image\n\nHm",
    );
    expect(sent()).toEqual(["user: Good?"]);
    await turn(says("Yes"), "Sure?");
    expect(sent()).toEqual(["user: Good?", "assistant: Hm", "user: Sure?"]);
  });

  it("goes along as far as there is room, which is said before the answer", async () => {
    settings.user["inkling.models"] = [
      { name: "scripted", provider: "embedded", path: "/models/scripted.gguf", contextTokens: 1000 },
    ];
    onDisk("/long.md", `It was night. ${"And it was dark.\n".repeat(2000)}The end.`);
    const { turn, sent } = openChatView();
    const { response } = await turn(says("Hm"), "Good?", { references: [file("/long.md")] });
    expect(response.text).toBe("> Too long to go along whole, so only its beginning does: long\\.md\n\nHm");
    expect(sent()[0]).toContain("It was night.");
    expect(sent()[0]).not.toContain("The end.");
    expect(sent()[0]?.length).toBeLessThan(4000);
  });
});
