import { describe, expect, it } from "vitest";
import { trimSuffixOverlap } from "../../../../../src/core/completion/postprocess/trimSuffixOverlap";
import { at } from "../cursor";

/** `text` before a cursor with `suffix` behind it. */
const trim = (text: string, suffix: string) => trimSuffixOverlap(text, at("He looked║", { suffix }));

describe("trimSuffixOverlap", () => {
  it.each(["", "\n", "  \r\n\r\n"])("leaves everything alone where nothing follows but %j", (suffix) => {
    expect(trim(" at the sea. ", suffix)).toBe(" at the sea. ");
  });

  it("removes an end that the text after the cursor begins with", () => {
    expect(trim(" out at the sea", " at the sea and slept")).toBe(" out");
    expect(trim("，不由得想起了往事", "想起了往事。")).toBe("，不由得");
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

  it("shows nothing of what is all there already", () => {
    expect(trim(" at the sea", " at the sea and slept")).toBe("");
    expect(trim("She left the house.", "\n\nShe left the house.")).toBe("");
    expect(trim("She left the house in tears", "\n\nShe left the house in May")).toBe("");
  });

  it("leaves one space at the seam", () => {
    expect(trim(" for long ", " at the sea")).toBe(" for long");
    expect(trim("long ", "at the sea")).toBe("long ");
  });

  it("leaves one space before a word that follows at once", () => {
    expect(trim("the ship and the sea", "the sea.")).toBe("the ship and ");
    expect(trim("the ship beside", "the sea.")).toBe("the ship beside ");
  });

  it("sets none inside a word, before a mark, or beside Chinese", () => {
    expect(trim("the ship", ", then the sea.")).toBe("the ship");
    expect(trim("看着", "大海")).toBe("看着");
  });

  it("keeps a closing quote though the next paragraph opens with the same one", () => {
    expect(trim(' at her. "Not once."', '\n\n"You did," she said.')).toBe(' at her. "Not once."');
    expect(trim(" at **the sea**", "\n\n**Two**")).toBe(" at **the sea**");
  });
});
