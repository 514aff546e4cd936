import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentenceEnds, sentenceStarts } from "../../../../src/core/text/sentence";
import { prose } from "../prose";

/** The text with a bar at each sentence end. */
function cut(text: string): string {
  const ends = sentenceEnds(text);
  return [0, ...ends].map((start, i) => text.slice(start, ends[i])).join("|");
}

describe("sentenceEnds", () => {
  it.each([
    "It rained.| He slept!| Did she?| Nobody knew…| Then",
    "Wait...| What?!| No way!!!| So",
    "One line.|\nThe next.|\r\n\r\nA paragraph.|",
  ])("ends a sentence at each Latin mark before white space: %j", (expected) => {
    expect(cut(expected.replaceAll("|", ""))).toBe(expected);
  });

  it.each([
    "下雨了。|他睡着了！|她呢？|没人知道……|然后",
    "真的吗？！|不会吧！！！|好",
    "第一行。|\n第二行。|",
  ])("ends a sentence at each Chinese mark as it stands: %j", (expected) => {
    expect(cut(expected.replaceAll("|", ""))).toBe(expected);
  });

  it.each([
    "“It rained.”| He slept.|",
    "\"It rained.\"| 'Did it?'| (It did.)| [Yes!]|",
    "他说：“下雨了。”|她走了。|",
    "「雨だ。」|と言った。|（下雨了。）|《雨。》|",
  ])("counts closing quotes and brackets as part of the sentence: %j", (expected) => {
    expect(cut(expected.replaceAll("|", ""))).toBe(expected);
  });

  it("counts a mark at the very end", () => {
    expect(cut("It rained.")).toBe("It rained.|");
    expect(cut("下雨了。")).toBe("下雨了。|");
  });

  it("has none in a text that ends none", () => {
    expect(sentenceEnds("")).toEqual([]);
    expect(sentenceEnds("   \n ")).toEqual([]);
    expect(sentenceEnds("the sea, the wind; the rain")).toEqual([]);
    expect(sentenceEnds("大海，风、雨；云")).toEqual([]);
  });

  it.each([
    "Mr. Smith met Mrs. Jones and Dr. No",
    "fruit, e.g. apples, i.e. red ones, etc. are",
    "see Fig. 3, pp. 4, vol. 2 and Smith et al. (2001)",
    "on Jan. 3 and Sept. 4",
    "(cf. the sea) and “Mr. Smith”",
    "by J. Austen and J. R. R. Tolkien",
    "with Capt. Grey of Smith Ltd. and z.B. Nr. 5",
  ])("does not end after an abbreviation: %j", (text) => {
    expect(sentenceEnds(text)).toEqual([]);
  });

  it("does not end with what somebody says or leaves out before a small letter", () => {
    expect(cut("“Stop!” he said. “Now.” Then")).toBe("“Stop!” he said.| “Now.”| Then");
    expect(cut("Well… perhaps. And so... on. Dots… End")).toBe("Well… perhaps.| And so... on.| Dots…| End");
    expect(cut("It rained! he thought.")).toBe("It rained!| he thought.|");
  });

  it("ends after a word that only ends like an abbreviation", () => {
    expect(cut("He fought the almost. Then")).toBe("He fought the almost.| Then");
  });

  it("ends after “no” the word, which is commoner in prose than “No.” the number", () => {
    expect(cut("He said no. Then he left.")).toBe("He said no.| Then he left.|");
    expect(cut("“No.” He left.")).toBe("“No.”| He left.|");
    expect(sentenceEnds("in room No. 5 of the inn")).toEqual([]);
  });

  it.each(["3.14 and 1.000.000", "www.example.com/a.b", "draft.v2.md and ...x", "at 10.30 in 2.5 rooms"])(
    "does not end at a mark inside a word, a number or an address: %j",
    (text) => {
      expect(sentenceEnds(text)).toEqual([]);
    },
  );

  it("does not end after the number of a list item", () => {
    expect(cut("1. Buy milk.\n2. Go home.")).toBe("1. Buy milk.|\n2. Go home.|");
  });

  it("ends after a number that ends its sentence", () => {
    expect(cut("It was 1984. He slept.")).toBe("It was 1984.| He slept.|");
  });

  it("counts in UTF-16 units after emoji and rare characters", () => {
    expect(sentenceEnds("😀 Sea. 𠮷。")).toEqual([7, 11]);
  });

  it("gives rising offsets, each behind a mark or a closer, in any text", () => {
    fc.assert(
      fc.property(prose, (text) => {
        const ends = sentenceEnds(text);
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
        for (const end of ends) {
          expect(text.slice(0, end)).toMatch(/[.!?…。！？]["'”’)\]」』）》】]*$/u);
        }
      }),
    );
  });
});

describe("sentenceStarts", () => {
  const firstWords = (text: string) => sentenceStarts(text).map((start) => text.slice(start, start + 2));

  it("begins at the first word after each end", () => {
    expect(firstWords("It rained.  He slept.\n\nShe left.")).toEqual(["It", "He", "Sh", ""]);
    expect(firstWords("下雨了。他睡着了。　她走了")).toEqual(["下雨", "他睡", "她走"]);
  });

  it("has the beginning of the text even when nothing ends in it", () => {
    expect(sentenceStarts("")).toEqual([0]);
    expect(sentenceStarts("the sea")).toEqual([0]);
  });

  it("never begins with white space but at the beginning or end of the text", () => {
    fc.assert(
      fc.property(prose, (text) => {
        for (const start of sentenceStarts(text).slice(1)) expect(text.slice(start)).not.toMatch(/^\s/);
      }),
    );
  });
});
