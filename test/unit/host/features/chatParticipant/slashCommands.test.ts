import { beforeEach, describe, expect, it, vi } from "vitest";
import * as vscode from "vscode";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { Selection } from "../../../../fakes/values";
import { ui } from "../../../../fakes/window";
import { openChatView } from "../../support/chatView";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

interface Response {
  readonly buttons: readonly vscode.Command[];
}
const titles = ({ buttons }: Response) => buttons.map(({ title }) => title);
/** The writer presses the button. */
const press = ({ buttons }: Response, title: string) => {
  const button = buttons.find((one) => one.title === title);
  if (!button) throw new Error(`There is no button "${title}"`);
  return vscode.commands.executeCommand(button.command, ...((button.arguments ?? []) as unknown[]));
};

describe("a slash command", () => {
  it("works on the text after it, with the template's own words and sampling", async () => {
    openEditor("«The editor's text»");
    const { turn, sent, engine } = openChatView();
    const { response } = await turn(says("He goes."), "He go.", { command: "fixGrammar" });
    expect(sent()).toEqual(["user: Fix the grammar:\n\nHe go."]);
    expect(engine.requests[0]).toMatchObject({
      prompt: { system: expect.stringContaining("You correct grammar") as string },
      sampling: { temperature: 0, maxTokens: 2048 },
    });
    expect(response.text).toBe("He goes.");
  });

  it("alone works on the selection, or else on the paragraph at the cursor", async () => {
    const { turn, sent } = openChatView();
    openEditor("Before «the selection» after");
    await turn(says("x"), "", { command: "fixGrammar" });
    expect(sent()).toEqual(["user: Fix the grammar:\n\nthe selection"]);
    openEditor("One\n\nTwo ║lines\n\nThree");
    await turn(says("x"), "", { command: "fixGrammar" });
    expect(sent()).toEqual(["user: Fix the grammar:\n\nTwo lines"]);
  });

  it("works on what is attached, and not on what VS Code attaches unasked", async () => {
    const { document } = openEditor("The «letter» of Ada", "file:///letter.md");
    openEditor("«front»", "file:///front.md");
    const { turn, sent } = openChatView();
    await turn(says("x"), "#file:letter.md", {
      command: "fixGrammar",
      references: [
        { id: "vscode.implicit.file", value: vscode.Uri.parse("file:///front.md") },
        { id: "vscode.file", range: [0, 15], value: document.uri },
      ],
    });
    expect(sent()).toEqual(["user: Fix the grammar:\n\nThe letter of Ada"]);
  });

  it("asks for what the template wants to know", async () => {
    const { turn, sent } = openChatView();
    const run = turn(says("Bonjour"), "Hello", { command: "translate" });
    await vi.waitFor(() => expect(ui.quickPicks).toHaveLength(1));
    ui.quickPicks[0]?.take("French");
    await run;
    expect(sent()).toEqual(["user: Translate to French:\n\nHello"]);
  });

  it("asks nothing that the writer said already", async () => {
    const { turn, sent } = openChatView();
    await turn(says("Bonjour"), "to French: Hello", { command: "translate" });
    expect(sent()).toEqual(["user: Translate to French:\n\nHello"]);
    openEditor("«Hello»");
    await turn(says("你好"), "chinese", { command: "translate" });
    expect(sent()).toEqual(["user: Translate to Chinese:\n\nHello"]);
    expect(ui.quickPicks).toEqual([]);
  });

  it("whose questions the writer leaves asks no model, and is no part of the conversation", async () => {
    const { turn, engine, sent } = openChatView();
    const run = turn(undefined, "Hello", { command: "translate" });
    await vi.waitFor(() => expect(ui.quickPicks).toHaveLength(1));
    ui.quickPicks[0]?.hide();
    const { response, followUps } = await run;
    expect(response.text).toBe("Cancelled.");
    expect(engine.requests).toEqual([]);
    expect(followUps).toEqual([]);
    await turn(says("Hi"), "Hello?");
    expect(sent()).toEqual(["user: Hello?"]);
  });

  it("is told whole in the conversation that follows, with the text that it worked on", async () => {
    openEditor("«He go.»");
    const { turn, sent, engine } = openChatView();
    await turn(says("He goes."), "", { command: "fixGrammar" });
    await turn(says("Goes."), "Make it shorter.");
    expect(sent()).toEqual([
      "user: Fix the grammar:\n\nHe go.",
      "assistant: He goes.",
      "user: Make it shorter.",
    ]);
    expect(engine.requests[1]?.prompt).not.toMatchObject({
      system: expect.stringContaining("You correct grammar") as string,
    });
  });

  it("takes no conversation along: the template says all that is wanted", async () => {
    const { turn, sent } = openChatView();
    await turn(says("Blue"), "The sky?");
    await turn(says("He goes."), "He go.", { command: "fixGrammar" });
    expect(sent()).toEqual(["user: Fix the grammar:\n\nHe go."]);
  });

  it("works on the last answer where it is named, as the follow-up does", async () => {
    const { turn, sent } = openChatView();
    const { followUps } = await turn(says("Blue as steel"), "The sky?");
    const { prompt, command = "" } = followUps.at(-1) ?? { prompt: "" };
    const run = turn(says("Bleu"), prompt, { command });
    await vi.waitFor(() => expect(ui.quickPicks).toHaveLength(1));
    ui.quickPicks[0]?.take("French");
    await run;
    expect(sent()).toEqual(["user: Translate to French:\n\nBlue as steel"]);
  });

  it.each([
    ["on a blank line", "One\n\n║\n\nTwo"],
    ["in an empty document", "║"],
  ])("says %s that there is nothing to work on", async (_, text) => {
    openEditor(text);
    const { turn, engine } = openChatView();
    const { result } = await turn(undefined, "", { command: "translate" });
    expect(result.errorDetails?.message).toContain("There is no text here");
    expect(ui.quickPicks).toEqual([]);
    expect(engine.requests).toEqual([]);
  });

  it("says so when no editor is open, or the template is gone", async () => {
    const { turn } = openChatView();
    const closed = await turn(undefined, "", { command: "fixGrammar" });
    expect(closed.result.errorDetails?.message).toContain("Open a text first");
    const gone = await turn(undefined, "the sea", { command: "epic" });
    expect(gone.result.errorDetails?.message).toContain("no longer exists");
  });

  it("does not read braces in the writer's text as its own", async () => {
    const { turn, sent } = openChatView();
    await turn(says("x"), "Use {{selection}} & <b>", { command: "fixGrammar" });
    expect(sent()).toEqual(["user: Fix the grammar:\n\nUse {{selection}} & <b>"]);
  });
});

