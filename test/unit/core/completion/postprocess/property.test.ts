import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PieceOptions, pieceToShow } from "../../../../../src/core/completion/postprocess/pieceToShow";
import { startContinuation } from "../../../../../src/core/completion/postprocess/startContinuation";
import { LONE_SURROGATE, prose } from "../../prose";
import { at } from "../cursor";

const ESC = "\u001b";

/** What only models send, and what makes the filters think twice. */
const NOISE = [
  ..."Sure|, |here |is the| continuation|: |Certainly!|I'm sorry|, but I| can't|As an AI|Assistant|The |She |and |but ".split(
    "|",
  ),
  ..."续写|好的|，|以下是|：|抱歉|作为|海.|海,|，。".split("|"),
  ..."```|``|`|~~~|```md|<think>|</think>|<bef|<before>|</after>|<|>|</s>|<|im_end|>".split("|"),
  ...[
    `${ESC}[31m`,
    ESC,
    "[3",
    "m",
    `${ESC}]0;t`,
    "\u0007",
    "\ud83d",
    "\ude00",
    "\r",
    "\n",
    "\u2028",
    "\u0000",
    "  ",
  ],
  ...'“|”|"|「|」|(|)|- |1. |## |...|….|he |again '.split("|"),
];
const noise = fc.constantFrom(...NOISE);

/** A document cut at a cursor. */
const places = fc
  .record({ prefix: prose, suffix: prose, crlf: fc.boolean() })
  .map(({ prefix, suffix, crlf }) => {
    const own = (text: string) => (crlf ? text.replace(/\r\n|\r|\n/g, "\r\n") : text);
    return at("║", { prefix: own(prefix), suffix: own(suffix) });
  });

/** A place and what a model says there, chunk by chunk; it may repeat what stands on either side. */
const streams = places.chain((place) => {
  const { prefix, suffix } = place;
  const echo = fc.nat(60).map((length) => prefix.slice(Math.max(0, prefix.length - length)));
  const repeat = fc.nat(60).map((length) => suffix.slice(0, length));
  const chunk = fc.oneof(noise, noise, prose, echo, repeat, fc.string({ unit: "binary", maxLength: 4 }));
  const chunks = fc.array(chunk, { maxLength: 12 });
  return fc.record({ place: fc.constant(place), chunks });
});

const options: fc.Arbitrary<PieceOptions> = fc.record({
  isFinished: fc.constantFrom("no", "stop", "length"),
  length: fc.constantFrom("phrase", "sentence", "paragraph"),
  explicit: fc.boolean(),
  early: fc.boolean(),
  atLeast: fc.constant(0),
});

const RUNS = { numRuns: 300 };

describe("startContinuation", () => {
  it("only gets longer at its end while more comes, by the smallest steps", () => {
    fc.assert(
      fc.property(streams, ({ place, chunks }) => {
        const raw = chunks.join("");
        let before: string | undefined;
        for (let length = 0; length <= raw.length; length++) {
          const text = startContinuation(raw.slice(0, length), place, false);
          const finished = startContinuation(raw.slice(0, length), place, true);
          if (before !== undefined) expect(text?.slice(0, before.length)).toBe(before);
          if (text !== undefined) expect(finished?.slice(0, text.length)).toBe(text);
          expect(finished).toBeDefined();
          before = text ?? before;
        }
      }),
      RUNS,
    );
  });

  it("has no control characters, half characters, or breaks other than \\n", () => {
    fc.assert(
      fc.property(streams, fc.boolean(), ({ place, chunks }, isFinished) => {
        const text = startContinuation(chunks.join(""), place, isFinished) ?? "";
        expect(text.replace(/[\t\n]/g, "")).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(text).not.toMatch(LONE_SURROGATE);
        expect(text).not.toMatch(/<\/?(?:before|after|text|think)>/);
      }),
      RUNS,
    );
  });

  it("sets no white space behind white space", () => {
    fc.assert(
      fc.property(streams, ({ place, chunks }) => {
        const text = startContinuation(chunks.join(""), place, true) ?? "";
        expect(/\s$/.test(place.prefix) && /^\s/.test(text)).toBe(false);
      }),
      RUNS,
    );
  });
});

