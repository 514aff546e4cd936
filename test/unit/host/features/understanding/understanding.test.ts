import { beforeEach, describe, expect, it, vi } from "vitest";
import type { TaskModel } from "../../../../../src/core/models/tasks/taskModel";
import { documents, openEditor, select } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { failsWith, says } from "../../support/scriptedEngine";
import { SCRIPTED } from "../../support/testHost";
import { ModelError } from "../../../../../src/core/models/modelError";
import { asked, isShownInMenus, later, marked, marks, names, page, run, startUnderstanding } from "./session";

beforeEach(resetVscode);

const LETTER = "Dear Jane,\n\n«Elizabeth met Darcy in Bath.»\n\nYours, Darcy";

describe("before the first analysis", () => {
  it("nothing is registered but the commands, and nothing is loaded", () => {
    const before = [documents.changed, documents.closed, ui.visibleEditorsChanged, ui.activeEditorChanged];
    const listeners = before.map((emitter) => emitter.listeners);
    startUnderstanding();
    expect(before.map((emitter) => emitter.listeners)).toEqual(listeners);
    expect(ui.panels).toEqual([]);
    expect([...host.commands.keys()].filter((id) => id.includes("understand"))).toHaveLength(8);
  });

  it.each(["copyCsv", "copyJson", "clear"])("%s says how to get one", async (id) => {
    startUnderstanding();
    ui.answers = [undefined];
    await run(id);
    expect(ui.messages[0]?.message).toContain("No text has been analysed yet");
    expect(host.clipboard).toBe("nothing copied yet");
  });

  it("the page can be opened all the same", async () => {
    startUnderstanding();
    await run("show");
    expect(page().shown()).toBeUndefined();
    expect(page().told().at(-1)).toMatchObject({ strings: { clear: "Clear" } });
  });
});

describe("an analysis", () => {
  it("marks what was found, at its place in the document", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor(LETTER);
    engine.answers.push(names(["Elizabeth", "person"], ["Darcy", "person"], ["Bath", "place"]));
    await run("entities");
    expect(marked(editor)).toEqual(["Elizabeth", "Darcy", "Bath"]);
    expect(marks(editor)[0]?.at).toBe(LETTER.indexOf("«"));
    const prompt = JSON.stringify(engine.requests[0]?.prompt);
    expect(prompt).toContain("Elizabeth met Darcy in Bath.");
    expect(prompt).not.toContain("Yours");
  });

  it("takes the paragraph at the cursor when nothing is selected, also of a document that cannot be changed", async () => {
    settings.readOnlySchemes = ["git"];
    const { engine } = startUnderstanding();
    const editor = openEditor("Jane came.\n\nDarcy ║left.", "git:///letter.md");
    engine.answers.push(names(["Darcy", "person"]));
    await run("entities");
    expect(marked(editor)).toEqual(["Darcy"]);
    expect(ui.messages).toEqual([]);
  });

  it("draws each label by a line and a colour of its own, in the overview ruler too, and tells the details", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor(LETTER);
    engine.answers.push(names(["Darcy", "person"], ["Bath", "place"]));
    await run("entities");
    const [person, place] = marks(editor);
    expect(person?.options).toMatchObject({
      ...{
        borderStyle: "solid",
        borderColor: { id: "charts.blue" },
        overviewRulerColor: { id: "charts.blue" },
      },
      backgroundColor: "color-mix(in srgb, var(--vscode-charts-blue) 18%, transparent)",
    });
    expect(place?.options.borderStyle).toBe("dashed");
    expect(person?.hover).toContain("person · scripted");
  });

  it("draws a sure finding stronger than an unsure one, and says how sure", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor("«Lovely. Nice. Good.»");
    const passages = [0.9, 0.6, 0.3].map((score, i) => ({ number: i + 1, label: "positive", score }));
    engine.answers.push(says(JSON.stringify({ passages, whole: { label: "positive", score: 0.6 } })));
    await run("sentiment");
    const tints = marks(editor).map(({ options }) =>
      Number(/(\d+)%/.exec(String(options.backgroundColor))?.[1]),
    );
    expect(tints).toHaveLength(3);
    expect(tints).toEqual(tints.toSorted((a, b) => b - a));
    expect(new Set(tints).size).toBe(3);
    expect(marks(editor)[0]?.hover).toContain("positive · 90%");
  });

  it("is shown on a page beside, while the keyboard stays in the text", async () => {
    const { engine } = startUnderstanding();
    openEditor(LETTER);
    engine.answers.push(names(["Darcy", "person"], ["Wickham", "person"]));
    await run("entities");
    const { panel, shown } = page();
    expect(panel.place).toEqual({ viewColumn: -2, preserveFocus: true });
    expect(panel.webview.html).toContain("dist/webview/understanding.js");
    expect(panel.webview.html).toContain("media/understanding.css");
    expect(shown()).toMatchObject({ title: "Names, Places and Dates", rows: [{ text: "Darcy", line: "3" }] });
    expect(shown()?.notes[0]).toMatch(/: 1$/);
    expect(isShownInMenus()).toBe(true);
  });

  it("replaces the one before in its document, and what it marked", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor(LETTER);
    engine.answers.push(names(["Darcy", "person"]), names(["Bath", "place"]));
    await run("entities");
    await run("entities");
    expect(marked(editor)).toEqual(["Bath"]);
    expect(ui.panels).toHaveLength(1);
    expect(
      page()
        .shown()
        ?.rows.map(({ text }) => text),
    ).toEqual(["Bath"]);
  });

  it("is made by a model of that very task where one is configured", async () => {
    settings.user = {
      "inkling.models": [
        SCRIPTED,
        {
          name: "tagger",
          provider: "huggingface",
          model: "dslim/bert-base-NER",
          task: "token-classification",
        },
      ],
    };
    const { engine, models } = startUnderstanding();
    const editor = openEditor(LETTER);
    const findEntities: TaskModel["findEntities"] = (text) => {
      const start = text.indexOf("Bath");
      const found = { label: "LOC", score: 0.99, start, end: start + 4, text: "Bath" };
      return Promise.resolve({ entities: [found], dropped: 0 });
    };
    const info = { name: "tagger", model: "dslim/bert-base-NER", host: "router.huggingface.co" };
    vi.spyOn(models, "openTask").mockResolvedValue({ info, findEntities } as unknown as TaskModel);
    await run("entities");
    expect(engine.requests).toEqual([]);
    expect(marks(editor)).toMatchObject([
      { text: "Bath", hover: expect.stringContaining("place · 99%") as unknown },
    ]);
    expect(page().shown()?.about).toContain("tagger · router.huggingface.co");
  });
});

