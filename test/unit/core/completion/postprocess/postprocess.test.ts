import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postprocess } from "../../../../../src/core/completion/postprocess/postprocess";
import { prose } from "../../prose";
import { at, draw } from "../cursor";

/** What the writer sees at the cursor of `drawn` when the model says `raw`. */
function see(raw: string, drawn: string): string {
  const query = at(drawn);
  return draw(query, postprocess(raw, query));
}

/** What is shown, what the model said, and what the writer sees of it. */
type Golden = readonly [what: string, raw: string, seen: string];

describe("postprocess shows", () => {
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
    [
      "an answer after an empty thought",
      "<think>\n\n</think>\n\nThe sea was calm.",
      "It rained.├ The sea was calm.┤",
    ],
  ])("%s", (_what, raw, seen) => {
    expect(see(raw, seen)).toBe(seen);
  });
});

describe("postprocess joins what it shows to the text before it with", () => {
  it.each<Golden>([
    ["no second space", " the sea.", "The captain looked at ├the sea.┤"],
    ["the space that a comma needs", "tired, slept.", "The old captain,├ tired, slept.┤"],
    ["the space that a sentence needs", "She left.", "He slept.├ She left.┤"],
    ["no space between Chinese characters", " 大海。", "船长看着├大海。┤"],
    ["no space after a Chinese mark", " 想起了往事。", "船长看着大海，├想起了往事。┤"],
    ["no space before a Chinese mark", " ，想起了往事。", "船长看着大海├，想起了往事。┤"],
    ["nothing of it again", "The captain looked at the sea.", "The captain looked at├ the sea.┤"],
    ["nothing of it again in Chinese", "船长看着窗外的大海。", "船长看着窗外的├大海。┤"],
  ])("%s", (_what, raw, seen) => {
    expect(see(raw, seen)).toBe(seen);
  });
});

describe("postprocess joins what it shows to the text after it with", () => {
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

describe("postprocess shows nothing", () => {
  it.each<Golden>([
    ["of nothing", "", "The captain║"],
    ["of white space", " \n\n ", "The captain║"],
    ["of a lone mark", ".", "The captain║"],
    ["of dots", " ...", "The captain║"],
    ["of a stray letter", " a", "The captain║"],
    [
      "of what stands before the cursor",
      "The captain looked at the sea.",
      "The captain looked at the sea. ║",
    ],
    ["of what stands after the cursor", " at the sea", "He looked║ at the sea and slept."],
    ["of the next paragraph", "\n\nShe left the house.", "He slept.║\n\nShe left the house."],
    ["of a thought that has not ended", "<think>He could look at the sea.", "The captain║"],
    ["of an empty fence", "```\n```", "The captain║"],
    ["of terminal escapes", "\u001b[0m\u0007", "The captain║"],
  ])("%s", (_what, raw, seen) => {
    expect(see(raw, seen)).toBe(seen);
  });
});

describe("postprocess", () => {
  const queries = fc.record({ prefix: prose, suffix: prose }).map((sides) => at("║", sides));

  it("shows one line at the most, after line breaks of its own", () => {
    fc.assert(
      fc.property(prose, queries, (raw, query) => {
        const shown = postprocess(raw, query);
        expect(shown?.replace(/^\n+/, "") ?? "").not.toMatch(/[\n\r]/);
      }),
    );
  });

  it("shows letters or nothing", () => {
    fc.assert(
      fc.property(prose, queries, (raw, query) => {
        expect(postprocess(raw, query) ?? "an answer").toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });

  it("shows no control character, no tag of our prompts and no thinking", () => {
    fc.assert(
      fc.property(prose, queries, (raw, query) => {
        const shown = postprocess(raw, query) ?? "";
        expect(shown.replace(/[\t\n]/g, "")).not.toMatch(/\p{Cc}/u);
        expect(shown).not.toMatch(/<\/?(before|after|text)>/);
      }),
    );
  });

  it("never repeats the text after the cursor", () => {
    const suffixes = fc.constantFrom(
      " at the grey sea.",
      "想起了往事。",
      ", he said.",
      " and **then** slept",
    );
    const texts = fc.constantFrom(" out of the window", "，不由得", " for a while", " 船长又一次");
    fc.assert(
      fc.property(suffixes, texts, fc.nat(), (suffix, text, howMuch) => {
        const query = at("║", { prefix: "The captain looked", suffix });
        const repeated = suffix.slice(0, 8 + howMuch);
        const shown = postprocess(text + repeated, query) ?? "";
        expect(shown).not.toContain(suffix.trim());
        expect(shown.trim()).not.toBe("");
      }),
    );
  });

  it("never leaves two spaces at either seam", () => {
    const spaces = fc.constantFrom("", " ", "  ");
    fc.assert(
      fc.property(spaces, spaces, spaces, spaces, (before, lead, trail, after) => {
        const query = at("║", { prefix: `The captain${before}`, suffix: `${after}— slept.` });
        const shown = postprocess(`${lead}looked at the sea${trail}`, query) ?? "";
        expect(before !== "" && /^\s/.test(shown)).toBe(false);
        expect(after !== "" && /\s$/.test(shown)).toBe(false);
      }),
    );
  });
});
