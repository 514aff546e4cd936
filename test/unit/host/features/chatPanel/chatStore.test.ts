import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyChat, type Chat } from "../../../../../src/core/chat/chat";
import { applyEvents, type ChatEvent } from "../../../../../src/core/chat/chatEvents";
import { appendText, endTurn, startTurn } from "../../../../../src/core/chat/chatTransitions";
import { activePath } from "../../../../../src/core/chat/chatTree";
import type { Clock } from "../../../../../src/core/common/clock";
import { ChatStore } from "../../../../../src/features/chatPanel/chatStore";

/** Time that stands still until it is moved. */
class HandClock implements Clock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  move(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#now)) {
      this.#timers.delete(timer);
      timer.run();
    }
  }
}

let root: string;
let folder: string;
let clock: HandClock;
let warnings: string[];

const window = () => new ChatStore({ fsPath: folder }, logger, clock);
const logger = {
  info: () => {},
  warn: (message: string) => void warnings.push(message),
  error: (message: string) => void warnings.push(message),
};
const fileOf = (id: string) => join(folder, `${id}.jsonl`);
const contents = (chat: Chat | undefined) => chat && activePath(chat).map(({ content }) => content);
const text = (said: string, id = "a"): ChatEvent => ({ kind: "text", id, text: said });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "inkling-store-"));
  folder = join(root, "chats");
  clock = new HandClock();
  warnings = [];
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A chat that is being answered, written down by `store`. */
function ask(store: ChatStore, id: string, question: string, at = 1000): Chat {
  const ids = ["q", "a"];
  const chat = emptyChat(id, at);
  const events = startTurn(chat, { content: question }, { at, newId: () => ids.shift() ?? "more" });
  store.append(id, events);
  return applyEvents(chat, events);
}

/** The same with its whole answer, on the disk. */
async function converse(store: ChatStore, id: string, question: string, answer: string, at = 1000) {
  let chat = ask(store, id, question, at);
  for (const next of [appendText(chat, "a", answer), endTurn(chat, "a", { state: "done" })]) {
    store.append(id, next);
    chat = applyEvents(chat, next);
  }
  await store.settled();
  return chat;
}

describe("ChatStore", () => {
  it("gives back, in another window or after a reload, what was written", async () => {
    const store = window();
    expect(await store.list()).toEqual([]);
    const chat = await converse(store, "one", "A line.", "The sea.");
    await converse(store, "two", "Another.", "The wind.", 2000);
    expect(await window().open("one")).toEqual({ chat });
    expect(await window().list()).toEqual([
      { id: "two", title: "Another.", createdAt: 2000, updatedAt: 2000, count: 2, isDamaged: false },
      { id: "one", title: "A line.", createdAt: 1000, updatedAt: 1000, count: 2, isDamaged: false },
    ]);
    expect(warnings).toEqual([]);
  });

  it("writes text that streams once a second, and the rest at once", async () => {
    const store = window();
    ask(store, "one", "A line.");
    await store.settled();
    store.append("one", [text("The")]);
    store.append("one", [text(" sea")]);
    clock.move(999);
    const before = await stat(fileOf("one"));
    clock.move(1);
    await vi.waitFor(async () => expect((await stat(fileOf("one"))).size).toBeGreaterThan(before.size));
    expect((await readFile(fileOf("one"), "utf8")).trim().split("\n").at(-1)).toContain('"The sea"');
    store.append("one", [text("."), { kind: "ended", id: "a", state: "done" }]);
    await vi.waitFor(async () => expect(await readFile(fileOf("one"), "utf8")).toContain('"done"'));
  });

  it("has what streamed up to the last second when the extension host was killed", async () => {
    const killed = window();
    ask(killed, "one", "A line.");
    killed.append("one", [text("The sea")]);
    clock.move(1000);
    await vi.waitFor(async () => expect(contents((await window().open("one"))?.chat)?.[1]).toBe("The sea"));
    killed.append("one", [text(" is")]); // never gets there
    const answer = (await window().open("one"))?.chat.messages.get("a");
    expect(answer).toMatchObject({ state: "failed", failure: { reason: "interrupted" }, content: "The sea" });
  });

  it("opens a chat of its own with what it has not written yet", async () => {
    const store = window();
    ask(store, "one", "A line.");
    store.append("one", [text("The sea")]);
    expect(contents((await store.open("one"))?.chat)).toEqual(["A line.", "The sea"]);
  });

  it("has written what waits when it is disposed of, for the process ends then", async () => {
    const store = window();
    ask(store, "one", "A line.");
    await store.settled();
    store.append("one", [text("The sea")]);
    store.dispose();
    expect(readFileSync(fileOf("one"), "utf8")).toContain("The sea");
    await store.settled();
    expect(contents((await window().open("one"))?.chat)).toEqual(["A line.", "The sea"]);
  });

  it("writes what waits after what is being written, and once, when it is disposed of", async () => {
    const store = window();
    ask(store, "one", "A line.");
    store.append("one", [text("The sea")]);
    store.dispose();
    await store.settled();
    expect(contents((await window().open("one"))?.chat)).toEqual(["A line.", "The sea"]);
  });

  it("does not bring back a chat that another window has deleted when it is disposed of", async () => {
    const store = window();
    ask(store, "one", "A line.");
    await store.settled();
    await window().delete("one");
    store.append("one", [text("The sea")]);
    store.dispose();
    await store.settled();
    expect(await window().list()).toEqual([]);
  });

  it("renames and deletes", async () => {
    const store = window();
    await converse(store, "one", "A line.", "The sea.");
    expect(await store.rename("one", " My chat ", 5000)).toEqual([
      { kind: "renamed", title: "My chat", at: 5000 },
    ]);
    expect(await window().list()).toMatchObject([{ title: "My chat", updatedAt: 5000 }]);
    await store.delete("one");
    await store.delete("one");
    expect(await store.list()).toEqual([]);
    expect(await store.open("one")).toBeUndefined();
    expect(await store.rename("one", "Again", 6000)).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.endsWith(".jsonl"))).toEqual([]);
  });

  it("exports a chat", async () => {
    const store = window();
    await converse(store, "one", "A line.", "The sea.");
    const words = { untitled: "", you: "You", answer: "Answer", context: "", date: () => "today" };
    expect(await store.toMarkdown("one", words)).toContain("## You\n\nA line.\n\n## Answer\n\nThe sea.");
    expect(await store.toMarkdown("none", words)).toBeUndefined();
  });

  it("leaves its folder for no id", async () => {
    const store = window();
    await writeFile(join(root, "secret.jsonl"), "");
    for (const id of ["../secret", "..\\secret", "", "a/b", "a\u0000b"]) {
      expect(await store.open(id)).toBeUndefined();
      expect(() => store.append(id, [text("x")])).toThrow(RangeError);
      await store.delete(id);
    }
    expect(await readdir(root)).toEqual(["secret.jsonl"]);
  });
});

