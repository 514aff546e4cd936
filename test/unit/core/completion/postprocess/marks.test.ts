import { describe, expect, it } from "vitest";
import { cutUnopened, isInQuotation } from "../../../../../src/core/completion/postprocess/marks";

describe("cutUnopened", () => {
  it.each([
    ["He slept", " all day.” Then", " all day."],
    ["He slept", ' all day." Then', " all day."],
    ["“One.”\n\nHe slept", " all day) and", " all day"],
    ["他睡着了", "，真的」她说", "，真的"],
    ["“He slept,” he said", " again.”", " again."],
  ])("after %j cuts %j", (prefix, text, expected) => {
    expect(cutUnopened(text, prefix)).toBe(expected);
  });

  it.each([
    ["“He slept", " all day.” Then"],
    ['"He slept', ' all day." Then'],
    ["He said", ' "never" and (perhaps) slept'],
    ["他说", "“好（真的）”"],
    ["He said", " “never"],
    ["It isn’t", " what he’s called ’90s"],
    ["So happy", " :) and"],
    ["", "a) milk"],
    ["A pipe of", ' 6" across'],
    ["See [the map", "](map.md)"],
  ])("after %j keeps %j", (prefix, text) => {
    expect(cutUnopened(text, prefix)).toBe(text);
  });
});

describe("isInQuotation", () => {
  it.each(["He said, “Now", '"Now, ', "他说：「好", "He said, “(Now"])("is true after %j", (prefix) => {
    expect(isInQuotation(prefix)).toBe(true);
  });

  it.each(["He said, “Now.” Then", '"Now," he said', "“Never\n\nHe slept", "„Halt“, rief er", "(He", ""])(
    "is false after %j",
    (prefix) => {
      expect(isInQuotation(prefix)).toBe(false);
    },
  );
});
