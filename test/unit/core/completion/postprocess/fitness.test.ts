import { describe, expect, it } from "vitest";
import {
  isInOtherScript,
  isOutOfShape,
  isTooSmall,
} from "../../../../../src/core/completion/postprocess/fitness";

describe("isTooSmall", () => {
  it.each(["", ".", " ...", "。", " a", "海", "1.", "— x", "😀😀"])("is true of %j", (text) => {
    expect(isTooSmall(text)).toBe(true);
  });

  it.each([" is", "大海", " 42", "den.", "é-é", "𠮷𠮷", "海。"])("is false of %j", (text) => {
    expect(isTooSmall(text)).toBe(false);
  });
});

describe("isInOtherScript", () => {
  const ENGLISH = "The old captain looked at the sea. ";
  const CHINESE = "老船长看着窗外灰色的大海，想起了往事。";

  it("is true of Chinese in an English text and the reverse", () => {
    expect(isInOtherScript(CHINESE, ENGLISH)).toBe(true);
    expect(isInOtherScript(ENGLISH, CHINESE)).toBe(true);
  });

  it("is false of the same script, of a name and of a mixed text", () => {
    expect(isInOtherScript(ENGLISH, ENGLISH)).toBe(false);
    expect(isInOtherScript(CHINESE, CHINESE)).toBe(false);
    expect(isInOtherScript("Smith 先生", CHINESE)).toBe(false);
    expect(isInOtherScript("Markdown 写作", CHINESE)).toBe(false);
    expect(isInOtherScript(CHINESE, ENGLISH + CHINESE)).toBe(false);
    expect(isInOtherScript(ENGLISH, "")).toBe(false);
  });
});

describe("isOutOfShape", () => {
  it.each(["## Two", "```js\n", "\n# Two", "\n\n- milk", "\n1. milk", "\n| a | b |"])(
    "is true of %j in the middle of a sentence",
    (text) => {
      expect(isOutOfShape(text, "The captain looked at")).toBe(true);
    },
  );

  it("is false of a dash and of a new line's beginning", () => {
    expect(isOutOfShape(" - or so he said", "The captain looked")).toBe(false);
    expect(isOutOfShape("\n\n## Two", "It rained.")).toBe(false);
    expect(isOutOfShape("\n- bread", "- milk")).toBe(false);
    expect(isOutOfShape("# Two", "It rained.\n\n")).toBe(false);
  });
});
