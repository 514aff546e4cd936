import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands, Uri } from "vscode";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { documents, openEditor, select } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { askedOf, runAction, startActions } from "../../support/actions";
import { failsWith, says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** The list of the question that stands now. */
const question = () =>
  vi.waitFor(() => (ui.quickPicks.at(-1)?.isShown === true ? ui.quickPicks.at(-1)! : expect.fail("no list")));

describe("an action", () => {
  it("asks the model about the selection and presents what it says as it grows", async () => {
    openEditor("Before «He go home.» after");
    const { engine, shown } = startActions();
    engine.answers.push(says("He goes", " home."));
    await runAction("fixGrammar");
    expect(shown).toMatchObject([
      {
        suggestion: {
          title: "Fix Grammar",
          modelName: "scripted",
          target: "replace",
          request: { templateId: "fixGrammar", variables: {} },
          snapshot: { text: "He go home." },
        },
        proposals: ["He goes", "He goes home."],
      },
    ]);
    expect(shown[0]?.suggestion.group).toBeUndefined();
    expect(engine.requests[0]).toMatchObject({ sampling: { temperature: 0 } });
    expect(askedOf(engine.requests[0])).toContain("He go home.");
  });

  it("continues from the text before the cursor, on a blank line too", async () => {
    openEditor("The house stands there.\n\n║");
    const { engine, shown } = startActions();
    engine.answers.push(says("It is white."));
    await runAction("continueWriting");
    expect(shown[0]?.proposals).toEqual(["It is white."]);
    expect(engine.requests[0]?.prompt).toMatchObject({ kind: "text", text: "The house stands there.\n\n" });
  });

  it.each(["summarise", "translate", "poem", "rewrite", "fixGrammar", "define", "critique", "askAnything"])(
    "%s: says on a blank line that there is nothing to work on, and asks nothing",
    async (id) => {
      openEditor("One\n\n║\n\nTwo");
      const { engine } = startActions();
      ui.answers.push(undefined);
      await runAction(id);
      expect(ui.messages[0]?.message).toContain("There is no text here");
      expect([ui.quickPicks, ui.inputSteps, engine.requests]).toEqual([[], [], []]);
    },
  );

  it("says so when no editor is open", async () => {
    startActions();
    ui.answers.push(undefined);
    await runAction("summarise");
    expect(ui.messages[0]?.message).toContain("Open a text first");
  });

  it("that changes the text is refused where it cannot be changed, one that explains it is not", async () => {
    openEditor("«Hello»", "git:/letter.md");
    const { engine } = startActions();
    ui.answers.push(undefined);
    await runAction("fixGrammar");
    expect(ui.messages[0]?.message).toContain("cannot be changed");
    expect(engine.requests).toEqual([]);
    engine.answers.push(says("A greeting."));
    await runAction("explain");
    expect(documents.shown.at(-1)?.uri.scheme).toBe("inkling-answer");
  });

  it("works on the image at the cursor where it is about one", async () => {
    openEditor("A boat:\n![](img/bo║at.png)\nand more.");
    const { engine, shown } = startActions();
    engine.answers.push(says("![A boat](img/boat.png)"));
    await runAction("altText");
    expect(shown[0]?.suggestion.snapshot.text).toBe("![](img/boat.png)");
  });
});

describe("what an action asks the writer for", () => {
  it("is asked once the text is known, and ends the action without a word when it is left", async () => {
    openEditor("«Hello»");
    const { engine, shown } = startActions();
    const running = runAction("translate");
    (await question()).hide();
    await running;
    expect([engine.requests, shown, ui.messages]).toEqual([[], [], []]);
  });

  it("stands in the prompt", async () => {
    openEditor("«Hello»");
    const { engine, shown } = startActions();
    engine.answers.push(says("Salut"));
    const running = runAction("translate");
    (await question()).take("French");
    await running;
    expect(askedOf(engine.requests[0])).toContain("French");
    expect(shown[0]?.suggestion.request?.variables).toEqual({ language: "French" });
  });

  it("is not asked for where the command is told it", async () => {
    openEditor("«Hello»");
    const { engine, shown } = startActions();
    engine.answers.push(says("Hi"));
    await runAction("rewrite", { style: "shorter" });
    expect(shown[0]?.suggestion.request).toEqual({ templateId: "rewrite", variables: { style: "shorter" } });
    expect(ui.quickPicks).toEqual([]);
  });

  it.each([
    ["is no choice", { length: "epic" }],
    ["is no text", { length: 3 }],
    ["is empty", { length: " " }],
    ["is the document's address, as menus give it", Uri.parse("file:///a.md")],
  ])("is asked for where what the command is told %s", async (_, given) => {
    openEditor("«Hello»");
    const { engine, shown } = startActions();
    engine.answers.push(says("Hi"));
    const running = runAction("summarise", given);
    (await question()).accept();
    await running;
    expect(shown[0]?.suggestion.request?.variables).toEqual({ length: "paragraph" });
  });
});

describe("an action that failed", () => {
  it("is done again by Try Again with the same answers, on the same text wherever the cursor is", async () => {
    const { document } = openEditor("«Hello» there");
    const { engine, shown } = startActions();
    engine.answers.push(failsWith(new ModelError("interrupted", { subject: "x" })), says("Hi"));
    ui.answers.push("Try Again");
    const running = runAction("translate");
    (await question()).take("French");
    select(document, "Hello «there»");
    await running;
    await vi.waitFor(() => expect(shown.at(-1)?.proposals).toEqual(["Hi"]));
    expect(shown.at(-1)?.suggestion).toMatchObject({
      snapshot: { text: "Hello" },
      request: { variables: { language: "French" } },
    });
    expect(ui.quickPicks).toHaveLength(1);
  });

  it("is not tried on a text that was changed meanwhile", async () => {
    const { document } = openEditor("«Hello» there");
    const { engine } = startActions();
    const answer = new Channel<ModelChunk>();
    engine.answers.push(answer);
    ui.answers.push("Try Again", undefined);
    const running = runAction("fixGrammar");
    await vi.waitFor(() => expect(engine.requests).toHaveLength(1));
    document.edit(0, 5, "Howdy");
    answer.fail(new ModelError("interrupted", { subject: "x" }));
    await running;
    await vi.waitFor(() => expect(ui.messages.at(-1)?.message).toContain("The text was changed meanwhile"));
    expect(engine.requests).toHaveLength(1);
  });
});

describe("Run Again", () => {
  const runAgain = () => commands.executeCommand("inkling.runAgain");

  it("does the last action with its answers on what is selected now", async () => {
    const { document } = openEditor("«One» two");
    const { engine, shown } = startActions();
    engine.answers.push(says("Un"), says("deux"));
    await runAction("translate", { language: "French" });
    select(document, "One «two»");
    await runAgain();
    expect(shown.map(({ suggestion }) => [suggestion.snapshot.text, suggestion.request?.variables])).toEqual([
      ["One", { language: "French" }],
      ["two", { language: "French" }],
    ]);
    expect(ui.quickPicks).toEqual([]);
  });

  it("goes where the last one went", async () => {
    openEditor("«One» two");
    const { engine } = startActions();
    engine.answers.push(says("Un"), says("Un"));
    await commands.executeCommand("inkling.translateBeside", { language: "French" });
    await runAgain();
    expect(documents.shown.map(({ uri }) => uri.scheme)).toEqual(["inkling-answer", "inkling-answer"]);
  });

  it("offers the actions where none was run yet", async () => {
    openEditor("«Helo»");
    const { engine, shown } = startActions();
    engine.answers.push(says("Hello"));
    ui.picks.push("$(check-all) Fix Grammar");
    await runAgain();
    expect(shown[0]?.proposals).toEqual(["Hello"]);
  });
});

describe("the list of actions", () => {
  it("has all that work on a text, in groups, with what they do; the chosen one is run", async () => {
    openEditor("«Helo»");
    const { engine, shown } = startActions();
    engine.answers.push(says("Hello"));
    ui.picks.push("$(check-all) Fix Grammar");
    await commands.executeCommand("inkling.chooseAction");
    const [items = []] = ui.picked;
    expect(items.filter(({ kind }) => kind !== undefined).map(({ label }) => label)).toEqual([
      "Edit",
      "Add",
      "Turn Into",
      "Understand and Judge",
    ]);
    expect(items.filter(({ kind }) => kind === undefined)).toHaveLength(18);
    expect(items.every(({ kind, description }) => kind !== undefined || description !== undefined)).toBe(
      true,
    );
    expect(shown[0]?.proposals).toEqual(["Hello"]);
  });

  it("does nothing when it is left", async () => {
    openEditor("«Hello»");
    const { engine } = startActions();
    ui.picks.push(undefined);
    await commands.executeCommand("inkling.chooseAction");
    expect([engine.requests, ui.messages]).toEqual([[], []]);
  });
});

describe("an action with a base model", () => {
  const BASE = { name: "base", provider: "embedded", path: "/models/base.gguf", kind: "base" };

  /** Actions, with this model. */
  function startWith(model: Record<string, unknown>) {
    settings.user = {
      "inkling.models": [model, { ...BASE, name: "other" }],
      "inkling.model.actions": model.name,
    };
    return startActions();
  }

  it("is done, and the writer is told once for each model that an instruct model would do it better", async () => {
    openEditor("«Hello»");
    const { engine, shown } = startWith(BASE);
    engine.answers.push(says("Hi"), says("Ho"), says("Ha"));
    ui.answers.push(undefined, undefined);
    await runAction("fixGrammar");
    await runAction("rewrite", { style: "shorter" });
    expect(shown.map(({ proposals }) => proposals)).toEqual([["Hi"], ["Ho"]]);
    expect(ui.messages).toMatchObject([{ severity: "information", buttons: ["Choose Model"] }]);
    expect(ui.messages[0]?.message).toMatch(/^base is a base model: .*instruct model/);
    changeSettings("user", { "inkling.model.actions": "other" });
    await runAction("fixGrammar");
    expect(ui.messages).toHaveLength(2);
    expect(ui.messages[1]?.message).toMatch(/^other is a base model/);
  });

  it("leads to the choice of a model for actions, without stopping the action", async () => {
    openEditor("«Hello»");
    const { engine, shown } = startWith(BASE);
    host.ownCommands.push("inkling.chooseModel");
    engine.answers.push(says("Hi"));
    ui.answers.push("Choose Model");
    await runAction("fixGrammar");
    await vi.waitFor(() => expect(host.executed.at(-1)).toEqual(["inkling.chooseModel", "actions"]));
    expect(shown[0]?.proposals).toEqual(["Hi"]);
  });

  it.each([
    ["continues a text, which is what it was made for", BASE, "continueWriting"],
    ["is an instruct model", { ...BASE, kind: "instruct" }, "fixGrammar"],
  ])("says nothing where the model %s", async (_, model, id) => {
    openEditor("Hello║");
    const { engine } = startWith(model);
    engine.answers.push(says(" there."));
    await runAction(id);
    expect(engine.requests).toHaveLength(1);
    expect(ui.messages).toEqual([]);
  });
});
