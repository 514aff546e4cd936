import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { parseTemplate } from "../../../../../src/core/prompts/parseTemplate";
import { documents, FakeDocument, openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openPanel } from "../../support/chatPanel";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** A panel with one question and its answer. */
async function answered(question = "Hi", answer = "Hello") {
  const panel = openPanel();
  panel.engine.answers.push(says(answer));
  await panel.send(question);
  const [asked, given] = panel.shown().messages;
  return { ...panel, questionId: asked?.id ?? "", messageId: given?.id ?? "" };
}

describe("a question that is edited", () => {
  it("is asked anew in a branch of its own, and the old one stays", async () => {
    const { controller, engine, send, questionId, shown, transcript } = await answered();
    engine.answers.push(says("Fine"), says("Good day"));
    await send("How are you?");
    await controller.handle({ kind: "edit", messageId: questionId, text: " Good day " });
    expect(transcript()).toEqual(["user: Good day", "assistant: Good day"]);
    expect(engine.requests[2]?.prompt).toMatchObject({ messages: [{ content: "Good day" }] });
    const [edited] = shown().messages;
    expect(edited?.branch).toEqual({ place: 2, of: 2 });
    await controller.handle({ kind: "branch", messageId: edited?.id ?? "", offset: -1 });
    expect(transcript()).toEqual(["user: Hi", "assistant: Hello", "user: How are you?", "assistant: Fine"]);
  });

  it("keeps what was sent along, and how a template asks", async () => {
    openEditor("«The sea»", "file:///a.md");
    const panel = openPanel();
    await panel.controller.handle({ kind: "addContext", what: "selection" });
    panel.engine.answers.push(says("1"), says("2"), says("3"), says("4"));
    await panel.send("Short");
    openEditor("«Something else»", "file:///b.md");
    const edit = async (place: number, text: string) => {
      const messageId = panel.shown().messages[place]?.id ?? "";
      await panel.controller.handle({ kind: "edit", messageId, text });
      return panel.engine.requests.at(-1);
    };
    const { prompt } = (await edit(0, "Shorter")) ?? {};
    expect(prompt).toMatchObject({
      messages: [{ content: expect.stringMatching(/The sea[\s\S]*Shorter$/) as string }],
    });
    await panel.runTemplate("fixGrammar", "He go.");
    const edited = await edit(2, "Fix the spelling:\n\nHe go.");
    expect(edited?.prompt).toMatchObject({ system: expect.stringContaining("grammar") as string });
    expect(edited?.sampling).toMatchObject({ temperature: 0 });
  });

  it.each([
    ["to nothing", "question", "  "],
    ["where it is an answer", "answer", "Hello!"],
    ["where it is not there", "nobody", "Hello!"],
  ])("%s is not asked", async (_, which, text) => {
    const { controller, engine, questionId, messageId: answerId, transcript } = await answered();
    const messageId = which === "question" ? questionId : which === "answer" ? answerId : "nobody";
    await controller.handle({ kind: "edit", messageId, text });
    expect(transcript()).toEqual(["user: Hi", "assistant: Hello"]);
    expect(engine.requests).toHaveLength(1);
  });
});

describe("an answer in place of the selection", () => {
  it("goes through review, and the document stays as it is", async () => {
    const { controller, presented, messageId } = await answered("Hi", "Hello\n");
    const { document } = openEditor("One «two» three");
    await controller.handle({ kind: "replace", messageId });
    expect(document.getText()).toBe("One two three");
    expect(presented).toMatchObject([
      { text: "Hello", suggestion: { target: "replace", modelName: "scripted", snapshot: { text: "two" } } },
    ]);
    expect(presented[0]?.suggestion).not.toHaveProperty("request");
    expect(documents.shown).toEqual([document]);
  });

  it.each([
    ["nothing is selected", "One ║two", "Nothing is selected"],
    ["no editor is open", undefined, "Open a text first"],
  ])("says so where %s", async (_, text, words) => {
    const { controller, presented, messageId, shown } = await answered();
    if (text !== undefined) openEditor(text);
    await controller.handle({ kind: "replace", messageId });
    expect(presented).toEqual([]);
    expect(shown().notice?.message).toContain(words);
  });
});

describe("an answer", () => {
  it("becomes a document of its own", async () => {
    const { controller, messageId } = await answered("Hi", "# Hello");
    await controller.handle({ kind: "newDocument", messageId });
    expect(documents.shown.map((document) => document.getText())).toEqual(["# Hello"]);
  });

  it("has code that is copied alone", async () => {
    const { controller } = await answered();
    await controller.handle({ kind: "copyText", text: "let a = 1;" });
    expect(host.clipboard).toBe("let a = 1;");
  });
});

describe("a chat that is saved as a template", () => {
  /** The one file that the writer has then, and its template. */
  function saved(templateFolder: string) {
    const [name = ""] = readdirSync(templateFolder).filter((file) => file.endsWith(".prompt.md"));
    const source = readFileSync(join(templateFolder, name), "utf8");
    return { name, template: parseTemplate(name.replace(".prompt.md", ""), source) };
  }

  it("asks what was asked first, with a blank for the selection, and is opened", async () => {
    const panel = openPanel();
    panel.engine.answers.push(says("He goes."), says("Thanks"));
    await panel.runTemplate("fixGrammar", "He go {{home}}.");
    await panel.send("Thank you");
    ui.inputs.push("My Grammar");
    const file = new FakeDocument(`file://${join(panel.templateFolder, "myGrammar.prompt.md")}`, "");
    documents.onDisk.push(file);
    await panel.controller.saveAsTemplate();
    expect(documents.shown).toEqual([file]);
    const { name, template } = saved(panel.templateFolder);
    expect(name).toBe("myGrammar.prompt.md");
    expect(template).toMatchObject({
      ...{ name: "My Grammar", target: "panel", user: "Fix the grammar:\n\n{{selection}}" },
      ...{ temperature: 0, system: expect.stringContaining("You correct grammar") as string },
    });
  });

  it("is not saved where the writer leaves, or nothing was asked", async () => {
    const { controller, templateFolder } = await answered();
    ui.inputs.push(undefined);
    await controller.saveAsTemplate();
    await controller.handle({ kind: "newChat" });
    await expect(controller.saveAsTemplate()).rejects.toMatchObject({ reason: "nothingAsked" });
    expect(readdirSync(templateFolder)).toEqual([]);
  });
});
