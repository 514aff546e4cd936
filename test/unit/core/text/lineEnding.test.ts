import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withLineEnding } from "../../../../src/core/text/lineEnding";
import { prose } from "../prose";

describe("withLineEnding", () => {
  it("gives every kind of line break the wanted form", () => {
    expect(withLineEnding("a\nb\r\nc\rd", "\r\n")).toBe("a\r\nb\r\nc\r\nd");
    expect(withLineEnding("a\nb\r\nc\rd", "\n")).toBe("a\nb\nc\nd");
  });

  it("keeps blank lines and breaks at both ends", () => {
    expect(withLineEnding("\n\na\n\n\nb\n", "\r\n")).toBe("\r\n\r\na\r\n\r\n\r\nb\r\n");
    expect(withLineEnding("\r\r\n\r", "\n")).toBe("\n\n\n");
  });

  it("leaves a text without line breaks alone", () => {
    expect(withLineEnding("", "\r\n")).toBe("");
    expect(withLineEnding("大海", "\r\n")).toBe("大海");
  });

  it("does nothing more the second time", () => {
    fc.assert(
      fc.property(prose, fc.constantFrom("\n" as const, "\r\n" as const), (text, lineEnding) => {
        const once = withLineEnding(text, lineEnding);
        expect(withLineEnding(once, lineEnding)).toBe(once);
      }),
    );
  });

  it("changes nothing but the line breaks", () => {
    fc.assert(
      fc.property(prose, (text) => {
        const lines = (source: string) => source.split(/\r\n|\r|\n/);
        expect(lines(withLineEnding(text, "\r\n"))).toEqual(lines(text));
      }),
    );
  });
});
