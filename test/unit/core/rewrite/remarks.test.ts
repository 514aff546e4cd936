import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRemarks } from "../../../../src/core/rewrite/remarks";

const whole = (answer: string) => parseRemarks(answer, true);

describe("remarks", () => {
  it.each([
    ['"the sea": Which one?'],
    ["“the sea”: Which one?"],
    ["„the sea“: Which one?"],
    ["‘the sea’ — Which one?"],
    ["'the sea': Which one?"],
    ["«the sea» : Which one?"],
    ["「the sea」：Which one?"],
    ["《the sea》：Which one?"],
    ["`the sea`: Which one?"],
    ['- "the sea": Which one?'],
    ['3. "the sea": Which one?'],
    ['* **"the sea":** Which one?'],
    ['**"the sea"**: Which one?'],
    ['*"the sea"* – Which one?'],
    ['  • "the sea" -> Which one?'.replace("->", "→")],
    ['"the sea":\nWhich one?'],
    ['1. "the sea"\n   Which one?'],
  ])("are read from %j", (answer) => {
    expect(whole(answer)).toEqual([{ quote: "the sea", remark: "Which one?" }]);
  });

  it("come in the answer's order, one a line", () => {
    expect(whole('"a b": One.\n\n"c d": Two.\nThe whole is short.')).toEqual([
      { quote: "a b", remark: "One." },
      { quote: "c d", remark: "Two." },
      { remark: "The whole is short." },
    ]);
  });

  it("keep quotes inside a remark, and an apostrophe inside a quote", () => {
    expect(whole('"a b": Say "c" instead.')).toEqual([{ quote: "a b", remark: 'Say "c" instead.' }]);
    expect(whole("'I don't know': Vague.")).toEqual([{ quote: "I don't know", remark: "Vague." }]);
  });

  it("that go on from the quote as a sentence keep it", () => {
    expect(whole('"the sea" is vague.')).toEqual([{ quote: "the sea", remark: '"the sea" is vague.' }]);
  });

  it("without a quote are about the whole, a colon or not", () => {
    expect(whole("Tone: too solemn.")).toEqual([{ remark: "Tone: too solemn." }]);
    expect(whole("- Too long.")).toEqual([{ remark: "Too long." }]);
  });

  it("are none where only a quote came", () => {
    expect(whole('"the sea":')).toEqual([]);
  });

  it("of an answer that grows are never taken back", () => {
    const line = fc.constantFrom(
      '"a b": One.',
      "“c d”：二。",
      '"e f":',
      "The next line.",
      "",
      "- **'g'** — Three.",
      '"never closed',
    );
    fc.assert(
      fc.property(fc.array(line), fc.nat(), (lines, n) => {
        const answer = lines.join("\n");
        const sofar = parseRemarks(answer.slice(0, n % (answer.length + 1)), false);
        expect(whole(answer).slice(0, sofar.length)).toEqual(sofar);
      }),
    );
  });
});
