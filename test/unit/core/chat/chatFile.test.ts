import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyChat } from "../../../../src/core/chat/chat";
import { applyEvents, type ChatEvent } from "../../../../src/core/chat/chatEvents";
import { chatLines, parseChat } from "../../../../src/core/chat/chatFile";
import { faults, origin, steps, walk } from "./chatWalk";

const written = (events: readonly ChatEvent[], windowId = "w", number = 0) =>
  chatLines(events, { windowId, number }).text;
const question: ChatEvent = { kind: "added", id: "q", parentId: null, role: "user", content: "Why?", at: 5 };
const answer: ChatEvent = { kind: "added", id: "a", parentId: "q", role: "assistant", content: "", at: 5 };
const text = (said: string): ChatEvent => ({ kind: "text", id: "a", text: said });
const said = (source: string, id = "a") => parseChat("c", source).chat.messages.get(id)?.content;

describe("a chat's file", () => {
  it("gives back the chat that was written, whatever happened in it", () => {
    fc.assert(
      fc.property(steps, fc.nat(10), (path, cut) => {
        const { chat, events } = walk(path, origin("m", 0));
        const first = chatLines(events.slice(0, cut), { windowId: "w", number: 0 });
        const rest = written(events.slice(cut), "w", first.nextNumber);
        expect(parseChat("walk", first.text + rest)).toEqual({ chat: chat });
      }),
    );
  });

  it("cut off at any byte loses the last line at the most, and says so", () => {
    fc.assert(
      fc.property(steps, fc.nat(), (path, at) => {
        const { events } = walk(path, origin("m", 0));
        // A line for each event, as they come one by one.
        const lines = events.map((event, number) => Buffer.from(written([event], "w", number)));
        const whole = Buffer.concat(lines);
        const cut = whole.subarray(0, at % (whole.length + 1));
        let end = 0;
        const left = lines.filter((line) => (end += line.length) - 1 <= cut.length).length;
        const begun = cut.length - Buffer.concat(lines.slice(0, left)).length;
        const { chat, damage } = parseChat("walk", cut.toString("utf8"));
        expect(chat).toEqual(applyEvents(emptyChat("walk", 0), events.slice(0, left)));
        // Only the line break that comes before a line is nothing to miss.
        expect(damage).toEqual(begun > 1 ? { lines: 1, atEnd: true } : undefined);
      }),
    );
  });

  it("goes on after a cut: what is added later is whole", () => {
    const cut = written([question, answer, text("The sea.")]).slice(0, -12);
    const { chat, damage } = parseChat("c", cut + written([text("The wind.")], "other"));
    expect(chat.messages.get("a")?.content).toBe("The wind.");
    expect(damage).toEqual({ lines: 1, atEnd: false });
  });

  it("makes one line of text that came in pieces", () => {
    const { text: lines, nextNumber } = chatLines([question, answer, text("The"), text(" sea")], {
      windowId: "w",
      number: 4,
    });
    expect(lines.trim().split("\n")).toHaveLength(3);
    expect(nextNumber).toBe(7);
    expect(said(lines)).toBe("The sea");
    expect(chatLines([], { windowId: "w", number: 4 })).toEqual({ text: "", nextNumber: 4 });
  });

  it("counts a line once that was written twice", () => {
    const first = written([question, answer, text("The sea.")]);
    expect(said(first.slice(0, -1) + first + written([text(" And.")], "w", 3))).toBe("The sea. And.");
    expect(said(first + written([text(" And.")], "other", 0))).toBe("The sea. And.");
  });

  it("is damaged where a line is no event, and keeps the rest", () => {
    const bad = [
      "null",
      "3",
      "[]",
      "{}",
      '{"kind":"text","id":"a"}',
      '{"kind":"added"}',
      '{"kind":3}',
      "\u0000",
    ];
    for (const line of bad) {
      const source = `${written([question])}${line}\n${written([answer, text("The sea.")], "w", 1)}`;
      expect(said(source)).toBe("The sea.");
      expect(parseChat("c", source).damage).toEqual({ lines: 1, atEnd: false });
    }
  });

  it("passes over what a later Inkling writes", () => {
    const source = `${written([question])}{"kind":"pinned","id":"q"}\n`;
    expect(parseChat("c", source)).not.toHaveProperty("damage");
  });

  it("puts a message whose own was lost under the newest that it can follow", () => {
    const lost = written([{ ...question, id: "q2", parentId: "lost" }], "w", 10);
    const { chat } = parseChat("c", written([question, answer]) + lost);
    expect(chat.messages.get("q2")?.parentId).toBe("a");
    expect(faults(chat)).toEqual([]);
    expect(faults(parseChat("c", written([answer, text("x")])).chat)).toEqual([]);
  });

  it("has a title and a date without its first line", () => {
    expect(parseChat("c", written([question])).chat).toMatchObject({ title: "Why?", createdAt: 5 });
    expect(parseChat("c", "").chat).toEqual(emptyChat("c", 0));
  });

  it("reads whatever bytes there are without falling over", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string())), (lines) => {
        expect(faults(parseChat("c", lines.join("\n")).chat)).toEqual([]);
      }),
    );
  });
});
