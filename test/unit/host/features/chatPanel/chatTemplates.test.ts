import { beforeEach, describe, expect, it } from "vitest";
import { openEditor } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openPanel } from "../../support/chatPanel";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** The one prompt that the model got, as text. */
function asked({ engine }: ReturnType<typeof openPanel>): string {
  const { prompt } = engine.requests.at(-1) ?? {};
  return prompt?.kind === "chat" ? (prompt.messages.at(-1)?.content ?? "") : "";
}

describe("a template in the panel", () => {
  it("works on what stands in the composer, not on the editor", async () => {
    openEditor("«The editor's text»");
    const panel = openPanel();
    panel.engine.answers.push(says("Short."));
    await panel.runTemplate("fixGrammar", "  The composer's text  ");
    expect(asked(panel)).toBe("Fix the grammar:\n\nThe composer's text");
    expect(panel.transcript()[0]).toContain("The composer's text");
  });

  it("works on the selection when the composer is empty", async () => {
    openEditor("Before «the selection» after");
    const panel = openPanel();
    panel.engine.answers.push(says("Short."));
    await panel.runTemplate("fixGrammar");
    expect(asked(panel)).toBe("Fix the grammar:\n\nthe selection");
  });

  it("works on the paragraph at the cursor when nothing is selected either", async () => {
    openEditor("One\n\nTwo ║lines\n\nThree");
    const panel = openPanel();
    panel.engine.answers.push(says("Short."));
    await panel.runTemplate("fixGrammar");
    expect(asked(panel)).toBe("Fix the grammar:\n\nTwo lines");
  });

  it("brings its own system prompt, for its turn alone", async () => {
    const panel = openPanel();
    panel.engine.answers.push(says("The sea."), says("Hello"));
    await panel.runTemplate("fixGrammar", "the sea");
    await panel.send("Thank you");
    expect(panel.engine.requests[0]?.prompt).toMatchObject({
      system: expect.stringContaining("You correct grammar") as string,
    });
    expect(panel.engine.requests[1]?.prompt).not.toMatchObject({
      system: expect.stringContaining("You correct grammar") as string,
    });
  });

  it("brings its own temperature and length, which come before the model's", async () => {
    const panel = openPanel();
    panel.engine.answers.push(says("Short."));
    await panel.runTemplate("fixGrammar", "He go.");
    expect(panel.engine.requests[0]?.sampling).toMatchObject({ temperature: 0, maxTokens: 2048 });
  });

  it("is filled in with the answers of its form", async () => {
    const panel = openPanel();
    panel.engine.answers.push(says("Bonjour"));
    await panel.runTemplate("translate", "Hello", { language: "French", unheardOf: "x" });
    expect(asked(panel)).toBe("Translate to French:\n\nHello");
  });

  it("has its form opened where something has to be filled in, and asks nobody", async () => {
    const panel = openPanel();
    await panel.runTemplate("translate", "Hello", { language: " " });
    expect(panel.told("openTemplate")).toEqual([
      { kind: "openTemplate", id: "translate", text: "Hello", values: { language: " " } },
    ]);
    expect(panel.engine.requests).toEqual([]);
    expect(ui.quickPicks).toEqual([]);
  });

  it("begins its form with the last answer", async () => {
    const panel = openPanel();
    await panel.controller.handle({ kind: "ready" });
    const value = () => panel.shown().templates.find(({ id }) => id === "translate")?.variables[0]?.value;
    expect(value()).not.toBe("French");
    panel.engine.answers.push(says("Bonjour"), says("Salut"));
    await panel.runTemplate("translate", "Hello", { language: "French" });
    expect(value()).toBe("French");
    await panel.runTemplate("translate", "Hi");
    expect(asked(panel)).toBe("Translate to French:\n\nHi");
  });

  it.each([
    ["on a blank line", "One\n\n║\n\nTwo"],
    ["in an empty document", "║"],
  ])("says %s that there is nothing to work on, and asks nothing", async (_, text) => {
    openEditor(text);
    const panel = openPanel();
    await panel.runTemplate("translate");
    expect(panel.shown().notice?.message).toContain("There is no text here");
    expect(ui.quickPicks).toEqual([]);
    expect(panel.engine.requests).toEqual([]);
  });

  it("says so when no editor is open", async () => {
    const panel = openPanel();
    await panel.runTemplate("fixGrammar");
    expect(panel.shown().notice?.message).toContain("Open a text first");
  });

  it("says so when it does not exist", async () => {
    const panel = openPanel();
    await panel.runTemplate("epic", "the sea");
    expect(panel.shown().notice?.message).toContain("no longer exists");
  });

  it("does not read braces in the writer's text as its own", async () => {
    const panel = openPanel();
    panel.engine.answers.push(says("Short."));
    await panel.runTemplate("fixGrammar", "Use {{selection}} and {{{before}}} & <b>");
    expect(asked(panel)).toBe("Fix the grammar:\n\nUse {{selection}} and {{{before}}} & <b>");
  });
});
