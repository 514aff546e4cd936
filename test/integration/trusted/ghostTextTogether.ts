import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openText, undo } from "../support/editor";
import {
  accept,
  commit,
  EditorAsks,
  knows,
  prompts,
  take,
  takeUntil,
  type,
  useBaseModel,
} from "../support/ghostText";
import { run, setSetting } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const TEXT = "The house stands at the end of the road";
const OURS = `${TEXT}, right by the sea where the river ends.`;
const THEIRS = ", and nobody lives there.";

/** The text with the cursor at its end. */
async function openAtEnd(text = TEXT): Promise<vscode.TextEditor> {
  const editor = await openText(text);
  const end = editor.document.positionAt(editor.document.getText().length);
  editor.selection = new vscode.Selection(end, end);
  return editor;
}

describe("ghost text beside others", () => {
  const scene = setScene();
  let asks: EditorAsks;
  const others: vscode.Disposable[] = [];
  beforeEach(async () => {
    asks = new EditorAsks();
    await useBaseModel(scene.server);
    scene.server.respondWith(knows(OURS));
  });
  afterEach(() => {
    asks.dispose();
    for (const other of others.splice(0)) other.dispose();
    assert.deepEqual(scene.messages.shown, []);
  });

  const another = (provide: () => PromiseLike<string[]>) =>
    others.push(
      vscode.languages.registerInlineCompletionItemProvider("*", {
        provideInlineCompletionItems: async () =>
          (await provide()).map((text) => new vscode.InlineCompletionItem(text)),
      }),
    );

  it("comes when another provider has nothing to say", async () => {
    another(() => Promise.resolve([]));
    const { document } = await openAtEnd();
    await type(", right");
    await takeUntil(document, OURS);
  });

  it("comes when another provider fails", async () => {
    another(() => Promise.reject(new Error("it is broken")));
    const { document } = await openAtEnd();
    await type(", right");
    await takeUntil(document, OURS);
  });

  it("and a slow provider's are two: one of them is taken, and only that", async () => {
    another(async () => {
      await scene.server.waitFor(({ requests }) => requests.length > 0, 20_000);
      return [THEIRS];
    });
    scene.server.respondWith(knows(`${TEXT} and there is a garden.`));
    const editor = await openAtEnd(`${TEXT} and`);
    await type(" there");
    const before = editor.document.getText();
    await take(editor.document);
    const taken = editor.document.getText().slice(before.length);
    assert.ok(editor.document.getText().startsWith(before));
    assert.ok([THEIRS, " is a garden."].includes(taken), taken);
    await undo();
    assert.equal(editor.document.getText(), before);
  });

  it("leaves the suggest widget alone, and is there when that is closed", async () => {
    let asked = 0;
    others.push(
      vscode.languages.registerCompletionItemProvider("markdown", {
        provideCompletionItems: () => {
          asked++;
          return ["right", "righteous", "rightful"].map((label) => new vscode.CompletionItem(label));
        },
      }),
    );
    const editor = await openAtEnd();
    await type(", r");
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
    await until("the suggest widget", () => asked > 0);
    await type("igh");
    await asks.here(editor);
    assert.equal(editor.document.getText(), `${TEXT}, righ`);
    await vscode.commands.executeCommand("hideSuggestWidget");
    await type("t");
    await takeUntil(editor.document, OURS);
  });

  it("goes on behind what was taken from the suggest widget", async () => {
    others.push(
      vscode.languages.registerCompletionItemProvider("markdown", {
        provideCompletionItems: () => [new vscode.CompletionItem("right")],
      }),
    );
    const { document } = await openAtEnd();
    await type(", r");
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
    await until("the word from the suggest widget", async () => {
      await vscode.commands.executeCommand("acceptSelectedSuggestion");
      return document.getText() === `${TEXT}, right`;
    });
    await takeUntil(document, OURS);
  });
});