describe("what goes wrong", () => {
  it.each([
    ["no editor is open", undefined, "Open a text first"],
    ["the cursor stands on a blank line", "One.\n\n║\n\nTwo.", "There is no text here"],
  ])("is said when %s", async (_, text, message) => {
    const { engine } = startUnderstanding();
    if (text !== undefined) openEditor(text);
    ui.answers = [undefined];
    await run("sentiment");
    expect(ui.messages[0]?.message).toContain(message);
    expect(engine.requests).toEqual([]);
  });

  it("with the model is told, and leaves the former analysis as it was", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor(LETTER);
    engine.answers.push(names(["Darcy", "person"]), failsWith(new ModelError("engineFailed")));
    await run("entities");
    ui.answers = [undefined];
    await run("entities");
    expect(ui.messages).toMatchObject([{ severity: "error" }]);
    expect(marked(editor)).toEqual(["Darcy"]);
  });

  it("is nothing when the writer cancels a slow model", async () => {
    vi.useFakeTimers();
    try {
      const { engine } = startUnderstanding();
      const editor = openEditor(LETTER);
      engine.answers.push(later().answer);
      const running = run("entities");
      await vi.waitFor(() => expect(engine.requests).toHaveLength(1));
      await vi.advanceTimersByTimeAsync(1500);
      expect(ui.progress[0]?.title).toBe("Inkling: Names, Places and Dates with scripted");
      ui.progress[0]?.source.cancel();
      await running;
      expect(marked(editor)).toEqual([]);
      expect([ui.messages, ui.panels]).toEqual([[], []]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is not waited for when the text is analysed anew", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor(LETTER);
    engine.answers.push(later().answer, names(["Bath", "place"]));
    const first = run("entities");
    await asked(engine, 1);
    await run("entities");
    await first;
    expect(marked(editor)).toEqual(["Bath"]);
    expect(ui.messages).toEqual([]);
  });

  it("is not waited for either when the document is closed", async () => {
    const { engine } = startUnderstanding();
    const { document } = openEditor(LETTER);
    engine.answers.push(later().answer);
    const running = run("entities");
    await asked(engine, 1);
    document.close();
    await running;
    expect([ui.messages, ui.panels]).toEqual([[], []]);
  });
});

describe("a question", () => {
  const answers = (...quotes: string[]) =>
    says(JSON.stringify({ answers: quotes.map((quote) => ({ quote, answer: quote, score: 0.9 })) }));

  it("is asked for, and its answer marked and quoted", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor(LETTER);
    ui.inputs = [" Where did they meet? "];
    engine.answers.push(answers("Bath"));
    await run("question");
    expect(JSON.stringify(engine.requests[0]?.prompt)).toContain("Where did they meet?");
    expect(marked(editor)).toEqual(["Bath"]);
    expect(page().shown()?.answer).toEqual({ question: "Where did they meet?", text: "Bath", isFound: true });
  });

  it.each([["Where?"], [{ question: "Where?" }]])("may come with the command: %j", async (argument) => {
    const { engine } = startUnderstanding();
    openEditor(LETTER);
    engine.answers.push(answers());
    await run("question", argument);
    expect(ui.inputBoxes).toEqual([]);
    expect(page().shown()?.answer).toMatchObject({ question: "Where?", isFound: false });
  });

  it.each([[undefined], ["  "]])("that is not put asks nothing: %j", async (input) => {
    const { engine } = startUnderstanding();
    openEditor(LETTER);
    ui.inputs = [input];
    // What the editor's context menu hands over is no question.
    await run("question", documents.active?.document.uri);
    expect([engine.requests, ui.panels, ui.messages]).toEqual([[], [], []]);
  });
});

