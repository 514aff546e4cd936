import { describe, expect, it } from "vitest";
import { cutLoop } from "../../../../../src/core/completion/postprocess/loop";

describe("cutLoop", () => {
  it.each([
    [`He slept. ${"and ran ".repeat(6)}`, "He slept."],
    [`He slept${" again and again he ran".repeat(4)}`, "He slept"],
    [`他睡着了${"很大很".repeat(6)}`, "他睡着了"],
    ["-".repeat(40), ""],
    [`A ${"one two three four five six seven ".repeat(6)}one two`, "A"],
  ])("cuts %j where it begins", (text, expected) => {
    expect(cutLoop(text)).toBe(expected);
  });

  it.each([
    " looked at the sea.",
    "哈哈哈哈哈哈，他笑了。",
    " on and on and on and on he went",
    "Never, never, never, never, never!",
    "la la la la la la la la la he sang, and slept",
    "",
  ])("keeps %j", (text) => {
    expect(cutLoop(text)).toBe(text);
  });

  it("cuts no emoji in halves", () => {
    expect(cutLoop(`So ${"😀😁".repeat(8)}`)).toBe("So");
  });
});
