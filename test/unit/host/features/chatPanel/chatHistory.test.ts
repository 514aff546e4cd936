import { beforeEach, describe, expect, it, vi } from "vitest";
import { ChatHistory } from "../../../../../src/features/chatPanel/chatHistory";
import { documents } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openPanel } from "../../support/chatPanel";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** A panel in which two chats were had, the second of which is open, and the list of both. */
async function withHistory() {
  const panel = openPanel();
  const { controller, chats } = panel;
  panel.engine.answers.push(says("A white whale."), says("A red rose."));
  await panel.send("What swims?");
  await controller.handle({ kind: "newChat" });
  await panel.send("What grows?");
  await chats.settled();
  const history = new ChatHistory({
    store: chats,
    open: (id, messageId) => controller.openChat(id, messageId),
    changed: (id, events) => controller.chatChanged(id, events),
    goes: (id) => controller.chatGoes(id),
  });
  const over = history.show();
  return { ...panel, over, list: await listed(1, 2) };
}

/** The list that was shown as number `place`, once it has `count` chats. */
async function listed(place: number, count: number) {
  await vi.waitFor(() => {
    expect(ui.quickPicks).toHaveLength(place);
    expect(ui.quickPicks.at(-1)?.items).toHaveLength(count);
  });
  const list = ui.quickPicks.at(-1);
  if (!list) throw new Error("No list was shown");
  return list;
}

const labels = (list: { items: readonly { label: string }[] }) =>
  list.items.map(({ label }) => label).toSorted();

describe("the list of chats", () => {
  it("has them all by their first words, with when that was", async () => {
    const { list, over } = await withHistory();
    expect(labels(list)).toEqual(["What grows?", "What swims?"]);
    expect(list.items[0]?.description).toMatch(/\d{4}/);
    list.hide();
    await over;
    expect(ui.quickPicks).toHaveLength(1);
  });

  it("opens the one that is taken, in place of the open one, which is kept", async () => {
    const { list, over, transcript, controller, chats } = await withHistory();
    list.take("What swims?");
    await over;
    await controller.handle({ kind: "ready" });
    expect(transcript()).toEqual(["user: What swims?", "assistant: A white whale."]);
    expect(await chats.list()).toHaveLength(2);
  });

  it("finds by what was said, and shows where", async () => {
    const { list, over, transcript } = await withHistory();
    list.type("whale");
    await vi.waitFor(() => expect(labels(list)).toEqual(["What swims?"]));
    expect(list.items[0]).toMatchObject({ alwaysShow: true });
    expect(list.items[0]?.detail).toContain("whale");
    list.take("What swims?");
    await over;
    expect(transcript()[1]).toBe("assistant: A white whale.");
  });

  it("says that nothing was found", async () => {
    const { list, over } = await withHistory();
    list.type("submarine");
    await vi.waitFor(() => expect(list.placeholder).toBe("No chat has these words."));
    expect(list.items).toEqual([]);
    list.hide();
    await over;
  });

  it("says that there is nothing yet", async () => {
    const { chats } = openPanel();
    const nothing = { open: () => Promise.resolve(), changed: () => undefined, goes: () => undefined };
    const over = new ChatHistory({ store: chats, ...nothing }).show();
    await vi.waitFor(() => expect(ui.quickPicks[0]?.placeholder).toBe("There are no chats yet."));
    ui.quickPicks[0]?.hide();
    await over;
  });

  it("says what the disk says", async () => {
    const { chats: store } = openPanel();
    vi.spyOn(store, "list").mockRejectedValue(new Error("EIO"));
    const nothing = { open: () => Promise.resolve(), changed: () => undefined, goes: () => undefined };
    await expect(new ChatHistory({ store, ...nothing }).show()).rejects.toThrow("EIO");
    expect(ui.quickPicks[0]?.isShown).toBe(false);
  });
});

describe("a chat of the list", () => {
  it("is renamed, and the list is there again", async () => {
    const { list, over } = await withHistory();
    ui.inputs.push("Sea beasts");
    list.press("What swims?", "Rename");
    const again = await listed(2, 2);
    expect(labels(again)).toEqual(["Sea beasts", "What grows?"]);
    expect(ui.inputBoxes[0]?.value).toBe("What swims?");
    again.hide();
    await over;
  });

  it.each([undefined, "  "])("keeps its title where the writer answers %j", async (typed) => {
    const { list, over } = await withHistory();
    ui.inputs.push(typed);
    list.press("What swims?", "Rename");
    const again = await listed(2, 2);
    expect(labels(again)).toEqual(["What grows?", "What swims?"]);
    again.hide();
    await over;
  });

  it("is deleted once the writer has said so twice", async () => {
    const { list, over, transcript } = await withHistory();
    ui.answers.push(undefined, "Delete");
    list.press("What swims?", "Delete");
    const again = await listed(2, 2);
    expect(ui.messages[0]).toMatchObject({ severity: "warning", options: { modal: true } });
    again.press("What swims?", "Delete");
    const last = await listed(3, 1);
    expect(labels(last)).toEqual(["What grows?"]);
    last.hide();
    await over;
    expect(transcript()[0]).toBe("user: What grows?");
  });

  it("that is open and is deleted leaves an empty chat, which is another one", async () => {
    const panel = await withHistory();
    const { list, over, engine, send, chats, transcript } = panel;
    ui.answers.push("Delete");
    list.press("What grows?", "Delete");
    (await listed(2, 1)).hide();
    await over;
    expect(panel.shown().messages).toEqual([]);
    engine.answers.push(says("Hello"));
    await send("Hi");
    await chats.settled();
    expect(transcript()).toEqual(["user: Hi", "assistant: Hello"]);
    expect((await chats.list()).map(({ title }) => title).toSorted()).toEqual(["Hi", "What swims?"]);
  });

  it("becomes a Markdown document", async () => {
    const { list, over } = await withHistory();
    list.press("What swims?", "Export to Markdown");
    await over;
    const text = documents.shown.at(-1)?.getText();
    expect(text).toMatch(/^# What swims\?\n/);
    expect(text).toContain("A white whale.");
  });
});
