import { beforeEach, describe, expect, it } from "vitest";
import type { ChoiceVariable, TemplateVariable } from "../../../../src/core/prompts/promptTemplate";
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
  const asked = (state = new FakeMemento()) => new VariablePrompt(state).ask([topic]);

  it("is typed into a box with the variable's label, example and default", async () => {
    const variable: TemplateVariable = { ...topic, placeholder: "for instance, the sea", default: "autumn" };
    const values = new VariablePrompt(new FakeMemento()).ask([variable]);
    const [box] = ui.inputSteps;
    expect(box).toMatchObject({
      title: "About what?",
      placeholder: "for instance, the sea",
      value: "autumn",
      isShown: true,
    });
    box?.enter(" the sea ");
    expect(await values).toEqual({ topic: "the sea" });
    expect(box?.isShown).toBe(false);
  });

  it("that is empty is no answer yet", async () => {
    const values = asked();
    ui.inputSteps[0]?.enter("  ");
    expect(ui.inputSteps[0]?.isShown).toBe(true);
    ui.inputSteps[0]?.hide();
    expect(await values).toBeUndefined();
  });

  it("may be left empty where the template says so, and the box says it too", async () => {
    const values = new VariablePrompt(new FakeMemento()).ask([{ ...topic, type: "text", optional: true }]);
    expect(ui.inputSteps[0]?.prompt).toContain("May be left empty");
    ui.inputSteps[0]?.enter(" ");
    expect(await values).toEqual({ topic: "" });
  });
});

describe("a number", () => {
  it("is typed over its default, and taken once it is one within the bounds", async () => {
    const count: TemplateVariable = { name: "count", type: "number", label: "How many?", min: 1, max: 10 };
    const values = new VariablePrompt(new FakeMemento()).ask([{ ...count, default: "5" }]);
    const [box] = ui.inputSteps;
    expect(box?.value).toBe("5");
    for (const [typed, fault] of [
      ["many", "not a number"],
      ["0", "least is 1"],
      ["11", "most is 10"],
      ["", "Write something"],
    ] as const) {
      box?.enter(typed);
      expect(box?.validationMessage).toContain(fault);
    }
    box?.enter(" 7 ");
    expect(await values).toEqual({ count: "7" });
  });
});

describe("a choice", () => {
  const style: ChoiceVariable = {
    name: "style",
    type: "choice",
    label: "How?",
    choices: [
      { value: "clearer", label: "Clearer", text: "clear" },
      { value: "shorter", label: "Shorter", text: "short" },
    ],
    allowOther: false,
  };
  const other = { ...style, allowOther: true };

  /** Asks for one; `answer` plays the writer in the list. */
  async function askStyle(
    answer: (list: FakeQuickPick) => void,
    variable = style,
    state = new FakeMemento(),
  ) {
    const asked = new VariablePrompt(state).ask([variable]);
    const list = ui.quickPicks.at(-1);
    if (!list) throw new Error("No list was shown");
    answer(list);
    return { values: await asked, list };
  }

  it("is one of a list: by its label for the writer, by its value for the template", async () => {
    const { values, list } = await askStyle((shown) => shown.take("Shorter"));
    expect(values).toEqual({ style: "shorter" });
    expect([list.title, labels(list)]).toEqual(["How?", ["Clearer", "Shorter"]]);
  });

  it("begins with the default, and once there is one with the last answer", async () => {
    const state = new FakeMemento();
    const preset = { ...style, default: "shorter" };
    const { list } = await askStyle((shown) => shown.take("Clearer"), preset, state);
    expect(labels(list)).toEqual(["Shorter", "Clearer"]);
    const { list: next } = await askStyle((shown) => shown.hide(), preset, state);
    expect(labels(next)).toEqual(["Clearer", "Shorter"]);
  });

  it("can be what the writer types, where that is allowed, and is offered the next time", async () => {
    const state = new FakeMemento();
    const { values } = await askStyle(
      (shown) => {
        shown.type("as a pirate");
        shown.take("as a pirate");
      },
      other,
      state,
    );
    expect(values).toEqual({ style: "as a pirate" });
    const { list } = await askStyle((shown) => shown.hide(), other, state);
    expect(labels(list)).toEqual(["as a pirate", "Clearer", "Shorter"]);
  });

  it("is nothing else where that is not allowed", async () => {
    const { list } = await askStyle((shown) => {
      shown.type("as a pirate");
      shown.hide();
    });
    expect(labels(list)).toEqual(["Clearer", "Shorter"]);
  });

  it("that was left leaves everything as it was", async () => {
    const state = new FakeMemento();
    const { values } = await askStyle((shown) => shown.hide(), style, state);
    expect([values, state.keys()]).toEqual([undefined, []]);
  });
});

describe("several questions", () => {
  const later = async () => new Promise((resolve) => setImmediate(resolve));

  it("come one after the other, and Back goes to the one before with what was typed there", async () => {
    const values = new VariablePrompt(new FakeMemento()).ask([topic, language]);
    ui.inputSteps[0]?.enter("the sea");
    await later();
    expect(ui.quickPicks[0]).toMatchObject({ step: 2, totalSteps: 2 });
    ui.quickPicks[0]?.back();
    await later();
    expect(ui.inputSteps[1]).toMatchObject({ step: 1, value: "the sea", buttons: [] });
    ui.inputSteps[1]?.enter("the hills");
    await later();
    ui.quickPicks[1]?.take("French");
    expect(await values).toEqual({ topic: "the hills", language: "French" });
  });

  it("end when one of them is left", async () => {
    const values = new VariablePrompt(new FakeMemento()).ask([topic, language]);
    ui.inputSteps[0]?.hide();
    expect(await values).toBeUndefined();
    expect(ui.quickPicks).toEqual([]);
  });
});

describe("a template without variables", () => {
  it("asks nothing", async () => {
    expect(await new VariablePrompt(new FakeMemento()).ask([])).toEqual({});
  });
});