describe("ghost text, once it is there", () => {
  const scene = setScene();
  let asks: EditorAsks;
  beforeEach(async () => {
    asks = new EditorAsks();
    await useBaseModel(scene.server);
    scene.server.respondWith(knows(OURS));
  });
  afterEach(() => asks.dispose());

  /** What was asked before all of it was taken; behind that the editor asks anew. */
  const askedOnTheWay = () => prompts(scene.server).filter((prompt) => prompt !== OURS);

  it("is taken with the line endings of the document, and is taken back in one step", async () => {
    await setSetting("ghostText.length", "paragraph");
    const text = "The first paragraph has one line.\r\n\r\nIt stands";
    scene.server.respondWith(
      knows("paragraph has one line.\n\nIt stands by the sea.\nIt has a roof.\nIt has a door."),
    );
    const { document } = await openAtEnd(text);
    await run("askForGhostText");
    await take(document);
    assert.equal(document.getText(), `${text} by the sea.\r\nIt has a roof.\r\nIt has a door.`);
    await undo();
    assert.equal(document.getText(), text);
    assert.equal(document.eol, vscode.EndOfLine.CRLF);
  });

  const PARTS = [
    {
      ...{ language: "English", text: TEXT, typed: ", right" },
      rest: " by the sea, where the river ends. Nobody lives there any more.",
      parts: [" by", " the sea,", " where the river ends."],
    },
    {
      ...{ language: "Chinese", text: "昨天我们走到了灯塔，", typed: "那里" },
      rest: "有大海，守塔的老人等着我们。后来大家都回家了。",
      parts: ["有", "大海，", "守塔的老人等着我们。"],
    },
  ];
  for (const { language, text, typed, rest, parts } of PARTS) {
    it(`is taken word by word, clause by clause and sentence by sentence in ${language}, each one step to undo`, async () => {
      scene.server.respondWith(knows(text + typed + rest));
      const editor = await openAtEnd(text);
      const { document } = editor;
      await type(typed);
      await run("askForGhostText"); // for all of it: by itself a few words may come first
      const texts = [text + typed];
      for (const [i, command] of ["acceptNextWord", "acceptNextClause", "acceptNextSentence"].entries()) {
        await accept(command, editor);
        texts.push(`${texts[i] ?? ""}${parts[i] ?? ""}`);
        assert.equal(document.getText(), texts.at(-1), command);
        const end = document.positionAt(document.getText().length);
        await until("the cursor behind it", () => editor.selection.active.isEqual(end));
      }
      for (const before of texts.slice(0, -1).reverse()) {
        await undo();
        assert.equal(document.getText(), before);
      }
    });
  }

  it("does not come back where the writer did not want it", async () => {
    const editor = await openAtEnd();
    const { document } = editor;
    await type(", right");
    await take(document);
    await undo(); // and what was taken back is shown once more
    let asked = scene.server.requests.length;
    let times = 0;
    // That the editor has asked does not say that the grey text is there already to be dismissed; once it was, it
    // stays away each time.
    await until("what was dismissed to stay away three times", async () => {
      await asks.here(editor);
      await run("dismissGhostText");
      await type("x");
      await vscode.commands.executeCommand("deleteLeft");
      await asks.here(editor);
      await commit();
      if (document.getText() === `${TEXT}, right`) return ++times === 3;
      await undo();
      times = 0;
      asked = scene.server.requests.length;
      return false;
    });
    const again = prompts(scene.server).slice(asked);
    assert.ok(!again.includes(`${TEXT}, right`), again.join("\n"));
  });

  it("is known again without a request: a letter deleted and typed again, away and back", async () => {
    const editor = await openAtEnd();
    const { document } = editor;
    await type(", right");
    await run("askForGhostText");
    await take(document);
    await undo();
    const asked = askedOnTheWay();
    await vscode.commands.executeCommand("deleteLeft");
    await asks.here(editor);
    await type("t");
    await take(document);
    assert.equal(document.getText(), OURS);
    await undo();
    await vscode.commands.executeCommand("cursorHome");
    await vscode.commands.executeCommand("cursorEnd");
    await type(" ");
    await take(document);
    assert.equal(document.getText(), OURS);
    assert.deepEqual(askedOnTheWay(), asked);
  });

  it("rides along a slow stream: one request, never closed", async () => {
    scene.server.respondWith(knows(OURS, { delayMs: 150 }));
    const { document } = await openAtEnd();
    await type(",");
    await scene.server.waitFor(({ requests }) => requests.length === 1);
    await type(" right by");
    await takeUntil(document, OURS);
    assert.deepEqual(askedOnTheWay(), [`${TEXT},`]);
    assert.equal(scene.server.closedByClient, 0);
  });

  it("goes on riding when the writer has typed all that has come so far", async () => {
    scene.server.respondWith({ kind: "stall", chunks: [" right"] }, { kind: "empty" });
    const editor = await openAtEnd();
    await type(",");
    await scene.server.waitFor(({ requests }) => requests.length === 1);
    await type(" right");
    await asks.here(editor);
    await commit();
    assert.equal(scene.server.closedByClient, 0);
    await type(" by");
    await asks.here(editor);
    assert.deepEqual(askedOnTheWay(), [`${TEXT},`]);
  });

  it("asks again when what comes does not agree with what was typed in the meantime", async () => {
    scene.server.respondWith(
      { kind: "text", chunks: [" by the sea."], delayMs: 1000 },
      { kind: "text", chunks: [" then the path begins."] },
    );
    const { document } = await openAtEnd();
    await type(",");
    await scene.server.waitFor(({ requests }) => requests.length === 1);
    await type(" and");
    await takeUntil(document, `${TEXT}, and then the path begins.`);
  });

  it("is quiet in quiet mode until it is asked for", async () => {
    await run("toggleQuietMode");
    try {
      const editor = await openAtEnd();
      await type(", right");
      await asks.here(editor);
      await commit();
      assert.equal(editor.document.getText(), `${TEXT}, right`);
      assert.equal(scene.server.requests.length, 0);
      await run("askForGhostText");
      await take(editor.document);
      assert.equal(editor.document.getText(), OURS);
      assert.deepEqual(new Set(prompts(scene.server)), new Set([`${TEXT}, right`]));
    } finally {
      await run("toggleQuietMode");
    }
  });
});
