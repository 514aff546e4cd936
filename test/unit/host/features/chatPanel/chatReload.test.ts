import { readdir, truncate } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { resetVscode } from "../../../../fakes/vscode";
import { openPanel } from "../../support/chatPanel";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

type Panel = ReturnType<typeof openPanel>;

/** The window is closed and opened again: the same disk, the same state of the window. */
async function reload({ controller, chats, chatFolder, windowState }: Panel): Promise<Panel> {
  controller.dispose();
  await chats.settled();
  chats.dispose();
  const next = openPanel({ chatFolder, windowState });
  await next.controller.handle({ kind: "ready" });
  return next;
}

/** A panel with one question and its answer. */
async function answered() {
  const panel = openPanel();
  panel.engine.answers.push(says("Hello"));
  await panel.send("Hi");
  return panel;
}

describe("a chat after a reload", () => {
  it("is there again, and goes on", async () => {
    const again = await reload(await answered());
    expect(again.transcript()).toEqual(["user: Hi", "assistant: Hello"]);
    again.engine.answers.push(says("Fine"));
    await again.send("How are you?");
    expect(again.engine.requests[0]?.prompt).toMatchObject({
      messages: [{ content: "Hi" }, { content: "Hello" }, { content: "How are you?" }],
    });
    expect((await reload(again)).transcript()).toHaveLength(4);
  });

  it("is read once, however often the panel is shown", async () => {
    const again = await reload(await answered());
    again.engine.answers.push(says("Fine"));
    await again.send("And?");
    await again.controller.handle({ kind: "ready" });
    expect(again.transcript()).toHaveLength(4);
  });

  it("is not there where the writer had begun a new one", async () => {
    const panel = await answered();
    await panel.controller.handle({ kind: "newChat" });
    expect((await reload(panel)).shown().messages).toEqual([]);
  });

  it("is empty where nothing was ever said, and leaves no file", async () => {
    const panel = openPanel();
    await panel.controller.handle({ kind: "ready" });
    await panel.controller.handle({ kind: "newChat" });
    expect((await reload(panel)).shown().messages).toEqual([]);
    expect(await panel.chats.list()).toEqual([]);
  });

  it("has what had come of an answer that was streaming, says so, and can go on", async () => {
    const panel = openPanel();
    const stream = new Channel<ModelChunk>();
    panel.engine.answers.push(stream);
    const sent = panel.send("Tell me a story");
    stream.push({ kind: "text", text: "Once upon" });
    await vi.waitFor(() => expect(panel.last()?.content).toBe("Once upon"));
    const again = await reload(panel);
    await sent;
    expect(again.last()).toMatchObject({ content: "Once upon", state: "failed", canContinue: true });
    expect(again.last()?.failure?.remedies.map(({ id }) => id)).toContain("tryAgain");
    again.engine.answers.push(says(" a time."));
    await again.controller.handle({ kind: "continue", messageId: again.last()?.id ?? "" });
    expect(again.last()).toMatchObject({ content: "Once upon a time.", state: "done" });
    expect((await reload(again)).last()).toMatchObject({ content: "Once upon a time." });
  });

  it("of whose file the end is lost has everything else, and says so", async () => {
    const panel = await answered();
    await panel.chats.settled();
    const [name = ""] = (await readdir(panel.chatFolder)).filter((file) => file.endsWith(".jsonl"));
    const { size } = await import("node:fs/promises").then(({ stat }) => stat(join(panel.chatFolder, name)));
    await truncate(join(panel.chatFolder, name), size - 5);
    const again = await reload(panel);
    expect(again.transcript()).toEqual(["user: Hi", "assistant: Hello"]);
    expect(again.shown().notice?.message).toContain("damaged");
  });
});

describe("another answer", () => {
  it("takes the first one's place, and the way back is kept over a reload", async () => {
    const panel = await answered();
    panel.engine.answers.push(says("Good day"));
    await panel.controller.handle({ kind: "regenerate", messageId: panel.last()?.id ?? "" });
    expect(panel.transcript()).toEqual(["user: Hi", "assistant: Good day"]);
    expect(panel.engine.requests[1]?.prompt).toEqual(panel.engine.requests[0]?.prompt);
    const again = await reload(panel);
    expect(again.last()).toMatchObject({ content: "Good day", branch: { place: 2, of: 2 } });
    const messageId = again.last()?.id ?? "";
    await again.controller.handle({ kind: "branch", messageId, offset: -1 });
    expect(again.last()).toMatchObject({ content: "Hello", branch: { place: 1, of: 2 } });
    expect((await reload(again)).last()?.content).toBe("Hello");
  });

  it("of no message, or beyond the last version, is none", async () => {
    const panel = await answered();
    const messageId = panel.last()?.id ?? "";
    panel.posted.length = 0;
    await panel.controller.handle({ kind: "regenerate", messageId: "nobody" });
    await panel.controller.handle({ kind: "continue", messageId });
    await panel.controller.handle({ kind: "branch", messageId, offset: 1 });
    expect(panel.posted).toEqual([]);
    expect(panel.engine.requests).toHaveLength(1);
  });
});

describe("an answer that ran out of tokens", () => {
  it("is cut, not failed, and goes on where it ended", async () => {
    const panel = openPanel();
    const stream = new Channel<ModelChunk>();
    panel.engine.answers.push(stream);
    stream.push({ kind: "text", text: "Once upon" });
    stream.push({ kind: "finish", reason: "length" });
    stream.close();
    await panel.send("Tell me a story");
    expect(panel.last()).toMatchObject({ state: "cut", content: "Once upon", canContinue: true });
    expect(panel.last()?.failure).toBeUndefined();
    panel.engine.answers.push(says(" a time."));
    await panel.controller.handle({ kind: "continue", messageId: panel.last()?.id ?? "" });
    expect(panel.last()).toMatchObject({ state: "done", content: "Once upon a time." });
    expect(panel.last()?.canContinue).toBeUndefined();
  });
});

describe("what is known of an answer", () => {
  it("is who gave it, with how many tokens and in how long", async () => {
    const panel = await answered();
    expect(panel.last()?.about).toMatch(/^scripted( · ≈?\d+ tokens)? · [\d.]+ s$/);
  });

  it("is what the model thought, apart from what it said", async () => {
    const panel = openPanel();
    const stream = new Channel<ModelChunk>();
    panel.engine.answers.push(stream);
    stream.push({ kind: "reasoning", text: "A greeting." });
    stream.push({ kind: "text", text: "Hello" });
    stream.push({ kind: "finish", reason: "stop" });
    stream.close();
    await panel.send("Hi");
    expect(panel.last()).toMatchObject({ content: "Hello", reasoning: "A greeting." });
  });
});