describe("an intent", () => {
  const labelled = (...labels: string[]) => {
    const passages = labels.map((label, i) => ({ number: i + 1, label, score: 0.9 }));
    return says(JSON.stringify({ passages, whole: { label: labels[0], score: 0.9 } }));
  };
  const list = () =>
    vi.waitFor(() => ui.quickPicks.find(({ isShown }) => isShown) ?? expect.fail("There is no list"));

  it("is one of the usual ones, where the writer chooses so", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor("«We regret the delay.»");
    engine.answers.push(labelled("apologise"));
    const running = run("intent", documents.active?.document.uri);
    (await list()).take("Usual Intents");
    await running;
    expect(JSON.stringify(engine.requests[0]?.prompt)).toContain("persuade");
    expect(marks(editor)[0]?.hover).toContain("apologises · 90%");
  });

  it("is one of those that the writer types, which are offered again", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor("«We regret the delay.»");
    engine.answers.push(labelled("道歉"), labelled("offer"));
    const running = run("intent");
    const first = await list();
    first.type(" 道歉，offer, ,");
    first.take("道歉，offer, ,");
    await running;
    expect(marks(editor)[0]?.hover).toContain("道歉 · 90%");
    const again = run("intent");
    const second = await list();
    expect(second.items.map(({ label }) => label)).toEqual(["道歉, offer", "Usual Intents"]);
    second.accept();
    await again;
    const prompts = engine.requests.map(({ prompt }) => JSON.stringify(prompt));
    for (const prompt of prompts) expect(prompt).toContain("offer");
    expect(prompts.join("")).not.toContain("persuade");
    expect(marks(editor)[0]?.hover).toContain("offer · 90%");
  });

  it("is not asked for when the list is left, and asked for at once where the command has an empty one", async () => {
    const { engine } = startUnderstanding();
    openEditor("«We regret the delay.»");
    const running = run("intent");
    (await list()).hide();
    await running;
    expect([engine.requests, ui.panels, ui.messages]).toEqual([[], [], []]);
    engine.answers.push(labelled("apologise"));
    await run("intent", { labels: [] });
    expect(JSON.stringify(engine.requests[0]?.prompt)).toContain("persuade");
    expect(ui.quickPicks).toHaveLength(1);
  });

  it("is one of the writer's own labels where the command has some", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor("«We regret the delay.»");
    const passages = [{ number: 1, label: "apology", score: 0.9 }];
    engine.answers.push(says(JSON.stringify({ passages, whole: { label: "apology", score: 0.9 } })));
    await run("intent", { labels: ["apology", "offer", 7, ""] });
    const prompt = JSON.stringify(engine.requests[0]?.prompt);
    expect(prompt).toContain("offer");
    expect(prompt).not.toContain("persuade");
    expect(marks(editor)[0]?.hover).toContain("apology · 90%");
  });
});

describe("a base model that finds nothing", () => {
  it("is said to be one, with another model on offer, in a message and on the page", async () => {
    const base = { ...SCRIPTED, name: "base", kind: "base" };
    settings.user = { "inkling.models": [base], "inkling.model.actions": "base" };
    const { engine } = startUnderstanding();
    host.ownCommands.push("inkling.chooseModel");
    openEditor(LETTER);
    engine.answers.push(names(["Wickham", "person"]), names());
    ui.answers = ["Choose Model"];
    await run("entities");
    expect(ui.messages).toMatchObject([{ severity: "information", buttons: ["Choose Model"] }]);
    expect(ui.messages[0]?.message).toMatch(/^No result: base is a very small or a base model/);
    const chosen = () => host.executed.filter(([id]) => id === "inkling.chooseModel");
    await vi.waitFor(() => expect(chosen()).toEqual([["inkling.chooseModel", "actions"]]));
    expect(page().shown()).toMatchObject({ advice: ui.messages[0]?.message, rows: [] });
    page().panel.received.fire({ kind: "chooseModel" });
    expect(chosen()).toHaveLength(2);
    // Once said, it stands on the page alone.
    await run("entities");
    expect(ui.messages).toHaveLength(1);
    expect(page().shown()).toHaveProperty("advice");
  });
});

describe("the selection", () => {
  it("is what it was when the command was given", async () => {
    const { engine } = startUnderstanding();
    const { document } = openEditor(LETTER);
    const { answer, come } = later();
    engine.answers.push(answer);
    const running = run("entities");
    await asked(engine, 1);
    const editor = select(document, "║Dear Jane,\n\nElizabeth met Darcy in Bath.\n\nYours, Darcy");
    come(JSON.stringify({ entities: [{ text: "Darcy", kind: "person" }] }));
    await running;
    expect(marks(editor).map(({ at }) => at)).toEqual([document.getText().indexOf("Darcy")]);
  });
});
