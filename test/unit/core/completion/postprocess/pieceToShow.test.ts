import { describe, expect, it } from "vitest";
import type { PieceOptions } from "../../../../../src/core/completion/postprocess/pieceToShow";
import { pieceToShow } from "../../../../../src/core/completion/postprocess/pieceToShow";
import { startContinuation } from "../../../../../src/core/completion/postprocess/startContinuation";
import { at, draw } from "../cursor";

const SENTENCE: PieceOptions = {
  isFinished: "stop",
  length: "sentence",
  explicit: false,
  early: false,
  atLeast: 0,
};

/** What the writer sees at the cursor of `drawn` when the model has said `raw`. */
function see(raw: string, drawn: string, more: Partial<PieceOptions> = {}): string {
  const options = { ...SENTENCE, ...more };
  const query = at(drawn);
  const text = startContinuation(raw, query, options.isFinished !== "no") ?? "";
  const shown = pieceToShow(text, query, options);
  return draw(query, shown === "" ? undefined : shown);
}

/** What is shown, what the model said, and what the writer sees of it. */
type Golden = readonly [what: string, raw: string, seen: string];

describe("pieceToShow shows", () => {
  it.each<Golden>([
    ["the rest of a sentence", " the sea.", "The captain looked at├ the sea.┤"],
    ["the rest of a word", "den wall.", "The captain looked at the gar├den wall.┤"],
    ["the first sentence of several", " slept. She left. It rained.", "He├ slept.┤"],
    ["the first Chinese sentence of several", "睡着了。她走了。", "他├睡着了。┤"],
    ["a sentence with its closing quote", ",” he said. “Now.”", "“Stop├,” he said.┤"],
    [
      "a sentence to its end past abbreviations",
      " Dr. Grey met Mr. J. Smith. He",
      "Then├ Dr. Grey met Mr. J. Smith.┤",
    ],
    ["the first line of several", " slept\nShe left", "He├ slept┤"],
    ["a new paragraph", "\n\nShe left. It rained.", "He slept.├\n\nShe left.┤"],
    ["a new paragraph with Windows line breaks", "\r\n\r\nShe left.", "He slept.├\n\nShe left.┤"],
    ["LaTeX as it is", " is given by $F = ma$.", "The force $F$├ is given by $F = ma$.┤"],
    ["Markdown as it is", " and **the `log`**.", "See [the map](map.md)├ and **the `log`**.┤"],
    ["emoji whole", " to see you 👩‍👩‍👧!", "So happy 😀├ to see you 👩‍👩‍👧!┤"],
    ["an item of a numbered list", "2. Buy milk. Then", "1. Buy bread.\n├2. Buy milk.┤"],
    ["the last word of a sentence", " so.", "He said├ so.┤"],
    ["an answer after an empty thought", "<think>\n\n</think>\n\nThe sea.", "It rained.├ The sea.┤"],
  ])("%s", (_what, raw, seen) => {
    expect(see(raw, seen)).toBe(seen);
  });
});

describe("pieceToShow joins what it shows to the text before it with", () => {
  it.each<Golden>([
    ["no second space", " the sea.", "The captain looked at ├the sea.┤"],
    ["the space that a comma needs", "tired, slept.", "The old captain,├ tired, slept.┤"],
    ["the space that a sentence needs", "She left.", "He slept.├ She left.┤"],
    ["no space between Chinese characters", " 大海。", "船长看着├大海。┤"],
    ["no space after a Chinese mark", " 想起了往事。", "船长看着大海，├想起了往事。┤"],
    ["no space before a Chinese mark", " ，想起了往事。", "船长看着大海├，想起了往事。┤"],
    ["nothing of it again", "The captain looked at the sea.", "The captain looked at├ the sea.┤"],
    ["nothing of it again in Chinese", "船长看着窗外的大海。", "船长看着窗外的├大海。┤"],
    ["nothing of a quotation of it", "“The captain looked at the sea.”", "The captain looked at├ the sea.┤"],
  ])("%s", (_what, raw, seen) => {
    expect(see(raw, seen)).toBe(seen);
  });
});

