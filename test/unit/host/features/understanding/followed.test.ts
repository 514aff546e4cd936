import { beforeEach, describe, expect, it, vi } from "vitest";
import { documents, openEditor, select } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { asked, isShownInMenus, later, marked, names, page, run, startUnderstanding } from "./session";

beforeEach(resetVscode);

const TEXT = "Elizabeth met Darcy in Bath.";

/** A document with Elizabeth, Darcy and Bath found in it. */
async function analysed() {
  const started = startUnderstanding();
  const editor = openEditor(`«${TEXT}»`, "file:///letter.md");
  started.engine.answers.push(names(["Elizabeth", "person"], ["Darcy", "person"], ["Bath", "place"]));
  await run("entities");
  return { ...started, editor, document: editor.document };
}

const rows = () =>
  page()
    .shown()
    ?.rows.map(({ text, line }) => `${line} ${text}`);

describe("edits", () => {
  it("elsewhere leave the marks to VS Code, which moves them, and are seen on the page", async () => {
    const { editor, document } = await analysed();
    const draw = vi.spyOn(editor, "setDecorations");
    document.edit(0, 0, "Dear Jane,\n\n");
    expect(draw).not.toHaveBeenCalled();
    expect(rows()).toEqual(["3 Elizabeth", "3 Darcy", "3 Bath"]);
  });

  it("in a finding take its mark and its row away, and no other", async () => {
    const { editor, document } = await analysed();
    document.edit(1, 2, "L");
    expect(marked(editor)).toEqual(["Darcy", "Bath"]);
    expect(rows()).toEqual(["1 Darcy", "1 Bath"]);
    expect(page().shown()?.notes).toEqual(["No longer marked because their text was changed: 1"]);
  });

  it("while the model thinks are followed as well", async () => {
    const { engine } = startUnderstanding();
    const editor = openEditor(`«${TEXT}»`);
    const { answer, come } = later();
    engine.answers.push(answer);
    const running = run("entities");
    await asked(engine, 1);
    editor.document.edit(0, 0, "Then ");
    editor.document.edit(
      editor.document.getText().indexOf("Bath"),
      editor.document.getText().length,
      "Kent.",
    );
    come(
      JSON.stringify({
        entities: [
          { text: "Darcy", kind: "person" },
          { text: "Bath", kind: "place" },
        ],
      }),
    );
    await running;
    expect(marked(editor)).toEqual(["Darcy"]);
  });

  it("are drawn on the page once for many", async () => {
    const { document } = await analysed();
    const { panel, shown, told } = page();
    shown();
    const before = told().length;
    for (let i = 0; i < 20; i++) document.edit(0, 0, "a ");
    expect(told()).toHaveLength(before);
    await vi.waitFor(() => expect(told()).toHaveLength(before + 1));
    panel.dispose();
  });
});

describe("a document", () => {
  it("that is closed loses its analysis, and the page shows none", async () => {
    const { document } = await analysed();
    document.close();
    expect(page().shown()).toBeUndefined();
    expect(isShownInMenus()).toBe(false);
  });

  it("that gets another language keeps it", async () => {
    const { document } = await analysed();
    document.changeLanguage("plaintext");
    expect(rows()).toHaveLength(3);
  });

  it("is marked again in an editor that is opened later", async () => {
    const { document } = await analysed();
    const editor = select(document, `║${TEXT}`);
    expect(marked(editor)).toEqual([]);
    ui.visibleEditorsChanged.fire([editor]);
    expect(marked(editor)).toEqual(["Elizabeth", "Darcy", "Bath"]);
  });

  it("has an analysis of its own beside those of others; the page follows the active one", async () => {
    const { engine, editor } = await analysed();
    const other = openEditor("«Jane went to London.»", "file:///notes.md");
    engine.answers.push(names(["London", "place"]));
    await run("entities");
    expect(marked(other)).toEqual(["London"]);
    expect(rows()).toEqual(["1 London"]);
    ui.activeEditorChanged.fire(editor);
    expect(rows()).toHaveLength(3);
    ui.activeEditorChanged.fire(undefined);
    expect(page().shown()?.about).toContain("letter.md");
    await run("clear");
    expect(rows()).toEqual(["1 London"]);
  });
});

describe("Clear", () => {
  it("takes the marks, the rows and the menu's entries away", async () => {
    const { editor } = await analysed();
    page().panel.received.fire({ kind: "clear" });
    expect(marked(editor)).toEqual([]);
    expect(page().shown()).toBeUndefined();
    expect(isShownInMenus()).toBe(false);
  });
});

