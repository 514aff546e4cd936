import { describe, expect, it } from "vitest";
import { codePointPlaces, isSpelling } from "../../../../../src/core/models/tasks/codePoints";
import { pythonPlace } from "../../../../support/hfTaskServer";

describe("a place that Python counted", () => {
  it.each([
    ["plain letters", "Ann met Bo.", "Bo"],
    ["Chinese", "安娜在海边。", "海边"],
    ["after an emoji, which is one character there and two here", "🙂 Ann", "Ann"],
    ["after a family of emojis", "👩‍👩‍👧 and 𝒜nn met Bo", "Bo"],
    ["an emoji itself", "a 🙂 b", "🙂"],
    ["a combining accent", "Zoe\u0308 met Bo", "Bo"],
    ["the whole", "🙂", "🙂"],
    ["after half a character, which is a character for both", "\ud83d Ann", "Ann"],
  ])("is the same piece of text here: %s", (_, text, part) => {
    const place = codePointPlaces(text)(pythonPlace(text, part));
    expect(place && text.slice(place.start, place.end)).toBe(part);
  });

  it.each([
    ["past the end", { start: 0, end: 3 }],
    ["before the beginning", { start: -1, end: 1 }],
    ["turned round", { start: 2, end: 1 }],
    ["between two characters", { start: 0.5, end: 1 }],
  ])("is none when it is %s", (_, place) => {
    expect(codePointPlaces("🙂b")(place)).toBeUndefined();
  });
});

describe("a model's spelling", () => {
  it.each([
    ["Ann", "Ann"],
    ["ann", "Ann"],
    ["zoe", "Zoë"],
    ["o ' brien", "O'Brien"],
    ["##berg", "berg"],
    ["new york", "New\nYork"],
    [" 海边", "海边"],
  ])("%j is that of %j", (word, text) => {
    expect(isSpelling(word, text)).toBe(true);
  });

  it.each([
    ["Ann", "Anna"],
    ["[UNK]", "海边"],
    ["", "Ann"],
  ])("%j is not that of %j", (word, text) => {
    expect(isSpelling(word, text)).toBe(false);
  });
});
