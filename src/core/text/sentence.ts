/** After these a full stop ends no sentence. */
const ABBREVIATIONS = new Set(
  (
    "mr mrs ms dr prof st vs etc cf al fig pp vol ed approx e.g i.e gen col capt lt sgt rev hon ltd dept " +
    "jan feb mar apr jun jul aug sep sept oct nov dec mme mlle ca bzw z.b d.h u.a nr abb vgl"
  ).split(" "),
);

/** How far back it is looked for the word before a full stop, in characters. */
const LONGEST_WORD = 24;

/** Latin marks need white space or the end after them; CJK marks end a sentence as they stand. */
const END = /([.!?…]+["'”’)\]]*)(?=\s|$)|([。！？]+|……)["'”’」』）》】]*/gu;

/** Before a small letter these end what is said or left out, not the sentence: “Stop!” he said; well… perhaps. */
const GOES_ON = /["'”’]$|^(?:…|\.{3})/;
const SMALL_LETTER = /^[ \t]+\p{Ll}/u;

/**
 * The offsets after each sentence end in `text`, closing quotes and brackets included. A mark at the very
 * end counts: whether more would have followed cannot be known.
 */
export function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(END)) {
    const before = text.slice(Math.max(0, match.index - LONGEST_WORD), match.index);
    const end = match.index + match[0].length;
    if (match[1]?.startsWith(".") && endsNoSentence(before, text.slice(match.index + 1))) continue;
    if (GOES_ON.test(match[1] ?? "") && SMALL_LETTER.test(text.slice(end, end + LONGEST_WORD))) continue;
    ends.push(end);
  }
  return ends;
}

/** The offsets at which sentences begin: 0, and after each end and the white space behind it. */
export function sentenceStarts(text: string): number[] {
  const starts = sentenceEnds(text).map((end) => end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0));
  return [0, ...starts];
}

/** "Mr", "e.g", "no" before a number, a single capital as in "J. Austen", or the number of a list's item. */
function endsNoSentence(before: string, after: string): boolean {
  if (/(?:^|[\n\r])[ \t]*\d{1,3}$/.test(before)) return /^[ \t]/.test(after);
  const word = /(?:^|[\s("'“‘[])([\p{L}.]+)$/u.exec(before)?.[1];
  if (word === undefined) return false;
  if (word.toLowerCase() === "no") return /^[ \t]*\d/.test(after);
  return /^\p{Lu}$/u.test(word) || ABBREVIATIONS.has(word.toLowerCase());
}
