import { describe, expect, it } from "vitest";
import {
  withoutSuffixOverlap,
  withSpaceAfter,
} from "../../../../../src/core/completion/postprocess/suffixOverlap";

const trim = withoutSuffixOverlap;

describe("withoutSuffixOverlap", () => {
  it.each(["", "\n", "  \r\n\r\n"])(
    "removes nothing but white space where nothing follows but %j",
    (suffix) => {
      expect(trim(" at the sea. ", suffix)).toBe(" at the sea.");
    },
  );

  it("removes an end that the text after the cursor begins with", () => {
    expect(trim(" out at the sea", " at the sea and slept")).toBe(" out");
    expect(trim("，不由得想起了往事", "想起了往事。")).toBe("，不由得");
    expect(trim("the ship and the sea", "the sea.")).toBe("the ship and");
    expect(trim(" at the sea", " at the sea and slept")).toBe("");
  });

  it("removes an end that begins with a mark", () => {
    expect(trim(" at the sea, he said.", ", he said. Then")).toBe(" at the sea");
  });

  it("removes a single mark, two Chinese characters and three letters", () => {
    expect(trim(" at the sea.", ".")).toBe(" at the sea");
    expect(trim("看着大海", "大海很美")).toBe("看着");
    expect(trim(" out and", " and slept")).toBe(" out");
  });

  it("keeps one Chinese character and two letters, which agree by chance", () => {
    expect(trim("看着大海", "海很美")).toBe("看着大海");
    expect(trim(" at it as", " as he slept")).toBe(" at it as");
  });

  it("keeps a word that only ends or goes on like the one after the cursor", () => {
    expect(trim(" at the sand", " and slept")).toBe(" at the sand");
    expect(trim(" at the sea", " seaside")).toBe(" at the sea");
  });

  it("removes a sentence that the next line begins with", () => {
    expect(trim("It rained. She left the house.", "\n\nShe left the house. Then")).toBe("It rained.");
  });

  it("keeps a closing quote though the next paragraph opens with the same one", () => {
    expect(trim(' at her. "Not once."', '\n\n"You did," she said.')).toBe(' at her. "Not once."');
    expect(trim(" at **the sea**", "\n\n**Two**")).toBe(" at **the sea**");
  });

  it("leaves no mark before another one, and no full stop in the middle of a sentence", () => {
    expect(trim(" at the sea.", ", he said.")).toBe(" at the sea");
    expect(trim("大海。", "，他说。")).toBe("大海");
    expect(trim(" out of the window.", " at the sea.")).toBe(" out of the window");
    expect(trim(" with Smith et al.", ", he said.")).toBe(" with Smith et al.");
    expect(trim(" at the sea.", " Then he slept.")).toBe(" at the sea.");
    expect(trim(" and so on...", " at sea")).toBe(" and so on...");
  });

  it("halves no emoji", () => {
    expect(trim("so 😀", "😁 and")).toBe("so 😀");
    expect(trim("so 😀", "😀 and")).toBe("so");
  });
});

describe("withSpaceAfter", () => {
  it("sets a space before a word that follows at once", () => {
    expect(withSpaceAfter("the ship beside", "the sea.")).toBe("the ship beside ");
    expect(withSpaceAfter("He slept.", "The sea")).toBe("He slept. ");
  });

  it("sets none before a space, a mark, a line's end or beside Chinese", () => {
    expect(withSpaceAfter(" for long", " at the sea")).toBe(" for long");
    expect(withSpaceAfter("the ship", ", then the sea.")).toBe("the ship");
    expect(withSpaceAfter("the ship", "")).toBe("the ship");
    expect(withSpaceAfter("看着", "大海")).toBe("看着");
    expect(withSpaceAfter("看着。", "the sea")).toBe("看着。");
  });
});
