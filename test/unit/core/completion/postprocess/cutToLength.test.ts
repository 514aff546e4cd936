import { describe, expect, it } from "vitest";
import { type CutOptions, cutToLength } from "../../../../../src/core/completion/postprocess/cutToLength";
import { at } from "../cursor";

const SENTENCE: CutOptions = {
  isFinished: "stop",
  length: "sentence",
  early: false,
  atLeast: 0,
};
const cut = (text: string, more: Partial<CutOptions> = {}, drawn = "The captain║") =>
  cutToLength(text, at(drawn), { ...SENTENCE, ...more });

describe("cutToLength to a sentence", () => {
  it.each([
    [" slept. Then he", " slept."],
    [" slept!” Then he", " slept!”"],
    ["，“睡着了。”然后他", "，“睡着了。”"],
    ["睡着了……」然后他", "睡着了……」"],
    ["睡着了，真的——是吗？他", "睡着了，真的——是吗？"],
    [" met Dr. Grey. Then", " met Dr. Grey."],
    [" cried “Stop!” and slept. Then", " cried “Stop!” and slept."],
  ])("ends with the first one: %j", (text, expected) => {
    expect(cut(text)).toBe(expected);
  });

  it("goes on past a mark that only ends the sentence before the cursor", () => {
    expect(cut(". Then he slept. And")).toBe(". Then he slept.");
    expect(cut("。然后他睡着了。她")).toBe("。然后他睡着了。");
  });

  it("ends with the line, whole as it is", () => {
    expect(cut(" looked at the sea\nand slept", { isFinished: "no" })).toBe(" looked at the sea");
  });

  it("keeps line breaks at the beginning and the line after them", () => {
    expect(cut("\n\nThen he slept. And\nmore")).toBe("\n\nThen he slept.");
  });

  it("breaks no line inside a paragraph", () => {
    expect(cut("\n\nThen he slept.", {}, "It rained.║ She left.")).toBe("");
  });

  it("does not take the number of a list item for a sentence", () => {
    expect(cut("2. Buy milk. Then")).toBe("2. Buy milk.");
    expect(cut("10. Buy milk. Then")).toBe("10. Buy milk.");
  });

  it("keeps all that the model said when it ended by itself", () => {
    expect(cut(" looked at the sea, and then he sl")).toBe(" looked at the sea, and then he sl");
  });

  it("is never shorter than what is on screen", () => {
    expect(cut(" slept. She left. It", { atLeast: 12 })).toBe(" slept. She left.");
  });
});

describe("cutToLength of what the limit of tokens cut off", () => {
  const cutOff = (text: string, atLeast = 0) => cut(text, { isFinished: "length", atLeast });

  it("ends at a clause that keeps most of it", () => {
    expect(cutOff(" looked at the grey sea, and then he sl")).toBe(" looked at the grey sea,");
    expect(cutOff("看着窗外的大海，然后他")).toBe("看着窗外的大海，");
    expect(cutOff(" said three things: tha")).toBe(" said three things:");
  });

  it("ends at a word where the last clause would keep too little", () => {
    expect(cutOff(" looked, and then he saw the grey sea and the gul")).toBe(
      " looked, and then he saw the grey sea and the",
    );
  });

  it("keeps Chinese without a mark as it is, where any character ends a word", () => {
    expect(cutOff("看着窗外灰色的大海想起了")).toBe("看着窗外灰色的大海想起了");
  });

  it("never ends inside a word, a number or an address, however little is left", () => {
    expect(cutOff(" the unbeliev")).toBe(" the");
    expect(cutOff(" found a town of about 3,000 inhab")).toBe(" found a town of about 3,000");
    expect(cutOff(" left the harbour at 10:30 in the mor")).toBe(" left the harbour at 10:30 in the");
    expect(cutOff(" wrote of it at https://example.com/sto")).toBe(" wrote of it at");
    expect(cutOff("他用的是 Mark")).toBe("他用的是");
  });

  it("is never shorter than what is on screen", () => {
    expect(cutOff(" looked at the grey sea, and then he sl", 33)).toBe(
      " looked at the grey sea, and then he",
    );
  });
});

describe("cutToLength of a stream", () => {
  const sees = (text: string, more: Partial<CutOptions> = {}) => cut(text, { isFinished: "no", ...more });

  it("waits for the end of the sentence, and for what tells that it is one", () => {
    expect(sees(" looked at the sea")).toBeUndefined();
    expect(sees(" looked at the sea.")).toBeUndefined();
    expect(sees(" looked at the sea. ")).toBe(" looked at the sea.");
    expect(sees("看着大海。")).toBeUndefined();
    expect(sees("看着大海。她")).toBe("看着大海。");
  });

  it("takes a few finished words when that is enough", () => {
    expect(sees(" looked at", { early: true })).toBeUndefined();
    expect(sees(" looked at the", { early: true })).toBeUndefined();
    expect(sees(" looked at the sea", { early: true })).toBe(" looked at the");
    expect(sees("看着窗外的", { early: true })).toBeUndefined();
    expect(sees("看着窗外的大", { early: true })).toBe("看着窗外的大");
  });

  it("takes less than a few words of what is on screen already", () => {
    expect(sees(" the sea and", { early: true, atLeast: 8 })).toBe(" the sea");
  });
});

describe("cutToLength to other lengths", () => {
  it("ends a phrase with the next mark", () => {
    expect(cut(" looked, and then he slept.", { length: "phrase" })).toBe(" looked,");
    expect(cut(" slept. Then, at last", { length: "phrase" })).toBe(" slept.");
    expect(cut("看着大海，想起了", { length: "phrase" })).toBe("看着大海，");
    expect(cut(" saw 3,000 men at 10:30", { length: "phrase" })).toBe(" saw 3,000 men at 10:30");
  });

  it("ends a paragraph with the blank line", () => {
    const text = " slept. She left.\nIt rained\n\nThen he";
    expect(cut(text, { length: "paragraph" })).toBe(" slept. She left.\nIt rained");
  });

  it("takes the whole sentences of a paragraph that is not finished", () => {
    const text = " slept. She left. It rai";
    expect(cut(text, { length: "paragraph", isFinished: "length" })).toBe(" slept. She left.");
    expect(cut(text, { length: "paragraph", isFinished: "no", early: true })).toBe(" slept. She left.");
    expect(cut(text, { length: "paragraph", isFinished: "no" })).toBeUndefined();
  });

  it("takes one sentence inside a paragraph, and one line of a list, a heading or a quotation", () => {
    const length = "paragraph";
    expect(cut("He slept. She left.", { length }, "It rained. ║ And")).toBe("He slept.");
    for (const drawn of ["- milk║", "## The║", "> The║", "3) milk║"]) {
      expect(cut(" and bread\nthen", { length }, drawn)).toBe(" and bread");
    }
    expect(cut("\n- bread\n- eggs", { length }, "He bought:║")).toBe("\n- bread");
  });
});
