import { beforeEach, describe, expect, it } from "vitest";
import type { TemplateVariable } from "../../../../src/core/prompts/promptTemplate";
import { VariablePrompt } from "../../../../src/platform/variablePrompt";
import { FakeMemento, host, resetVscode } from "../../../fakes/vscode";
import { ui, type FakeQuickPick } from "../../../fakes/window";

beforeEach(resetVscode);

const language: TemplateVariable = { name: "language", type: "language", label: "Into which language?" };
const topic: TemplateVariable = { name: "topic", type: "text", label: "About what?" };

/** Asks for one language; `answer` plays the writer in the list. */
async function askLanguage(
  answer: (list: FakeQuickPick) => void,
  state = new FakeMemento(),
  variable = language,
) {
  const asked = new VariablePrompt(state).ask([variable]);
  const list = ui.quickPicks.at(-1);
  if (!list) throw new Error("No list was shown");
  answer(list);
  return { values: await asked, list };
}

const labels = (list: FakeQuickPick) => list.items.map(({ label }) => label);

describe("a language", () => {
  it("is chosen from a list under the variable's label", async () => {
    const { values, list } = await askLanguage((shown) => {
      expect(shown.isShown).toBe(true);
      shown.take("French");
    });
    expect(values).toEqual({ language: "French" });
    expect(list.title).toBe("Into which language?");
    expect(list.isShown).toBe(false);
  });

  it("is called by its own name for the writer and by its English one for the model", async () => {
    host.language = "zh-cn";
    const { values } = await askLanguage((list) => list.take("法语"));
    expect(values).toEqual({ language: "French" });
  });

  it("can be one that is in no list", async () => {
    const { values } = await askLanguage((list) => {
      list.type("  Klingon ");
      list.take("Klingon");
    });
    expect(values).toEqual({ language: "Klingon" });
  });

  it("is not offered twice when what is typed is in the list", async () => {
    const { list } = await askLanguage((shown) => {
      shown.type("french");
      expect(labels(shown).filter((label) => label.toLowerCase() === "french")).toEqual(["French"]);
      shown.type("");
      shown.hide();
    });
    expect(labels(list)).not.toContain("");
  });

  it("that was chosen last stands first the next time", async () => {
    const state = new FakeMemento();
    await askLanguage((list) => list.take("Korean"), state);
    await askLanguage((list) => list.take("French"), state);
    const { list } = await askLanguage((shown) => shown.hide(), state);
    expect(labels(list).slice(0, 2)).toEqual(["French", "Korean"]);
    expect(new Set(labels(list)).size).toBe(list.items.length);
  });

  it("that was typed is remembered too, and no more than five are", async () => {
    const state = new FakeMemento();
    for (const typed of ["A1", "A2", "A3", "A4", "A5", "A6"]) {
      await askLanguage((list) => {
        list.type(typed);
        list.take(typed);
      }, state);
    }
    const { list } = await askLanguage((shown) => shown.hide(), state);
    expect(labels(list).slice(0, 6)).toEqual(["A6", "A5", "A4", "A3", "A2", "English"]);
  });

  it("that the template has as its default is offered first", async () => {
    const { list } = await askLanguage((shown) => shown.hide(), new FakeMemento(), {
      ...language,
      default: "French",
    });
    expect(labels(list)[0]).toBe("French");
  });

  it("that was not chosen ends the whole thing, and nothing is remembered", async () => {
    const state = new FakeMemento();
    const { values } = await askLanguage((list) => list.hide(), state);
    expect(values).toBeUndefined();
    expect(state.keys()).toEqual([]);
  });
});

describe("a text", () => {
  it("is typed into a box with the variable's label, example and default", async () => {
    ui.inputs.push("the sea");
    const variable: TemplateVariable = { ...topic, placeholder: "for instance, the sea", default: "autumn" };
    expect(await new VariablePrompt(new FakeMemento()).ask([variable])).toEqual({ topic: "the sea" });
    expect(ui.inputBoxes).toEqual([
      { title: "About what?", placeHolder: "for instance, the sea", value: "autumn" },
    ]);
  });

  it.each([[undefined], [""]])("that is %j ends the whole thing before the next question", async (answer) => {
    ui.inputs.push(answer);
    expect(await new VariablePrompt(new FakeMemento()).ask([topic, language])).toBeUndefined();
    expect(ui.quickPicks).toEqual([]);
  });
});

describe("a template without variables", () => {
  it("asks nothing", async () => {
    expect(await new VariablePrompt(new FakeMemento()).ask([])).toEqual({});
  });
});
