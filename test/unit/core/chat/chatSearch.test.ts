import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyChat, type Chat } from "../../../../src/core/chat/chat";
import { applyEvents, type ChatEvent } from "../../../../src/core/chat/chatEvents";
import { excerptIn, excerptInBytes } from "../../../../src/core/chat/chatExcerpt";
import { chatLines } from "../../../../src/core/chat/chatFile";
import { chatWords, searchChats } from "../../../../src/core/chat/chatSearch";
import { byNewest, chatSummary } from "../../../../src/core/chat/chatSummary";

const asks = (id: string, content: string, at = 0): ChatEvent => ({
  ...{ kind: "added", id, parentId: null, role: "user", content, at },
});
const chatOf = (id: string, title: string, at: number, ...contents: string[]): Chat =>
  applyEvents(emptyChat(id, 0), [
    { kind: "created", title, at },
    ...contents.map((content, i) => asks(`${id}${i}`, content, at)),
  ]);
const found = (query: string, ...chats: Chat[]) =>
  searchChats(chats.map(chatWords), query).map(({ id }) => id);

const storm = chatOf("storm", "The storm", 1, "A captain, at sea.", "Two harbours");
const calm = chatOf("calm", "Calm", 2, "The storm had passed; the CAPTAIN slept.");
const chinese = chatOf("chinese", "公园", 3, "他们今天在湖边看见许多白色的鸟。");

describe("searchChats", () => {
  it("finds all words, anywhere, whatever their case", () => {
    expect(found("captain", storm, calm, chinese)).toEqual(["calm", "storm"]);
    expect(found("CaptaIn harbour", storm, calm)).toEqual(["storm"]);
    expect(found("captain volcano", storm, calm)).toEqual([]);
    expect(found("湖边 公园", storm, chinese)).toEqual(["chinese"]);
    expect(found("cafe\u0301", chatOf("a", "", 0, "Café"))).toEqual(["a"]);
  });

  it("puts titles first, then the newest", () => {
    expect(searchChats([calm, storm].map(chatWords), "storm")).toEqual([
      { id: "storm", inTitle: true },
      { id: "calm", inTitle: false },
    ]);
  });

  it("finds nothing for no words", () => {
    expect(found(" \n", storm)).toEqual([]);
  });

  it("finds every piece of every message, and nothing that is not there", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), fc.nat(), fc.nat(), text, (texts, which, at, other) => {
        const chat = chatOf("c", "", 0, ...texts);
        const content = texts[which % texts.length] ?? "";
        const folded = (each: string) => each.normalize("NFC").toLowerCase();
        const piece = folded(content)
          .slice(at % content.length, (at % content.length) + 5)
          .split(/\s/)[0];
        if (piece) expect(found(piece, chat)).toEqual(["c"]);
        const words = folded(other).split(/\s+/).filter(Boolean);
        const all = [chat.title, ...texts].map(folded);
        const isThere = words.length > 0 && words.every((word) => all.some((each) => each.includes(word)));
        expect(found(other, chat)).toEqual(isThere ? ["c"] : []);
      }),
    );
  });
});

describe("excerptIn", () => {
  const source = (...events: ChatEvent[]) =>
    events.map((event, number) => chatLines([event], { windowId: "w", number }).text).join("");
  const marked = (query: string, ...events: ChatEvent[]) => {
    const excerpt = excerptIn(source(...events), query);
    if (!excerpt) return undefined;
    const { messageId, text, start, end } = excerpt;
    return `${messageId}: ${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
  };

  it("shows the newest place", () => {
    expect(marked("SEA", asks("a", "The sea."), asks("b", "A sea\nof ice"))).toBe("b: A [sea] of ice");
    expect(marked("湖边", asks("a", "他们在湖边。"))).toBe("a: 他们在[湖边]。");
  });

  it("shows the place with the most words, marked at the longest", () => {
    expect(marked("a captain", asks("x", "A captain."), asks("y", "A ship."))).toBe("x: A [captain].");
  });

  it("cuts long messages around the word, and no character in two", () => {
    const far = "🌊".repeat(60);
    const shown = marked("sea", asks("a", `${far}sea${far}`)) ?? "";
    expect(shown).toMatch(/^a: …🌊+\[sea\]🌊+…$/u);
    expect(shown.length).toBeLessThan(140);
  });

  it("looks at what is said, not at how it is written down", () => {
    expect(marked("kind", asks("a", "Be nice."))).toBeUndefined();
    expect(marked('"sea\\', asks("a", 'The "sea\\".'))).toBe('a: The ["sea\\]".');
    expect(excerptIn('not json: sea\n{"kind":"text","id":"a"', "sea")).toBeUndefined();
    expect(excerptIn(source(asks("a", "sea")), "")).toBeUndefined();
  });

  it("finds the same in the bytes, where one place has every word", () => {
    const bytes = Buffer.from(source(asks("a", "湖边的船长"), asks("b", "The sea."), asks("c", "kind")));
    for (const query of ["船长", "湖边 船长", "sea", "SEA the", "kind", "sea kind", "nowhere", ""]) {
      expect(excerptInBytes(bytes, query)).toEqual(excerptIn(bytes.toString(), query));
    }
    expect(excerptInBytes(bytes, "sea nowhere")?.messageId).toBe("b");
  });

  it("marks the word whatever the text is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (before, after) => {
        const excerpt = excerptIn(source(asks("a", `${before} Zebra ${after}`)), "zebra");
        expect(excerpt?.text.slice(excerpt.start, excerpt.end).toLowerCase()).toBe("zebra");
      }),
    );
  });
});

describe("chatSummary", () => {
  it("is what the list shows, newest first", () => {
    expect(chatSummary(storm)).toEqual({
      id: "storm",
      title: "The storm",
      createdAt: 1,
      updatedAt: 1,
      count: 2,
    });
    expect(
      [storm, chinese, calm]
        .map(chatSummary)
        .sort(byNewest)
        .map(({ id }) => id),
    ).toEqual(["chinese", "calm", "storm"]);
  });
});
