import { describe, expect, it } from "vitest";
import { isThereAlready } from "../../../../../src/core/completion/postprocess/alreadyThere";

describe("isThereAlready", () => {
  it.each([
    [" at the sea", " at the sea and slept"],
    ["She left the house.", "\n\nShe left the house. Then"],
    ["She left the house in tears", "\n\nShe left the house in May"],
    ["she left the house in tears", " and\r\nshe left the house in May"],
    ["She left the old house.", "\n\nShe left the cold house."],
    ["她离开了，", "\n\n她离开了,去了"],
  ])("is true of %j before %j", (text, suffix) => {
    expect(isThereAlready(text, suffix)).toBe(true);
  });

  it.each([
    ["He ran.", "\n\nHe can."],
    ["there", "therefore"],
    ["at", "with it at the sea"],
    ["She left.", "It rained all day. She left."],
    [".", "."],
    ["She left.", ""],
  ])("is false of %j before %j", (text, suffix) => {
    expect(isThereAlready(text, suffix)).toBe(false);
  });
});
