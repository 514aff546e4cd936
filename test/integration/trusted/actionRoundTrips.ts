import assert from "node:assert/strict";
import * as vscode from "vscode";
import { asBytes, bytesOf, lenses, openText, save, select, suggestionsReady, undo } from "../support/editor";
import { run, useServer } from "../support/inkling";
import { setScene } from "../support/scene";

const SENTENCE = "The house\tstands by 5 pines 🌲.";
const LIST = "- wind\n- waves";
const IMAGE = "![](sea.png)";
const DRAFT = `# Summer 1\n\n${SENTENCE}\n\n${LIST}\n\nSee ${IMAGE} from the café.\n\n\tLast line.`;

interface EditAction {
  readonly id: string;
  readonly given?: Readonly<Record<string, string>>;
  readonly selected: string;
  readonly answer: string;
  /** What stands in place of what was selected, once it is accepted. */
  readonly taken?: string;
}

const ACTIONS: readonly EditAction[] = [
  { id: "rewrite", given: { style: "shorter" }, selected: SENTENCE, answer: "A house by 5 pines 🌲." },
  { id: "fixGrammar", selected: SENTENCE, answer: "The houses\tstand by 5 pines 🌲." },
  {
    id: "translate",
    given: { language: "French" },
    selected: SENTENCE,
    answer: "La maison\test près de 5 pins 🌲.",
  },
  { id: "altText", selected: IMAGE, answer: "![The sea in summer](sea.png)" },
  {
    id: "askAnything",
    given: { request: "as two paragraphs" },
    selected: SENTENCE,
    answer: "The house stands.\n\nBy 5 pines 🌲.",
  },
  { id: "bulletsToProse", selected: LIST, answer: "There is wind, and there are waves." },
  { id: "proseToBullets", selected: SENTENCE, answer: "- a house\n- 5 pines 🌲" },
  {
    id: "continueWriting",
    selected: SENTENCE,
    answer: "Nobody is in.",
    taken: `${SENTENCE} Nobody is in.`,
  },
  {
    id: "summarise",
    given: { length: "bullets" },
    selected: SENTENCE,
    answer: "- a house\n- pines",
    taken: `${SENTENCE}\n\n- a house\n- pines`,
  },
  {
    id: "poem",
    given: { form: "haiku" },
    selected: SENTENCE,
    answer: "pines\n🌲 by the\nhouse",
    taken: `${SENTENCE}\n\npines\n🌲 by the\nhouse`,
  },
];

const FILES: readonly { readonly name: string; readonly written: (text: string) => string }[] = [
  { name: "LF", written: (text) => text },
  { name: "CRLF and BOM", written: (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}` },
];

describe("an action that edits", () => {
  const scene = setScene();
  beforeEach(() => useServer(scene.server));

  for (const { id, given = {}, selected, answer, taken = answer } of ACTIONS) {
    for (const { name, written } of FILES) {
      it(`${id} in a file with ${name}: accepted, saved and undone once, its bytes are the old ones`, async () => {
        scene.server.respondWith({ kind: "text", chunks: [answer] });
        const editor = await openText(written(DRAFT));
        const { document } = editor;
        const before = document.getText();
        select(editor, inLineEndings(selected, document));
        await run(`action.${id}`, given);
        await suggestionsReady(document);
        assert.equal(document.getText(), before);
        await run("suggestion.accept");
        const expected = DRAFT.replace(selected, taken);
        assert.equal(document.getText(), inLineEndings(expected, document));
        await save(document);
        assert.equal(await bytesOf(document), asBytes(written(expected)));
        await undo();
        assert.equal(document.getText(), before);
        assert.deepEqual(await lenses(document), []);
        await save(document);
        assert.equal(await bytesOf(document), asBytes(written(DRAFT)));
        assert.deepEqual(scene.messages.shown, []);
      });
    }
  }

  const accents = "Cafe\u0301 au lait 👩‍👧 at noon.";
  for (const [name, start, end, whole, answer] of [
    ["a letter with an accent", 0, 4, "Cafe\u0301", "Tea"],
    ["a sign of several", accents.indexOf("👩") + 1, accents.indexOf("👧") + 1, "👩‍👧", "Anna"],
    // At the joiner: VS Code itself moves a selection that ends in half a surrogate pair, before or after we read it.
    [
      "a sign, replaced by one that shares half of it,",
      0,
      accents.indexOf("👩") + "👩".length,
      accents.slice(0, 19),
      "🙂",
    ],
  ] as const) {
    it(`a selection that ends inside ${name} is about the whole of it`, async () => {
      scene.server.respondWith({ kind: "text", chunks: [answer] });
      const editor = await openText(accents);
      const { document } = editor;
      editor.selection = new vscode.Selection(document.positionAt(start), document.positionAt(end));
      await run("action.rewrite", { style: "shorter" });
      await suggestionsReady(document);
      await run("suggestion.accept");
      assert.equal(document.getText(), accents.replace(whole, answer));
      await undo();
      await save(document);
      assert.equal(await bytesOf(document), asBytes(accents));
    });
  }

  it("a sign in place of one that shares half of it lands whole", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["The house stands by 5 pines 🌳."] });
    const editor = await openText("The house stands by 5 pines 🌲.");
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(editor.document);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), "The house stands by 5 pines 🌳.");
  });
});

/** A text with LF, as the document has it. */
function inLineEndings(text: string, { eol }: vscode.TextDocument): string {
  return eol === vscode.EndOfLine.CRLF ? text.replaceAll("\n", "\r\n") : text;
}