describe("the index", () => {
  it("spares reading the chats that have not changed", async () => {
    const store = window();
    await converse(store, "one", "A line.", "The sea.");
    await store.list();
    const { atime, mtime } = await stat(fileOf("one"));
    const source = await readFile(fileOf("one"), "utf8");
    await writeFile(fileOf("one"), source.replaceAll("A line.", "Unread!"));
    await utimes(fileOf("one"), atime, mtime);
    // The same size and time to the millisecond: what shows is the index.
    const index = join(folder, "index.json");
    const { mtimeMs } = await stat(fileOf("one"));
    await writeFile(
      index,
      (await readFile(index, "utf8")).replace(/"mtimeMs":[\d.]+/, `"mtimeMs":${mtimeMs}`),
    );
    expect(await window().list()).toMatchObject([{ title: "A line." }]);
  });

  it.each([
    ["lost", undefined],
    ["cut in half", '{"version":1,"chats":[{"si'],
    ["of a later Inkling", '{"version":2}'],
    ["about chats that are gone", '{"version":1,"chats":[]}'],
  ])("is made anew when it is %s", async (_what, content) => {
    const store = window();
    await converse(store, "one", "A line.", "The sea.");
    const listed = await store.list();
    const index = join(folder, "index.json");
    if (content === undefined) await rm(index);
    else await writeFile(index, content);
    expect(await window().list()).toEqual(listed);
    await vi.waitFor(async () => expect(await readFile(index, "utf8")).toContain("A line."));
  });

  it("leaves no drafts behind, and what is no chat alone", async () => {
    const store = window();
    await converse(store, "one", "A line.", "The sea.");
    await writeFile(join(folder, "not a chat!.jsonl"), "x");
    await store.list();
    expect((await readdir(folder)).sort()).toEqual(["index.json", "not a chat!.jsonl", "one.jsonl"]);
    expect(await store.list()).toHaveLength(1);
  });
});

describe("a chat's file that is cut in half", () => {
  it("gives the rest, says so, and takes more", async () => {
    const store = window();
    await converse(store, "one", "A line.", "The sea.");
    const { size } = await stat(fileOf("one"));
    await truncate(fileOf("one"), Math.floor(size / 2));
    const opened = await window().open("one");
    expect(contents(opened?.chat)?.[0]).toBe("A line.");
    expect(opened?.damage).toEqual({ lines: 1, atEnd: true });
    expect(await window().list()).toMatchObject([{ id: "one", title: "A line.", isDamaged: true }]);
    await window().rename("one", "Saved", 5000);
    expect((await window().open("one"))?.chat.title).toBe("Saved");
    expect(warnings.join()).not.toContain("A line.");
  });
});

