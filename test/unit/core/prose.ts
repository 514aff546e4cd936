import * as fc from "fast-check";

/** What documents of both languages are made of, the awkward pieces more often than in life. */
const PIECES = [
  ..."the|old captain|sea|said|Mr. Smith|e.g.|3.14|I|don’t|naïve".split("|"),
  ..."船长|大海|。|，|……|！|？”|「|」|𠮷|コーヒー".split("|"),
  ...". |.|, |? |!|…|”|“|\"|'|(|)|—|: |**|`|```|~~~|$x^2$|\\emph{so}|# |- |1. ".split("|"),
  ...["👩‍👩‍👧", "😀", "e\u0301", "\u00a0", "\u3000", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r\n\r\n"],
  ...["<think>", "</think>", "<text>", "</text>", "Sure! Here it is:", "好的："],
];

/** Texts such as writers and models write. Never half a surrogate pair. */
export const prose: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: "binary" })), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(""));

/** Half a surrogate pair on its own. */
export const LONE_SURROGATE = /\p{Surrogate}/u;
