import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findQuote, quoteFinder } from "../../../../src/core/text/quotePlaces";
import { prose } from "../prose";

/** What stands at each place of `quote` in `text`. */
const found = (text: string, quote: string, anyCase = false) =>
  quoteFinder(text)(quote, { anyCase }).map(({ start, end }) => text.slice(start, end));

const anyhow = { anyCase: true, anyPart: true };

const starts = (text: string, quote: string) => quoteFinder(text)(quote).map(({ start }) => start);

describe("the places of a quote", () => {
  it("are all of them, in order", () => {
    expect(starts("Anna saw Anna. And Anna?", "Anna")).toEqual([0, 9, 19]);
    expect(starts("海边的信，海边的人", "海边")).toEqual([0, 5]);
  });

  it.each([
    ["inside of a longer word", "Annabel met Joanna.", "Anna"],
    ["in a number", "1940", "19"],
    ["without the accent that follows", "cafe\u0301", "cafe"],
    ["not at all", "The sea.", "Atlantis"],
    ["as half of an ellipsis", "Well… yes.", "Well."],
    ["nowhere, being nothing", "The sea.", " \n"],
    ["nowhere, being unseen", "The sea.", "\u200b"],
    ["in other letters", "the sea", "The Sea"],
  ])("are none where it stands %s", (_, text, quote) => {
    expect(found(text, quote)).toEqual([]);
  });

  it.each([
    ["quotation marks", "He said “don’t” twice.", `"don't"`],
    ["dashes", "the Anna–Berg line", "Anna-Berg"],
    ["line breaks", "New\r\n  York is far.", "New York"],
    ["a no-break space", "3\u00a0May", "3 May"],
    ["an accent of another encoding", "Zoe\u0308 left.", "Zoë"],
    ["full width", "ＮＡＴＯ 会议", "NATO"],
    ["an ellipsis in dots", "so… it began", "so... it"],
    ["emphasis", "She is Anna **Berg** now.", "Anna Berg"],
    ["a soft hyphen", "Donau\u00addampf kam.", "Donaudampf"],
    ["white space around it", "the sea", "  sea\n"],
  ])("do not hang on %s", (_, text, quote) => {
    expect(found(text, quote)).toHaveLength(1);
  });

  it("are those of every spelling in the text", () => {
    expect(found("O’Brien and O'Brien", "O'Brien")).toEqual(["O’Brien", "O'Brien"]);
  });

  it("show no borders of words where the script has none", () => {
    expect(found("서울에서 만났다", "서울")).toEqual(["서울"]);
    expect(found("ไปกรุงเทพฯกัน", "กรุงเทพ")).toEqual(["กรุงเทพ"]);
  });

  it("are with other capitals only where it is allowed and not there otherwise", () => {
    expect(found("The keeper hid it.", "the keeper", true)).toEqual(["The keeper"]);
    expect(found("May was cold. It may rain.", "may", true)).toEqual(["may"]);
  });

  it("do not overlap, and a whole word counts before a part of one", () => {
    expect(starts("na na na", "na na")).toEqual([0]);
    expect(starts("Anna na na", "na na")).toEqual([5]);
  });

  const disguises: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text.replace(/\s+/g, "\n"),
    (text) => text.replaceAll("’", "'").replaceAll("“", '"').replaceAll("”", '"'),
    (text) => text.normalize("NFD"),
    (text) => ` ${text} `,
  ];

  it("have what was quoted, in order, apart, whole, within the text", () => {
    fc.assert(
      fc.property(prose, fc.nat(), fc.nat(), fc.constantFrom(...disguises), (text, at, length, disguise) => {
        const from = at % (text.length + 1);
        const quote = disguise(text.slice(from, from + (length % 30)));
        let end = 0;
        for (const place of quoteFinder(text)(quote)) {
          expect(place.start).toBeGreaterThanOrEqual(end);
          expect(place.end).toBeGreaterThan(place.start);
          expect(place.end).toBeLessThanOrEqual(text.length);
          end = place.end;
          // What stands there is found as itself at the very place.
          expect(quoteFinder(text)(text.slice(place.start, place.end))).toContainEqual(place);
        }
      }),
    );
  });

  it("are found for any words of a text, however a model copied them", () => {
    const words = fc.array(fc.constantFrom("Zoë", "O’Brien", "said", "“yes”", "海边", "3.14", "naïve"), {
      minLength: 1,
      maxLength: 8,
    });
    const gap = fc.constantFrom(" ", "\n", "\r\n", "  ", "\u00a0");
    fc.assert(
      fc.property(
        words,
        gap,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...disguises),
        (all, space, a, b, disguise) => {
          const first = a % all.length;
          const part = all.slice(first, first + 1 + (b % (all.length - first)));
          const start = all.slice(0, first).reduce((sum, word) => sum + word.length + space.length, 0);
          const place = { start, end: start + part.join(space).length };
          const places = quoteFinder(all.join(space))(disguise(part.join(space)));
          // Another place may overlap it where words are repeated; the same words stand there too.
          const isThere = places.some((one) => one.start < place.end && one.end > place.start);
          expect(isThere).toBe(true);
        },
      ),
    );
  });
});

