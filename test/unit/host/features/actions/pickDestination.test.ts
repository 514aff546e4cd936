import { beforeEach, describe, expect, it, vi } from "vitest";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { documents, openEditor } from "../../../../fakes/documents";
import { Selection } from "../../../../fakes/values";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { runAction, startActions } from "../../support/actions";
import { failsWith, says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** Synonyms of "light", whose answer the test writes. */
async function begin() {
  const { document } = openEditor("A li║ght room.");
  const started = startActions();
  const stream = new Channel<ModelChunk>();
  started.engine.answers.push(stream);
  const running = runAction("synonyms");
  const list = await shownList(1);
  const write = (text: string) => stream.push({ kind: "text", text });
  const end = () => {
    stream.push({ kind: "finish", reason: "stop" });
    stream.close();
  };
  return { ...started, document, stream, running, list, write, end };
}

/** The list that is shown as number `count`. */
async function shownList(count: number) {
  await vi.waitFor(() => expect(ui.quickPicks).toHaveLength(count));
  const list = ui.quickPicks[count - 1];
  if (!list) throw new Error("No list was shown");
  return list;
}

const labels = (list: { items: readonly { label: string }[] }) => list.items.map(({ label }) => label);

describe("alternatives", () => {
  it("fill a list as they come, whole lines only, and the writer's place in it stays", async () => {
    const { list, write, end, running } = await begin();
    expect([list.title, list.busy, list.isShown]).toEqual(["Synonyms: light", true, true]);
    write("1. bright\n2. air");
    await vi.waitFor(() => expect(labels(list)).toEqual(["bright"]));
    write("y\n3. pale\n4. su");
    await vi.waitFor(() => expect(labels(list)).toEqual(["bright", "airy", "pale"]));
    list.goTo("airy");
    write("nny");
    end();
    await vi.waitFor(() => expect(labels(list)).toEqual(["bright", "airy", "pale", "sunny"]));
    expect([list.busy, list.activeItems[0]?.label]).toEqual([false, "airy"]);
    list.hide();
    await running;
  });

  it("take the word's place in one step, also before the last has come", async () => {
    const { list, write, running, document } = await begin();
    write("bright\nairy\nsu");
    await vi.waitFor(() => expect(labels(list)).toEqual(["bright", "airy"]));
    list.take("airy");
    await running;
    expect(document.getText()).toBe("A airy room.");
    expect([documents.edits, list.isShown, ui.messages]).toEqual([1, false, []]);
  });

  it("leave the text as it is when the list is left, and the request is stopped", async () => {
    const { list, running, document, write } = await begin();
    write("bright\nai");
    list.hide();
    await running;
    expect([document.getText(), ui.messages]).toEqual(["A light room.", []]);
  });

  it("do not replace what was changed meanwhile", async () => {
    const { list, write, running, document } = await begin();
    write("bright\nai");
    await vi.waitFor(() => expect(labels(list)).toEqual(["bright"]));
    document.edit(2, 7, "large");
    ui.answers.push(undefined);
    list.take("bright");
    await running;
    expect(document.getText()).toBe("A large room.");
    expect(ui.messages[0]).toMatchObject({ buttons: ["Open the Proposal"] });
  });

  it("that never come close the list and say why", async () => {
    openEditor("A li║ght room.");
    const { engine } = startActions();
    engine.answers.push(failsWith(new ModelError("interrupted", { subject: "x" })));
    ui.answers.push(undefined);
    await runAction("synonyms");
    expect([ui.quickPicks[0]?.isShown, ui.messages.length]).toEqual([false, 1]);
  });

  it("say so where the model only said the word again", async () => {
    const { list, write, end, running } = await begin();
    write("light");
    end();
    await vi.waitFor(() => expect(list.placeholder).toBe("The model offered no alternative."));
    list.hide();
    await running;
  });

  it("for several cursors are lists one after the other, from the end of the text on; leaving one leaves the rest", async () => {
    const editor = openEditor("a li║ght and a dark and a cold room");
    const at = (offset: number) =>
      new Selection(editor.document.positionAt(offset), editor.document.positionAt(offset));
    editor.more = [at(14), at(25)];
    const { engine } = startActions();
    engine.answers.push(says("chilly"), says("gloomy"));
    const running = runAction("synonyms");
    const first = await shownList(1);
    await vi.waitFor(() => expect(labels(first)).toEqual(["chilly"]));
    first.take("chilly");
    const second = await shownList(2);
    expect(second.title).toBe("Synonyms: dark");
    second.hide();
    await running;
    expect(editor.document.getText()).toBe("a light and a dark and a chilly room");
    expect(ui.quickPicks).toHaveLength(2);
  });
});
