import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { voiceSample } from "../../../../src/core/text/voiceSample";

const FIRST = "The harbour was empty that morning, and nobody had told us why.";
const SECOND = "We waited by the wall until the fog had gone, all three of us.";

describe("a sample of the document's voice", () => {
  it("is the prose before the text, and what follows it where that is too little", () => {
    expect(voiceSample(`${FIRST}\n\n`, `\n\n${SECOND}`, 400)).toBe(`${FIRST}\n\n${SECOND}`);
  });

  it("is what stands nearest before the text when there is more than enough", () => {
    const sample = voiceSample(`${FIRST}\n\n${SECOND}`, "", 18);
    expect(sample).toBe(SECOND);
  });

  it("leaves out headings, lists, tables, commands, quotes of others and code", () => {
    const other = [
      "# A heading that is long enough to be mistaken for a sentence",
      "- an item of a list that is long enough to be mistaken for a sentence",
      "| a table | that is long enough | to be mistaken for a sentence |",
      "> somebody else's words, and enough of them to be mistaken for a sentence",
      "\\section{A command that is long enough to be mistaken for a sentence}",
      "```js\nconst a = 'long enough to be mistaken for a sentence';\n\nconst b = 'and so is this second part';\n```",
    ].join("\n\n");
    expect(voiceSample(`${other}\n\n${FIRST}\n\n`, other, 400)).toBe(FIRST);
  });

  it("is empty where there is no other prose", () => {
    expect(voiceSample("# Title\n\n", "\n\nShort.", 400)).toBe("");
  });

  it("takes Chinese paragraphs, which have few characters", () => {
    expect(voiceSample("清晨的海港空无一人，谁也没告诉我们为什么。\n\n", "", 400)).toBe(
      "清晨的海港空无一人，谁也没告诉我们为什么。",
    );
  });

  it("never has more tokens than it may", () => {
    const text = fc.array(fc.constantFrom(FIRST, SECOND, "海港空无一人。", "", "# A", "\n"), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 200 }), (before, after, tokens) => {
        const sample = voiceSample(before.join("\n\n"), after.join("\n\n"), tokens);
        // The line between the two is not counted.
        expect(estimateTokens(sample)).toBeLessThanOrEqual(tokens + 1);
      }),
    );
  });
});