describe("what is shown", () => {
  /** What is shown of a stream, and the text that it is shown of. */
  const shownOf = (
    { place, chunks }: { place: ReturnType<typeof at>; chunks: string[] },
    how: PieceOptions,
  ) => {
    const text = startContinuation(chunks.join(""), place, how.isFinished !== "no") ?? "";
    return { text, shown: pieceToShow(text, place, how) ?? "" };
  };

  it("is the beginning of the continuation, but for a space before a word that follows at once", () => {
    fc.assert(
      fc.property(streams, options, (stream, how) => {
        const { text, shown } = shownOf(stream, how);
        if (text.startsWith(shown)) return;
        expect(shown).toMatch(/\S $/);
        expect(text.startsWith(shown.slice(0, -1))).toBe(true);
        expect(stream.place.suffix).toMatch(/^[\p{L}\p{N}]/u);
      }),
      RUNS,
    );
  });

  it("makes a clean document of prefix, text and suffix", () => {
    fc.assert(
      fc.property(streams, options, (stream, how) => {
        const { shown } = shownOf(stream, how);
        const { prefix, suffix } = stream.place;
        expect(shown.replace(/[\t\n]/g, "")).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        if (!LONE_SURROGATE.test(prefix + suffix))
          expect(prefix + shown + suffix).not.toMatch(LONE_SURROGATE);
        if (shown !== "") expect(shown).toMatch(/[\p{L}\p{N}]/u);
        // Nobody wants to look for white space: but for the space between two words, none stands at the end.
        expect(shown).not.toMatch(/\s\s$|\n$/);
      }),
      RUNS,
    );
  });

  it("ends with nothing that the line goes on with: a mark, two Chinese characters, or a word of three letters", () => {
    fc.assert(
      fc.property(streams, options, (stream, how) => {
        const { text, shown: whole } = shownOf(stream, how);
        const shown = whole.trimEnd();
        const line = stream.place.suffix.split(/[\r\n]/, 1)[0]?.trimStart() ?? "";
        if (shown === "" || line === "") return;
        // Of "..." before "." two are left: together they are what the model said.
        const repeats = (head: string | undefined) =>
          head !== undefined &&
          shown.endsWith(head) &&
          !text.slice(shown.length).trimStart().startsWith(head);
        expect(repeats(/^\p{P}/u.exec(line)?.[0])).toBe(false);
        expect(repeats(/^\p{Script=Han}{2}/u.exec(line)?.[0])).toBe(false);
        const word = /^[a-z]{3,}(?![\p{L}\p{N}])/u.exec(line)?.[0];
        const isWord = word !== undefined && new RegExp(`(?<![\\p{L}\\p{N}])${word}$`, "u").test(shown);
        expect(isWord && repeats(word)).toBe(false);
      }),
      RUNS,
    );
  });

  it("breaks no line inside a paragraph, and only at its beginning when it is a sentence", () => {
    fc.assert(
      fc.property(streams, options, (stream, how) => {
        const { shown } = shownOf(stream, how);
        const isInside = /^[^\S\r\n]*[^\s]/.test(stream.place.suffix);
        if (isInside) expect(shown).not.toContain("\n");
        if (how.length !== "paragraph") expect(shown.trimStart()).not.toContain("\n");
        expect(shown.trimStart()).not.toMatch(/\n[ \t]*\n/);
      }),
      RUNS,
    );
  });

  it("is never shorter than what is on screen while the stream goes on as it was", () => {
    const words = fc.array(fc.constantFrom(..."the old captain’s sea, so. (and “well”) 3.14".split(" ")), {
      minLength: 4,
    });
    fc.assert(
      fc.property(words, (said) => {
        const place = at("It rained. Once║");
        const how = { isFinished: "no", length: "sentence", explicit: false, early: true } as const;
        const text = said.map((word, i) => ` ${String(i)}${word}`).join("");
        let onScreen = 0;
        for (let length = 1; length <= text.length; length++) {
          const shown = pieceToShow(text.slice(0, length), place, { ...how, atLeast: onScreen }) ?? "";
          expect(shown.length).toBeGreaterThanOrEqual(onScreen);
          onScreen = shown.length;
        }
      }),
    );
  });
});
