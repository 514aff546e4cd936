import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literalText, textOfPieces } from "../../../../src/core/prompts/literalText";
import { fillText } from "../../../../src/core/prompts/templateFilling";

describe("a text that stands as it is", () => {
  it("is not changed where it has no double braces", () => {
    expect(literalText("a { b } c")).toBe("a { b } c");
  });

  it("says other brackets where it has, and such as it does not have", () => {
    expect(literalText("a {{b}}")).toBe("{{=⟦ ⟧=}}a {{b}}");
    expect(literalText("⟦ {{b}}")).toBe("{{=⟪ ⟫=}}⟦ {{b}}");
  });

  it("comes out of the template as it went in, with the names between it filled in", () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom("{", "{{", "}}", "⟦", "⟧", "⟪⦃⦅⟬⧼", "=", "\n", "海"), fc.string()), {
        maxLength: 8,
      })
      .map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const template = textOfPieces([`x${a}`, { name: "n" }, b, { name: "m" }, `${c}x`]);
        expect(fillText(template, { n: "{{m}}", m: "⟦n⟧" })).toBe(`x${a}{{m}}${b}⟦n⟧${c}x`);
      }),
    );
  });
});
