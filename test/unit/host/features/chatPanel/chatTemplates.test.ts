import { beforeEach, describe, expect, it, vi } from "vitest";
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

  it("asks for its variables and fills them in", async () => {
    const panel = openPanel();
    panel.engine.answers.push(says("Bonjour"));
    const run = panel.runTemplate("translate", "Hello");
    await vi.waitFor(() => expect(ui.quickPicks).toHaveLength(1));
    ui.quickPicks[0]?.take("French");
    await run;
    expect(asked(panel)).toBe("Translate to French:\n\nHello");
  });

  it("does nothing when the writer leaves its questions", async () => {
    const panel = openPanel();
    const run = panel.runTemplate("translate", "Hello");
    await vi.waitFor(() => expect(ui.quickPicks).toHaveLength(1));
    ui.quickPicks[0]?.hide();
    await run;
    expect(panel.engine.requests).toEqual([]);
    expect(panel.posted).toEqual([]);
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