describe("the first words of a quote", () => {
  const first = (text: string, quote: string) => {
    const range = findQuote(text, quote);
    return range && text.slice(range.start, range.end);
  };

  it.each([
    ["exactly", "We saw the sea, and the sea saw us.", "the sea", "the sea"],
    ["with straight quotation marks for curly ones", "He said “no” to it.", 'said "no" to', "said “no” to"],
    ["with a straight apostrophe", "It’s cold, isn’t it?", "isn't it", "isn’t it"],
    ["over a line break", "the cold\n   sea lies", "cold sea", "cold\n   sea"],
    ["over a Windows line break", "the cold\r\nsea lies", "cold sea", "cold\r\nsea"],
    ["with another dash", "cold – very cold", "cold - very", "cold – very"],
    ["with another letter case", "The sea.", "the sea", "The sea"],
    ["without its emphasis", "the **cold** sea", "the cold sea", "the **cold** sea"],
    [
      "with something left out",
      "The sea was cold, and grey, and we swam.",
      "The sea … we swam",
      "The sea was cold, and grey, and we swam",
    ],
    ["cut off", "The sea was cold.", "The sea was...", "The sea was"],
    ["in Chinese", "他说：“海很冷。”然后走了。", "「海很冷。」", "“海很冷。”"],
    ["without the marks of code", "the `sea` is", "the sea is", "the `sea` is"],
    ["broken off in a word", "The sea was cold.", "The sea was co…", "The sea was co"],
    ["after characters of two units", "🌊🌊 the  sea", "the sea", "the  sea"],
  ])("are found %s", (_, text, quote, expected) => {
    expect(first(text, quote)).toBe(expected);
  });

  it.each([
    ["other words", "The sea was cold.", "the lake"],
    ["nothing", "The sea was cold.", "  "],
    ["marks alone", "The sea was cold.", "**"],
    ["parts in another order", "We swam. The sea was cold.", "The sea … We swam"],
  ])("are not found for %s", (_, text, quote) => {
    expect(first(text, quote)).toBeUndefined();
  });

  it("are a whole word before they are a part of one", () => {
    expect(findQuote("seasick at sea", "sea")).toEqual({ start: 11, end: 14 });
  });

  it("are found wherever they were taken from", () => {
    const characters = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(characters, fc.nat(), fc.nat(), (all, one, other) => {
        const [start = 0, end = 0] = [one, other].map((n) => n % (all.length + 1)).sort((a, b) => a - b);
        const quote = all.slice(start, end).join("");
        fc.pre(/[\p{L}\p{N}]/u.test(quote));
        expect(first(all.join(""), quote)).toSatisfy(
          (words: string) => quoteFinder(words)(quote, anyhow).length > 0,
        );
      }),
    );
  });
});