describe("two windows", () => {
  it("write into one chat at once, and nothing is lost", async () => {
    const [one, other] = [window(), window()];
    await converse(one, "one", "A line.", "The sea.");
    const added = (name: string) =>
      Array.from({ length: 40 }, (_, i): ChatEvent => ({
        ...{ kind: "added", id: `${name}${i}`, parentId: "a", role: "user", content: name, at: 2000 + i },
      }));
    const [mine, yours] = [added("x"), added("y")];
    for (const [i, event] of mine.entries()) {
      one.append("one", [event]);
      other.append("one", [yours[i]!]);
      if (i % 10 === 0) await Promise.all([one.list(), other.list()]);
    }
    await Promise.all([one.settled(), other.settled()]);
    const opened = await window().open("one");
    expect(opened?.chat.messages.size).toBe(82);
    expect(opened).not.toHaveProperty("damage");
    for (const store of [one, other, window()]) expect(await store.list()).toMatchObject([{ count: 82 }]);
  });

  it("rename a chat: the last one wins, for both", async () => {
    const [one, other] = [window(), window()];
    await converse(one, "one", "A line.", "The sea.");
    await one.rename("one", "Mine", 2000);
    await other.rename("one", "Yours", 3000);
    for (const store of [one, other]) {
      expect(await store.list()).toMatchObject([{ title: "Yours" }]);
      expect((await store.open("one"))?.chat.title).toBe("Yours");
    }
  });

  it("do not bring back what the other has deleted", async () => {
    const [one, other] = [window(), window()];
    ask(one, "one", "A line.");
    await one.settled();
    await other.delete("one");
    one.append("one", [text("The sea"), { kind: "ended", id: "a", state: "done" }]);
    await one.settled();
    expect(await one.list()).toEqual([]);
    expect(one.isSaved("one")).toBe(false);
    expect(warnings).toHaveLength(1);
  });
});

describe("a disk that fails", () => {
  it("is tried again, says so, and writes everything once", async () => {
    await writeFile(folder, "a file in the way");
    const store = window();
    const told: boolean[] = [];
    const telling = store.onDidChangeSaving((id) => told.push(store.isSaved(id)));
    ask(store, "one", "A secret line.");
    await store.settled();
    expect(store.isSaved("one")).toBe(false);
    expect(told).toEqual([false]);
    expect(warnings.join()).toMatch(/E[A-Z]+/);
    expect(warnings.join()).not.toContain("secret");
    store.append("one", [text("The sea.")]);
    await rm(folder);
    clock.move(5000);
    await vi.waitFor(() => expect(store.isSaved("one")).toBe(true));
    expect(told).toEqual([false, true]);
    telling.dispose();
    await store.settled();
    expect(contents((await window().open("one"))?.chat)).toEqual(["A secret line.", "The sea."]);
  });
});

describe("search", () => {
  it("finds chats by title and text, with the place", async () => {
    const store = window();
    await converse(store, "one", "A storm", "The captain.");
    await converse(store, "two", "Calm", "After the Storm.", 2000);
    const { found, total } = await store.search("storm");
    expect(found.map(({ chat }) => chat.id)).toEqual(["one", "two"]);
    expect(found[1]?.excerpt).toEqual({ messageId: "a", text: "After the Storm.", start: 10, end: 15 });
    expect(total).toBe(2);
    expect(await store.search("storm", 1)).toMatchObject({ found: [{ chat: { id: "one" } }], total: 2 });
    expect(await store.search("nowhere")).toEqual({ found: [], total: 0 });
    expect(await store.search(" ")).toEqual({ found: [], total: 0 });
  });

  it("knows what has changed since, in any window", async () => {
    const [one, other] = [window(), window()];
    await converse(one, "one", "A storm", "The captain.");
    await one.warm();
    await converse(other, "two", "Calm", "After the storm.", 2000);
    await other.delete("one");
    clock.move(2000);
    expect((await one.search("storm")).found.map(({ chat }) => chat.id)).toEqual(["two"]);
    ask(one, "three", "Quiet", 3000);
    one.append("three", [text("No storm")]);
    expect((await one.search("storm")).found.map(({ chat }) => chat.id)).toEqual(["three", "two"]);
  });

  it("goes on after its words were forgotten", async () => {
    const store = window();
    await converse(store, "one", "A storm", "The captain.");
    await store.warm();
    clock.move(5 * 60_000);
    expect((await store.search("captain")).total).toBe(1);
  });
});