describe("Copy", () => {
  it("puts what still stands into the clipboard, with the places in the document", async () => {
    const { document } = await analysed();
    document.edit(0, 0, "\n");
    document.edit(1, 2, "L");
    await run("copyCsv");
    expect(host.clipboard.split("\r\n")).toHaveLength(4);
    expect(host.clipboard).toContain(`${document.getText().indexOf("Darcy")},`);
    await run("copyJson");
    expect(JSON.parse(host.clipboard)).toMatchObject({
      kind: "entities",
      findings: [{ text: "Darcy" }, { text: "Bath" }],
    });
    expect(ui.statusMessages).toEqual(["Copied as CSV.", "Copied as JSON."]);
  });

  it("is told on the page where it was pressed", async () => {
    await analysed();
    const { panel, told } = page();
    panel.received.fire({ kind: "copyJson" });
    await vi.waitFor(() => expect(told().at(-1)).toEqual({ kind: "notice", text: "Copied as JSON." }));
    expect(host.clipboard).toContain('"Elizabeth"');
  });
});

describe("a row", () => {
  it("selects its finding where it is seen", async () => {
    const { editor, document } = await analysed();
    document.edit(0, 0, "Then ");
    page().panel.received.fire({ kind: "reveal", id: 1, focus: false });
    await vi.waitFor(() => expect(editor.revealed).toBeDefined());
    expect(document.getText(editor.selection)).toBe("Darcy");
    expect(documents.shown).toEqual([]);
  });

  it("takes the keyboard there with Enter, and opens a document that is not seen", async () => {
    const { document } = await analysed();
    documents.active = undefined;
    page().panel.received.fire({ kind: "reveal", id: 2, focus: true });
    await vi.waitFor(() => expect(documents.shown).toEqual([document]));
    expect(documents.showOptions).toMatchObject([{ preserveFocus: false, viewColumn: 1 }]);
    const [{ selection }] = documents.showOptions as [{ selection: Parameters<typeof document.getText>[0] }];
    expect(document.getText(selection)).toBe("Bath");
  });

  it("whose finding is gone does nothing", async () => {
    const { editor, document } = await analysed();
    document.edit(1, 2, "L");
    page().panel.received.fire({ kind: "reveal", id: 0, focus: false });
    page().panel.received.fire({ kind: "reveal", id: 99, focus: false });
    await Promise.resolve();
    expect([editor.revealed, ui.messages]).toEqual([undefined, []]);
  });

  it("says it when its document cannot be opened any more", async () => {
    const { document } = await analysed();
    documents.active = undefined;
    documents.open = documents.open.filter((open) => open !== document);
    ui.answers = [undefined];
    page().panel.received.fire({ kind: "reveal", id: 0, focus: true });
    await vi.waitFor(() => expect(ui.messages).toMatchObject([{ severity: "error" }]));
  });
});

describe("the page", () => {
  it("is brought to the front for a new analysis, without taking the keyboard", async () => {
    const { engine } = await analysed();
    const { panel } = page();
    panel.visible = false;
    engine.answers.push(names(["Bath", "place"]));
    await run("entities");
    expect(panel.revealed).toBe(1);
    expect(rows()).toEqual(["1 Bath"]);
  });

  it("may be closed and shown again", async () => {
    const { document } = await analysed();
    page().panel.dispose();
    document.edit(0, 0, " ");
    await run("show");
    expect(ui.panels).toHaveLength(2);
    expect(rows()).toHaveLength(3);
  });

  it.each([[null], ["clear"], [{ kind: "eval" }]])(
    "is not obeyed when it says nothing sensible: %j",
    async (raw) => {
      const { editor } = await analysed();
      page().panel.received.fire(raw);
      expect(marked(editor)).toHaveLength(3);
    },
  );
});

describe("the end", () => {
  it("leaves nothing behind", async () => {
    const listeners = () =>
      [documents.changed, documents.closed, ui.visibleEditorsChanged, ui.activeEditorChanged].map(
        (emitter) => emitter.listeners,
      );
    const before = listeners();
    const { editor, understanding } = await analysed();
    understanding.dispose();
    expect(listeners()).toEqual(before);
    expect(editor.decorated.size).toBe(0);
    expect(page().panel.isDisposed).toBe(true);
  });

  it("comes also for what is still being loaded", async () => {
    const { understanding } = startUnderstanding();
    const running = run("show");
    understanding.dispose();
    ui.answers = [undefined];
    await running;
    expect(documents.changed.listeners).toBe(0);
  });
});
