import { describe, expect, it } from "vitest";
import type { DocumentChange } from "../../../../src/core/completion/ghostTextQuery";
import { TypingHistory, type LastChange } from "../../../../src/core/completion/typingState";

/** A document at whose offset 100 the writer is at work, and a clock turned by hand. */
function desk() {
  let now = 1000;
  const history = new TypingHistory({ now: () => now });
  const change = (more: Partial<DocumentChange>) =>
    history.changed({ documentId: "a", offset: 100, removedLength: 0, inserted: "", kind: "edit", ...more });
  return {
    history,
    change,
    /** An input method shows these texts one after the other, each in place of the one before. */
    compose: (...texts: string[]) =>
      texts.forEach((inserted, index) => change({ inserted, removedLength: texts[index - 1]?.length ?? 0 })),
    wait: (ms: number) => (now += ms),
    state: () => history.state("a"),
  };
}

describe("TypingHistory's last change", () => {
  it.each<[LastChange, string, Partial<DocumentChange>]>([
    ["typing", "a letter", { inserted: "a" }],
    ["typing", "a letter in place of a selection", { inserted: "a", removedLength: 20 }],
    ["typing", "Enter in a list", { inserted: "\r\n  2. " }],
    ["typing", "forty characters", { inserted: "x".repeat(40) }],
    ["deletion", "a letter taken back", { removedLength: 1 }],
    ["paste", "over forty characters", { inserted: "x".repeat(41) }],
    ["paste", "two lines", { inserted: "The sea.\nThe" }],
    ["undo", "an undo that inserts", { inserted: "the sea", kind: "undo" }],
    ["undo", "an undo that deletes", { removedLength: 3, kind: "undo" }],
    ["redo", "a redo", { inserted: "x".repeat(60), kind: "redo" }],
  ])("is %s after %s", (kind, _what, more) => {
    const { change, state } = desk();
    change(more);
    expect(state()).toMatchObject({ lastChange: kind, composition: undefined });
  });

  it("knows how long ago it was", () => {
    const { change, wait, state } = desk();
    expect(state()).toEqual({ lastChange: "none", quietMs: Infinity, composition: undefined });
    change({ inserted: "a" });
    wait(120);
    expect(state().quietMs).toBe(120);
    change({ inserted: "b" });
    expect(state().quietMs).toBe(0);
  });

  it("is an acceptance when told so, until the next one", () => {
    const { history, change, state } = desk();
    history.accepted("a");
    expect(state().lastChange).toBe("none");
    change({ inserted: " and then the captain went down to the sea." });
    history.accepted("a");
    expect(state().lastChange).toBe("acceptance");
    change({ inserted: "a" });
    expect(state().lastChange).toBe("typing");
  });

  it("belongs to one document, and is forgotten with it", () => {
    const { history, change, state } = desk();
    change({ removedLength: 1 });
    expect(history.state("b").lastChange).toBe("none");
    history.forget("a");
    expect(state().lastChange).toBe("none");
  });
});

describe("TypingHistory's composition", () => {
  it.each([
    ["pinyin", ["n", "ni"]],
    ["pinyin of several syllables", ["n", "ni", "ni'h", "ni'ha", "ni'h"]],
    ["pinyin with spaces between the syllables", ["n", "ni", "ni h"]],
    ["pinyin whose first characters are chosen", ["n", "ni", "ni'h", "ni'hao", "你hao"]],
    ["romaji that becomes kana", ["n", "に", "にh", "にほ"]],
    ["zhuyin", ["ㄋ", "ㄋㄧ", "ㄋㄧˇ"]],
    ["a first letter of Hangul", ["ㅎ"]],
    ["a syllable of Hangul", ["ㅎ", "하", "한"]],
  ])("is %s", (_what, texts) => {
    const { compose, state } = desk();
    compose(...texts);
    expect(state().composition).toEqual({ start: 100, end: 100 + (texts.at(-1)?.length ?? 0) });
    expect(state().lastChange).toBe("typing");
  });

  it.each([
    ["a letter", ["n"]],
    ["characters that were chosen", ["n", "ni", "ni'h", "ni'hao", "你好"]],
    ["kana that became kanji", ["n", "に", "にほん", "日本"]],
    ["a letter with an accent set by a dead key", ["´", "é"]],
    ["a word chosen from a list", ["a", "another"]],
    ["a composition that was given up", ["n", "ni", ""]],
  ])("is not %s", (_what, texts) => {
    const { compose, state } = desk();
    compose(...texts);
    expect(state().composition).toBeUndefined();
  });

  it("is not typing letter by letter", () => {
    const { change, state } = desk();
    change({ inserted: "n" });
    change({ inserted: "i", offset: 101 });
    expect(state().composition).toBeUndefined();
  });

  it("is not an undo", () => {
    const { change, state } = desk();
    change({ inserted: "n" });
    change({ inserted: "no", removedLength: 1, kind: "undo" });
    expect(state().composition).toBeUndefined();
    change({ inserted: "not", removedLength: 2 });
    expect(state().composition).toBeUndefined();
  });

  it("ends with a change elsewhere", () => {
    const { compose, change, state } = desk();
    compose("n", "ni");
    change({ inserted: " ", offset: 102 });
    expect(state().composition).toBeUndefined();
  });

  it("ends by itself when it is left alone: raw letters are settled without a change", () => {
    const { compose, wait, state } = desk();
    compose("n", "ni");
    wait(3000);
    expect(state().composition).toBeDefined();
    wait(60_000);
    expect(state().composition).toBeUndefined();
  });

  it("is no paste when it settles, however long it is", () => {
    const { compose, state } = desk();
    compose("n", "ni", "海".repeat(50));
    expect(state().lastChange).toBe("typing");
  });

  it("is a deletion when it is given up", () => {
    const { compose, state } = desk();
    compose("n", "ni", "");
    expect(state().lastChange).toBe("deletion");
  });
});
