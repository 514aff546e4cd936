import assert from "node:assert/strict";
import type { TextAnswer } from "../../support/script";
import { lenses, openText, select, suggestionsReady, undo } from "../support/editor";
import { run, useServer } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const PARAGRAPH = "The house stands by the sea.";
const TEXT = `# A letter\n\n${PARAGRAPH}\n\nThe end.\n`;

function says(answer: string, more: Partial<TextAnswer> = {}): TextAnswer {
  return { kind: "text", chunks: answer.match(/[^]{1,7}/g) ?? [], ...more };
}

describe("an answer that is none", () => {
  const scene = setScene();
  beforeEach(() => useServer(scene.server));

  for (const [name, answer] of [
    ["the same text", PARAGRAPH],
    ["the same text in a fence", `\`\`\`markdown\n${PARAGRAPH}\n\`\`\``],
    ["the same text with other line ends around it", `\n\n${PARAGRAPH}\n`],
  ] as const) {
    it(`${name}: says that there is nothing to change`, async () => {
      scene.server.respondWith(says(answer));
      const editor = await openText(TEXT);
      select(editor, PARAGRAPH);
      await run("action.fixGrammar");
      const shown = await until("a message", () => scene.messages.last);
      assert.equal(shown.kind, "information");
      assert.match(shown.text, /nothing to change/);
      assert.deepEqual(await lenses(editor.document), []);
      assert.equal(editor.document.isDirty, false);
    });
  }

  for (const [name, answer] of [
    ["in English", "I'm sorry, but I can't help with that. It may be harmful."],
    ["in Chinese", "抱歉，我无法帮助您完成这个请求。"],
  ] as const) {
    it(`a refusal ${name}: said as such, and nothing is offered`, async () => {
      scene.server.respondWith(says(answer));
      const editor = await openText(TEXT);
      select(editor, PARAGRAPH);
      await run("action.rewrite", { style: "clearer" });
      const shown = await until("a message", () => scene.messages.last);
      assert.equal(shown.kind, "error");
      assert.match(shown.text, /declined/);
      assert.deepEqual(await lenses(editor.document), []);
      assert.equal(editor.document.getText(), TEXT);
      assert.equal(editor.document.isDirty, false);
    });
  }

  for (const [name, reply] of [
    ["nothing", { kind: "empty" }],
    ["white space", says(" \n\n ")],
    ["thoughts and nothing else", says("", { reasoning: ["Let me think."] })],
  ] as const) {
    it(`${name}: said as such, and nothing is offered`, async () => {
      scene.server.respondWith(reply);
      const { document } = await openText(TEXT);
      await run("action.rewrite", { style: "clearer" });
      assert.match((await until("a message", () => scene.messages.last)).text, /answered nothing/);
      assert.deepEqual(await lenses(document), []);
      assert.equal(document.isDirty, false);
    });
  }

  it("cut at the token limit: can be looked at and asked for again, but not be taken", async () => {
    scene.server.respondWith(
      says("The house looks at", { finishReason: "length" }),
      says("The house looks at the sea."),
    );
    const editor = await openText(TEXT);
    select(editor, PARAGRAPH);
    await run("action.rewrite", { style: "clearer" });
    assert.match((await until("a message", () => scene.messages.last)).text, /token limit/);
    assert.deepEqual(await lenses(editor.document), ["otherVersion", "openProposal", "reject"]);
    await run("suggestion.accept");
    await run("suggestion.acceptChange");
    assert.equal(editor.document.getText(), TEXT);
    await run("suggestion.otherVersion");
    await suggestionsReady(editor.document);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace(PARAGRAPH, "The house looks at the sea."));
  });

  it("broken off half-way: kept as such, and cannot be taken", async () => {
    scene.server.respondWith({ kind: "drop", chunks: ["The house looks "] });
    const editor = await openText(TEXT);
    select(editor, PARAGRAPH);
    await run("action.rewrite", { style: "clearer" });
    assert.match((await until("a message", () => scene.messages.last)).text, /broke/);
    assert.deepEqual(await lenses(editor.document), ["otherVersion", "openProposal", "reject"]);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT);
    await run("suggestion.reject");
    assert.deepEqual(await lenses(editor.document), []);
  });
});

describe("an answer with more around it", () => {
  const scene = setScene();
  beforeEach(() => useServer(scene.server));

  const better = TEXT.replace("stands", "rises");
  for (const [name, answer] of [
    ["a fence", `\`\`\`markdown\n${better}\`\`\``],
    ["a preface and a fence", `Sure! Here is the text:\n\n\`\`\`\n${better}\`\`\``],
    ["thoughts", `<think>\nStands or rises?\n</think>\n\n${better}`],
  ] as const) {
    it(`the whole document in ${name}: the text alone is taken`, async () => {
      scene.server.respondWith(says(answer));
      const editor = await openText(TEXT);
      select(editor, TEXT);
      await run("action.rewrite", { style: "clearer" });
      await suggestionsReady(editor.document);
      assert.ok(!(await lenses(editor.document)).includes("nextChange"), "one change, of one word");
      await run("suggestion.accept");
      assert.equal(editor.document.getText(), better);
    });
  }

  for (const [name, answer] of [
    ["HTML", '<div class="x"><script>alert(1)</script>The <b>house</b></div>'],
    ["links to commands", "[The house](command:workbench.action.quit) ![x](https://example.org/x.png)"],
    ["signs of CriticMarkup", "The {~~house~>home~~} stands {++still++}."],
  ] as const) {
    it(`${name}: is text like any other`, async () => {
      scene.server.respondWith(says(answer));
      const editor = await openText(TEXT);
      select(editor, PARAGRAPH);
      await run("action.rewrite", { style: "clearer" });
      await suggestionsReady(editor.document);
      await run("suggestion.accept");
      assert.equal(editor.document.getText(), TEXT.replace(PARAGRAPH, answer));
      await undo();
      assert.equal(editor.document.getText(), TEXT);
    });
  }
});
