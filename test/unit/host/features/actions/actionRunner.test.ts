import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands } from "vscode";
import { ModelError } from "../../../../../src/core/models/modelError";
import { ActionRunner } from "../../../../../src/features/actions/actionRunner";
import type { SuggestionPresenter } from "../../../../../src/platform/suggestionPresenter";
import { openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { failsWith, says } from "../../support/scriptedEngine";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

/** Actions whose proposals are read to the end and shown nowhere. */
function start() {
  const testing = testHost();
  const shown: { suggestion: Parameters<SuggestionPresenter["present"]>[0]; proposals: string[] }[] = [];
  const presenter: SuggestionPresenter = {
    present: async (suggestion, proposals) => {
      const all: string[] = [];
      shown.push({ suggestion, proposals: all });
      for await (const proposal of proposals) all.push(proposal);
    },
  };
  new ActionRunner(testing.commands, { ...testing, presenter });
  return { ...testing, shown };
}

const run = (id: string) => commands.executeCommand(`inkling.action.${id}`);

describe("an action", () => {
  it("asks the model about the selection and presents what it says as it grows", async () => {
    openEditor("Before «He go home.» after");
    const { engine, shown } = start();
    engine.answers.push(says("He goes", " home."));
    await run("fixGrammar");
    expect(shown).toMatchObject([
      {
        suggestion: {
          title: "Fix Grammar",
          modelName: "scripted",
          target: "replace",
          snapshot: { text: "He go home." },
        },
        proposals: ["He goes", "He goes home."],
      },
    ]);
    expect(engine.requests[0]).toMatchObject({ sampling: { temperature: 0 } });
    expect(JSON.stringify(engine.requests[0]?.prompt)).toContain("He go home.");
  });

  it("continues from the text before the cursor, on a blank line too", async () => {
    openEditor("The house stands there.\n\n║");
    const { engine, shown } = start();
    engine.answers.push(says("It is white."));
    await run("continueWriting");
    expect(shown[0]?.proposals).toEqual(["It is white."]);
    expect(engine.requests[0]?.prompt).toMatchObject({ kind: "text", text: "The house stands there.\n\n" });
  });

  it.each(["summarise", "translate", "poem", "rewrite", "fixGrammar"])(
    "%s: says on a blank line that there is nothing to work on, and asks nothing",
    async (id) => {
      openEditor("One\n\n║\n\nTwo");
      const { engine } = start();
      ui.answers.push(undefined);
      await run(id);
      expect(ui.messages[0]?.message).toContain("There is no text here");
      expect(ui.quickPicks).toEqual([]);
      expect(engine.requests).toEqual([]);
    },
  );

  it("says so when no editor is open", async () => {
    start();
    ui.answers.push(undefined);
    await run("summarise");
    expect(ui.messages[0]?.message).toContain("Open a text first");
  });

  it("ends without a word when the writer leaves its questions", async () => {
    openEditor("«Hello»");
    const { engine, shown } = start();
    const running = run("translate");
    await vi.waitFor(() => expect(ui.quickPicks).toHaveLength(1));
    ui.quickPicks[0]?.hide();
    await running;
    expect([engine.requests, shown, ui.messages]).toEqual([[], [], []]);
  });

  it("that failed is done again by Try Again", async () => {
    openEditor("«Hello»");
    const { engine, shown } = start();
    engine.answers.push(failsWith(new ModelError("interrupted", { subject: "x" })), says("Hi"));
    ui.answers.push("Try Again");
    await run("rewrite");
    await vi.waitFor(() => expect(shown.at(-1)?.proposals).toEqual(["Hi"]));
    expect(engine.requests).toHaveLength(2);
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
    return start();
  }

  it("is done, and the writer is told once for each model that an instruct model would do it better", async () => {
    openEditor("«Hello»");
    const { engine, shown } = startWith(BASE);
    engine.answers.push(says("Hi"), says("Ho"), says("Ha"));
    ui.answers.push(undefined, undefined);
    await run("fixGrammar");
    await run("rewrite");
    expect(shown.map(({ proposals }) => proposals)).toEqual([["Hi"], ["Ho"]]);
    expect(ui.messages).toMatchObject([{ severity: "information", buttons: ["Choose Model"] }]);
    expect(ui.messages[0]?.message).toMatch(/^base is a base model: .*instruct model/);
    changeSettings("user", { "inkling.model.actions": "other" });
    await run("fixGrammar");
    expect(ui.messages).toHaveLength(2);
    expect(ui.messages[1]?.message).toMatch(/^other is a base model/);
  });

  it("leads to the choice of a model for actions, without stopping the action", async () => {
    openEditor("«Hello»");
    const { engine, shown } = startWith(BASE);
    host.ownCommands.push("inkling.chooseModel");
    engine.answers.push(says("Hi"));
    ui.answers.push("Choose Model");
    await run("fixGrammar");
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
    await run(id);
    expect(engine.requests).toHaveLength(1);
    expect(ui.messages).toEqual([]);
  });
});
