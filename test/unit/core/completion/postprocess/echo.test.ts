import { describe, expect, it } from "vitest";
import { cutEcho } from "../../../../../src/core/completion/postprocess/echo";

const SAID = "The old captain looked at the grey sea and slept. Then it rained all day long. ";
const SAID_ZH = "老船长看着窗外灰色的大海，不由得想起了往事。后来下了一整天的雨。";

describe("cutEcho", () => {
  it("cuts a sentence that has been said, nearly to the letter or in most of its runs", () => {
    expect(cutEcho("The old captain looked at the gray sea and slept.", SAID, false)).toBe("");
    expect(cutEcho("Once more the old captain looked at the grey sea and slept.", SAID, false)).toBe("");
    expect(cutEcho("老船长看着窗外灰色的大海，不由得想起了往事。", SAID_ZH, false)).toBe("");
    expect(cutEcho("She left. The old captain looked at the grey sea and slept. So", SAID, false)).toBe(
      "She left.",
    );
  });

  it("cuts only what is the same nearly to the letter when that is wished", () => {
    expect(cutEcho("The old captain looked at the gray sea and slept.", SAID, true)).toBe("");
    const text = "Once more the old captain looked at the grey sea and slept.";
    expect(cutEcho(text, SAID, true)).toBe(text);
  });

  it.each([
    "Then it rained.",
    "The old captain looked up and saw that nobody had come to meet him.",
    "老船长看着她走远。",
  ])("keeps what is short, or said otherwise: %j", (text) => {
    expect(cutEcho(text, SAID + SAID_ZH, false)).toBe(text);
  });

  it("keeps what was said long ago", () => {
    const text = "The old captain looked at the grey sea and slept.";
    expect(cutEcho(text, SAID + "Something else happened on that day. ".repeat(60), false)).toBe(text);
  });
});
