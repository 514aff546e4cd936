import { describe, expect, it } from "vitest";
import { withoutHeadOverlap } from "../../../../../src/core/completion/postprocess/headOverlap";

const cut = (prefix: string, text: string) => withoutHeadOverlap(text, prefix, true);

describe("withoutHeadOverlap", () => {
  it("removes the longest beginning that the text before the cursor ends with", () => {
    expect(cut("He slept. The captain looked at ", "The captain looked at the sea")).toBe(" the sea");
    expect(cut("他睡着了。船长看着窗外", "船长看着窗外的大海")).toBe("的大海");
    expect(cut("He slept. The captain loo", "The captain looked at")).toBe("ked at");
  });

  it("removes it however the lines are broken, and behind a quotation mark or dots", () => {
    expect(cut("The captain\r\nlooked at", "The captain looked at the sea")).toBe(" the sea");
    expect(cut("The captain looked at", "“The captain looked at the sea”")).toBe(" the sea”");
    expect(cut("The captain looked at", "...captain looked at the sea")).toBe(" the sea");
  });

  it("removes a whole paragraph", () => {
    const paragraph = `${"He looked at the sea and slept. ".repeat(20)}Then`;
    expect(cut(`# One\n\n${paragraph}`, `${paragraph} he left.`)).toBe(" he left.");
  });

  it("keeps a beginning that is the same by chance", () => {
    expect(cut("and then", " then he slept")).toBe(" then he slept");
    expect(cut("tomorrow and tomorrow", " tomorrow again")).toBe(" tomorrow again");
    expect(cut("很大很大", "很大的海")).toBe("很大的海");
  });

  it("keeps a beginning that stands elsewhere in the text", () => {
    const text = " The captain looked at her";
    expect(cut("The captain looked at the sea. Then", text)).toBe(text);
  });

  it("is left with nothing when there is nothing else", () => {
    expect(cut("The captain looked at", "The captain looked at")).toBe("");
    expect(cut("The captain looked at the sea", "The captain looked")).toBe("");
  });

  it("removes the letters of a word that is half there", () => {
    expect(cut("For exa", "example, he")).toBe("mple, he");
    expect(cut("For Exa", "example, he")).toBe("mple, he");
    expect(cut("It was in the", "there")).toBe("re");
  });

  it("keeps a word of its own, and one letter", () => {
    expect(cut("It was the", " there")).toBe(" there");
    expect(cut("It was a", "apple")).toBe("apple");
  });
});
