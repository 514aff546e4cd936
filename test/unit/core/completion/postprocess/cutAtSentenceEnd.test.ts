import { describe, expect, it } from "vitest";
import { cutAtSentenceEnd } from "../../../../../src/core/completion/postprocess/cutAtSentenceEnd";
import { at } from "../cursor";

const cut = (raw: string) => cutAtSentenceEnd(raw, at("The captain║"));

describe("cutAtSentenceEnd", () => {
  it.each([
    [" slept. Then he", " slept."],
    [" slept!” Then he", " slept!”"],
    ["睡着了。然后他", "睡着了。"],
    ["睡着了……」然后他", "睡着了……」"],
    [" met Dr. Grey. Then", " met Dr. Grey."],
  ])("ends with the first sentence: %j", (raw, expected) => {
    expect(cut(raw)).toBe(expected);
  });

  it("goes on past a mark that only ends the sentence before the cursor", () => {
    expect(cut(". Then he slept. And")).toBe(". Then he slept.");
    expect(cut("。然后他睡着了。她")).toBe("。然后他睡着了。");
  });

  it("ends with the line, whole as it is", () => {
    expect(cut(" looked at the sea\nand slept")).toBe(" looked at the sea");
    expect(cut(" looked at the sea\r\nand slept")).toBe(" looked at the sea");
  });

  it("keeps line breaks at the beginning and the line after them", () => {
    expect(cut("\n\nThen he slept. And\nmore")).toBe("\n\nThen he slept.");
  });

  it("ends what is not finished at a clause that keeps most of it", () => {
    expect(cut(" looked at the grey sea, and then he sl")).toBe(" looked at the grey sea,");
    expect(cut("看着窗外的大海，然后他")).toBe("看着窗外的大海，");
    expect(cut(" said three things: tha")).toBe(" said three things:");
  });

  it("ends it at a word where the last clause would keep too little", () => {
    expect(cut(" looked, and then he saw the grey sea and the gul")).toBe(
      " looked, and then he saw the grey sea and the",
    );
  });

  it("keeps Chinese without a mark as it is, where any character ends a word", () => {
    expect(cut("看着窗外灰色的大海想起了")).toBe("看着窗外灰色的大海想起了");
  });

  it("never ends inside a word, however little is left", () => {
    expect(cut(" the unbeliev")).toBe(" the");
  });

  it("never ends inside a number, a time or an address", () => {
    expect(cut(" found a town of about 3,000 inhab")).toBe(" found a town of about 3,000");
    expect(cut(" left the harbour at 10:30 in the mor")).toBe(" left the harbour at 10:30 in the");
    expect(cut(" wrote of it at https://example.com/sto")).toBe(" wrote of it at");
  });

  it("does not take the number of a list item for a sentence", () => {
    expect(cut("2. Buy milk. Then")).toBe("2. Buy milk.");
    expect(cut("10. Buy milk. Then")).toBe("10. Buy milk.");
  });

  it("is nothing of nothing", () => {
    expect(cut("")).toBe("");
    expect(cut("\n\n")).toBe("\n\n");
  });
});