describe("below the answer of a template", () => {
  it("a button puts it in place of the paragraph that it is about, wherever the cursor is by then", async () => {
    const editor = openEditor("One\n\nHe ║go.\n\nThree");
    const { turn } = openChatView();
    const { response } = await turn(says("Sure, here it is:\n\n", "He goes."), "", { command: "fixGrammar" });
    expect(titles(response)).toEqual(["Replace Selection", "Insert at Cursor"]);
    const start = editor.document.positionAt(0);
    editor.selection = new Selection(start, start);
    await press(response, "Replace Selection");
    expect(editor.document.getText()).toBe("One\n\nHe goes.\n\nThree");
  });

  it("the button leaves a text alone that was changed meanwhile, and says so", async () => {
    const { document } = openEditor("«He go.»");
    const { turn } = openChatView();
    const { response } = await turn(says("He goes."), "", { command: "fixGrammar" });
    document.edit(0, 2, "She");
    ui.answers.push(undefined);
    await press(response, "Replace Selection");
    expect(document.getText()).toBe("She go.");
    expect(ui.messages.map(({ message }) => message)).toEqual([
      expect.stringContaining("The text was changed meanwhile"),
    ]);
  });

  it("the button keeps the document's line ends", async () => {
    const { document } = openEditor("«one\r\ntwo»");
    const { turn } = openChatView();
    const { response } = await turn(says("- one\n- two"), "", { command: "fixGrammar" });
    await press(response, "Replace Selection");
    expect(document.getText()).toBe("- one\r\n- two");
  });

  it("a button puts it at the cursor", async () => {
    const { document } = openEditor("Here: ║");
    const { turn } = openChatView();
    const { response } = await turn(says("x", "yz"), "free: the sea", { command: "poem" });
    expect(titles(response)).toEqual(["Insert at Cursor"]);
    await press(response, "Insert at Cursor");
    expect(document.getText()).toBe("Here: xyz");
  });

  it("nothing replaces a text that stands in no editor", async () => {
    openEditor("«text»");
    const { turn } = openChatView();
    const { response } = await turn(says("He goes."), "He go.", { command: "fixGrammar" });
    expect(titles(response)).toEqual(["Insert at Cursor"]);
  });

  it("remarks have no button, and a follow-up that acts on them", async () => {
    openEditor("«text»");
    const { turn } = openChatView();
    const { response, followUps } = await turn(says('"text": dull.'), "", { command: "critique" });
    expect(titles(response)).toEqual([]);
    expect(followUps.map(({ label }) => label)).toEqual(["Rewrite Accordingly"]);
  });

  it("an edit that broke off is an error, without a button that would lose the end of the text", async () => {
    openEditor("«He go. They goes.»");
    const { engine, conversation } = openChatView();
    const answer = new Channel<ModelChunk>();
    answer.push({ kind: "text", text: "He goes." });
    answer.push({ kind: "finish", reason: "length" });
    answer.close();
    engine.answers.push(answer);
    const { response, done } = conversation.ask("", { command: "fixGrammar" });
    const { result } = await done;
    expect(result.errorDetails?.message).toContain("broke off");
    expect(titles(response)).toEqual(["Choose Model"]);
  });

  it("the commands of the buttons do nothing for anything but an answer", async () => {
    const { document } = openEditor("«text»");
    openChatView();
    const place = { uri: document.uri, start: 0, text: "text", lineEnding: "\n" };
    for (const args of [[], [42], [{ answer: "x" }]]) {
      await vscode.commands.executeCommand("inkling.chatParticipant.insert", ...args);
      await vscode.commands.executeCommand("inkling.chatParticipant.replace", ...args, place);
    }
    for (const wrong of [undefined, null, "x", { ...place, uri: "x" }, { ...place, start: "0" }]) {
      await vscode.commands.executeCommand("inkling.chatParticipant.replace", "x", wrong);
    }
    expect(document.getText()).toBe("text");
    expect(ui.messages).toEqual([]);
    expect(host.executed.length).toBeGreaterThan(0);
  });
});
