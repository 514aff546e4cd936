import { beforeEach, describe, expect, it, vi } from "vitest";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { openEditor } from "../../../../fakes/documents";
import { Selection } from "../../../../fakes/values";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { runAction, startActions } from "../../support/actions";
import { failsWith, says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** Opens words of one letter, each selected. */
function openSelected(text: string) {
  const editor = openEditor(`║${text}`);
  const at = (offset: number) => editor.document.positionAt(offset);
  const [first, ...more] = [...text.matchAll(/\w/g)].map(
    ({ index }) => new Selection(at(index), at(index + 1)),
  );
  if (first) editor.selection = first;
  editor.more = more;
  return editor;
}

describe("an action with several cursors", () => {
  it("is a suggestion for each, all of one group", async () => {
    openSelected("a b c");
    const { engine, shown } = startActions();
    engine.answers.push(says("A"), says("B"), says("C"));
    await runAction("fixGrammar");
    expect(shown.map(({ suggestion, proposals }) => [suggestion.snapshot.text, proposals])).toEqual([
      ["a", ["A"]],
      ["b", ["B"]],
      ["c", ["C"]],
    ]);
    const groups = new Set(shown.map(({ suggestion }) => suggestion.group));
    expect(groups.size).toBe(1);
    expect([...groups][0]).toMatch(/^[\da-f-]{36}$/);
  });

  it("is of another group the next time", async () => {
    openSelected("a b");
    const { engine, shown } = startActions();
    engine.answers.push(says("A"), says("B"), says("A"), says("B"));
    await runAction("fixGrammar");
    await runAction("fixGrammar");
    expect(new Set(shown.map(({ suggestion }) => suggestion.group)).size).toBe(2);
  });

  it("runs three requests at once, and the next when one of them ends", async () => {
    openSelected("a b c d e");
    const { engine, shown } = startActions();
    const answers = Array.from({ length: 5 }, () => new Channel<ModelChunk>());
    engine.answers.push(...answers);
    const running = runAction("fixGrammar");
    await vi.waitFor(() => expect(engine.requests).toHaveLength(3));
    // All five are shown from the start.
    expect(shown).toHaveLength(5);
    const end = (answer: Channel<ModelChunk> | undefined, text: string) => {
      answer?.push({ kind: "text", text });
      answer?.push({ kind: "finish", reason: "stop" });
      answer?.close();
    };
    end(answers[1], "B");
    await vi.waitFor(() => expect(engine.requests).toHaveLength(4));
    for (const [i, text] of ["A", "", "C", "D", "E"].entries()) if (i !== 1) end(answers[i], text);
    await running;
    expect(engine.requests).toHaveLength(5);
    expect(shown.map(({ proposals }) => proposals)).toEqual([["A"], ["B"], ["C"], ["D"], ["E"]]);
  });

  it("is stopped as a whole by Cancel, without a word", async () => {
    openSelected("a b c d");
    const { engine, shown } = startActions();
    engine.answers.push(...Array.from({ length: 4 }, () => new Channel<ModelChunk>()));
    const running = runAction("fixGrammar");
    await vi.waitFor(() => expect(ui.progress).toHaveLength(1), { timeout: 5000 });
    expect(ui.progress[0]?.title).toBe("Inkling: Fix Grammar with scripted");
    ui.progress[0]?.source.cancel();
    await running;
    expect(shown.map(({ controller }) => controller.signal.aborted)).toEqual([true, true, true, true]);
    expect([engine.requests.length, ui.messages]).toEqual([3, []]);
  });

  it("goes on where one is left", async () => {
    openSelected("a b");
    const { engine, shown } = startActions();
    const left = new Channel<ModelChunk>();
    engine.answers.push(left, says("B"));
    const running = runAction("fixGrammar");
    await vi.waitFor(() => expect(engine.requests).toHaveLength(2));
    shown[0]?.controller.abort();
    await running;
    expect(shown.map(({ proposals }) => proposals)).toEqual([[], ["B"]]);
    expect(ui.messages).toEqual([]);
  });

  it("tells a failure once, keeps the others, and tries again only what failed", async () => {
    openSelected("a b c");
    const { engine, shown } = startActions();
    const broken = () => failsWith(new ModelError("interrupted", { subject: "x" }));
    engine.answers.push(broken(), says("B"), broken(), says("A"), says("C"));
    ui.answers.push("Try Again");
    await runAction("fixGrammar");
    await vi.waitFor(() => expect(shown.at(-1)?.proposals).toEqual(["C"]));
    expect(shown.map(({ suggestion, proposals }) => [suggestion.snapshot.text, proposals])).toEqual([
      ["a", []],
      ["b", ["B"]],
      ["c", []],
      ["a", ["A"]],
      ["c", ["C"]],
    ]);
    expect(ui.messages).toHaveLength(1);
  });

  it("of which there are more than ten is refused before a model is asked", async () => {
    openSelected("a b c d e f g h i j k");
    const { engine } = startActions();
    ui.answers.push(undefined);
    await runAction("fixGrammar");
    expect(ui.messages[0]?.message).toContain("too many cursors");
    expect(engine.requests).toEqual([]);
  });
});