describe("pieceToShow joins what it shows to the text after it with", () => {
  it.each<Golden>([
    ["nothing of it again", " out of the window at the sea.", "He looked├ out of the window┤ at the sea."],
    ["nothing of it again in Chinese", "，不由得想起了往事。", "他看着大海├，不由得┤想起了往事。"],
    [
      "nothing of it again where a mark comes first",
      " at the sea, he said.",
      "Look├ at the sea┤, he said. Then",
    ],
    ["no second full stop", " the sea.", "He looked at├ the sea┤."],
    ["no second closing quote", " all day.”", "“He slept├ all day.┤”"],
    ["one space", " for long \n", "He looked├ for long┤ at the sea."],
    ["a space before a word that follows at once", "the ship beside\n", "He saw ├the ship beside ┤the sea."],
    ["a space before a word that it had repeated", "the ship and the sea.", "He saw ├the ship and ┤the sea."],
    [
      "its own closing quote though the next paragraph opens with one",
      '" he said, "not once."',
      '"I never left,├" he said, "not once."┤\n\n"You did," she said.',
    ],
    [
      "its own emphasis though the next line opens with some",
      "the sea**\n",
      "It was **├the sea**┤\n\n**Two.** Later",
    ],
  ])("%s", (_what, raw, seen) => {
    expect(see(raw, seen)).toBe(seen);
  });
});

describe("pieceToShow shows nothing", () => {
  it.each<Golden>([
    ["of nothing", "", "The captain║"],
    ["of white space", " \n\n ", "The captain║"],
    ["of a lone mark", ".", "The captain║"],
    ["of dots", " ...", "The captain║"],
    ["of a stray letter", " a", "The captain║"],
    ["of an apology", "I'm sorry, but I can't continue this.", "The captain║"],
    ["of what stands after the cursor", " at the sea", "He looked║ at the sea and slept."],
    ["of the next paragraph", "\n\nShe left the house.", "He slept.║\n\nShe left the house."],
    ["of a thought that has not ended", "<think>He could look at the sea.", "The captain║"],
    ["of an empty fence", "```\n```", "The captain║"],
    ["of terminal escapes", "\u001b[0m\u0007", "The captain║"],
    [
      "of what stands before the cursor",
      "The captain of the old ship looked at the sea.",
      "The captain of the old ship looked at the sea. ║",
    ],
    ["of another script", "船长看着窗外灰色的大海，想起了往事。", "The captain looked at the sea. ║"],
    ["of a heading in a sentence", " ## The sea", "The captain looked at║"],
    ["of a loop and nothing else", " ha ha ha ha ha ha ha ha ha ha ha ha", "He laughed:║"],
  ])("%s", (_what, raw, seen) => {
    expect(see(raw, seen)).toBe(seen);
  });
});

describe("pieceToShow makes something clean of bad input:", () => {
  const drawn = "The captain looked at├ the sea.┤";

  it.each([
    ["a fence", "```text\nthe sea.\n```\nI hope this helps!"],
    ["a polite fence", "Sure! Here is the continuation:\n\n```\nthe sea.\n```"],
    ["4,000 words", ` the sea. ${"Then he slept all day, and nobody came. ".repeat(500)}`],
    ["the prefix again", "The captain looked at the sea."],
    ["control characters", "\u0000 the\u0008 sea\u0007."],
    ["terminal escapes", "\u001b[1m the sea.\u001b[0m"],
    ["template marks", " the sea.<|im_end|>"],
    ["a new paragraph", "\n\nThe sea."],
  ])("%s", (_what, raw) => {
    expect(see(raw, drawn)).toBe(drawn);
  });
});

describe("pieceToShow while more may come", () => {
  const text = " looked at the sea and";
  const here = at("The captain║");

  it("waits for a whole sentence, or shows a few words", () => {
    expect(pieceToShow(text, here, { ...SENTENCE, isFinished: "no" })).toBeUndefined();
    expect(pieceToShow(text, here, { ...SENTENCE, isFinished: "no", early: true })).toBe(
      " looked at the sea",
    );
  });

  it("waits for more of what is too little, or stands there so far", () => {
    const options: PieceOptions = { ...SENTENCE, isFinished: "no", early: true };
    expect(pieceToShow("", here, options)).toBeUndefined();
    expect(pieceToShow(" \n", here, options)).toBeUndefined();
    expect(pieceToShow(" — ", here, options)).toBeUndefined();
    const before = at("He looked║ at the sea and slept.");
    expect(pieceToShow(" at the sea ", before, options)).toBeUndefined();
    expect(pieceToShow(" at the sea and slept all ", before, options)).toBe("");
  });

  it("keeps what is on screen to its last mark", () => {
    expect(pieceToShow(".", here, { ...SENTENCE, atLeast: 1 })).toBe(".");
    expect(pieceToShow(" a.", here, { ...SENTENCE, atLeast: 3 })).toBe(" a.");
  });

  it("shows a single letter to who asks by key", () => {
    expect(pieceToShow(" a", here, { ...SENTENCE, explicit: true })).toBe(" a");
    expect(pieceToShow(" …", here, { ...SENTENCE, explicit: true })).toBe("");
  });
});
