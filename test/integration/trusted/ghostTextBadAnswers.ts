import assert from "node:assert/strict";
import { cursorAfter, openText } from "../support/editor";
import { commit, EditorAsks, take, type, useBaseModel } from "../support/ghostText";
import { run, setSetting } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const BEFORE = "We walked along the shore for more than an hour. The house stands at the end of the road";
const TEXT = `${BEFORE}, and`;
const ESC = "\u001b";

interface BadAnswer {
  readonly name: string;
  readonly says: string;
  /** What may be taken, or else nothing. */
  readonly clean?: string;
}

const BAD: readonly BadAnswer[] = [
  { name: "in a Markdown fence", says: "```markdown\nthe sea is near.\n```", clean: " the sea is near." },
  { name: "of a fence alone", says: "```\n```" },
  {
    ...{ name: "with a preface", says: "Sure, here is the continuation:\n\nthe sea is near." },
    clean: " the sea is near.",
  },
  { name: "with an apology", says: "I'm sorry, but I can't help with that." },
  { name: "of white space", says: " \n\t \n  " },
  { name: "of the prefix again", says: TEXT },
  { name: "of the prefix and more", says: `${TEXT} the sea is near.`, clean: " the sea is near." },
  { name: "of the last sentence again", says: " We walked along the shore for more than an hour. The house" },
  {
    ...{ name: "with ANSI escapes", says: `${ESC}[1;31m the sea${ESC}[0m is near.${ESC}]0;title\u0007` },
    clean: " the sea is near.",
  },
  {
    name: "with control characters",
    says: " the\u0000 sea\u0008 is\u007f near.",
    clean: " the sea is near.",
  },
  { name: "in another language", says: "我们在海边看见了一座很老的灯塔，灯还亮着。" },
  { name: "that loops", says: " and and and and and and and and and and and and and and and and" },
  { name: "with a lone surrogate", says: " the sea\ud83d is near.", clean: " the sea is near." },
  {
    name: "with thinking",
    says: "<think>They want more.</think> the sea is near.",
    clean: " the sea is near.",
  },
];

/** Nothing of it is prose. */
// eslint-disable-next-line no-control-regex -- these are what must not come
const RUBBISH = /[\u0000-\u0009\u000b-\u001f\u007f]|`{3}|\p{Surrogate}|<\/?think| {2}|\n\n/u;

describe("ghost text from a model that answers badly", () => {
  const scene = setScene();
  let asks: EditorAsks;
  beforeEach(async () => {
    asks = new EditorAsks();
    await useBaseModel(scene.server);
  });
  afterEach(() => {
    asks.dispose();
    assert.deepEqual(scene.messages.shown, []);
  });

  async function openThere() {
    const editor = await openText(BEFORE);
    cursorAfter(editor, BEFORE);
    return editor;
  }

  for (const { name, says, clean = "" } of BAD) {
    it(`shows nothing or something clean of an answer ${name}`, async () => {
      scene.server.respondWith({ kind: "text", chunks: says.match(/[^]{1,7}/g) ?? [] });
      const editor = await openThere();
      await type(", and");
      await asks.here(editor);
      await scene.server.waitFor(({ requests }) => requests.length > 0);
      await run("askForGhostText"); // is over when all has been read
      await commit();
      const taken = editor.document.getText().slice(TEXT.length);
      assert.ok(editor.document.getText().startsWith(TEXT));
      assert.ok(["", clean].includes(taken), JSON.stringify(taken));
      assert.doesNotMatch(taken, RUBBISH);
    });
  }

  it("shows a little of 4,000 words", async () => {
    const words = Array.from({ length: 4000 }, (_, i) => ` word${i}`);
    scene.server.respondWith({ kind: "text", chunks: words });
    const { document } = await openThere();
    await type(", and");
    await take(document);
    const taken = document.getText().slice(TEXT.length);
    assert.ok(words.join("").startsWith(taken), taken);
    assert.ok(taken.length < 600, `${taken.length} characters`);
  });

  it("shows the two words, or nothing, of a stream that goes silent", async () => {
    await setSetting("timeout.idle", 1);
    scene.server.respondWith({ kind: "stall", chunks: [" the", " sea"] });
    const { document } = await openThere();
    await type(", and");
    await until("the end of the wait", async () => {
      await commit();
      return scene.server.closedByClient > 0 || document.getText() !== TEXT;
    });
    await commit();
    const taken = document.getText().slice(TEXT.length);
    assert.ok(["", " the", " the sea"].includes(taken), JSON.stringify(taken));
    scene.server.respondWith({ kind: "text", chunks: [" is near."] });
    await type(" it");
    await run("askForGhostText");
    await take(document);
    assert.ok(document.getText().endsWith(" it is near."), document.getText());
  });
});
