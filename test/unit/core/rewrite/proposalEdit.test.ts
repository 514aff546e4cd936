import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EditTarget } from "../../../../src/core/prompts/promptTemplate";
import { proposalEdit } from "../../../../src/core/rewrite/proposalEdit";
import { withLineEnding, type LineEnding } from "../../../../src/core/text/lineEnding";
import { applyTextEdit } from "../../../../src/core/text/textEdit";
import { prose } from "../prose";

/** The document after the proposal about the text between the bars was accepted. */
function accept(drawn: string, proposal: string, target: EditTarget, lineEnding: LineEnding = "\n"): string {
  const [before = "", original = "", after = ""] = drawn.split("|");
  const range = { start: before.length, end: before.length + original.length };
  const edit = proposalEdit(proposal, target, { range, original, lineEnding });
  return applyTextEdit(before + original + after, edit);
}

describe("proposalEdit that replaces", () => {
  it("puts the proposal in place of the text", () => {
    expect(accept("One.\n\n|The sea were calm.|\n\nTwo.", "The sea was calm.", "replace")).toBe(
      "One.\n\nThe sea was calm.\n\nTwo.",
    );
  });
});

describe("proposalEdit that inserts after", () => {
  it("makes the proposal a paragraph of its own below the text", () => {
    expect(accept("|The sea.|\n\nTwo.", "A summary.", "insertAfter")).toBe("The sea.\n\nA summary.\n\nTwo.");
  });

  it("leaves the text itself alone", () => {
    const edit = proposalEdit("A summary.", "insertAfter", {
      range: { start: 4, end: 8 },
      original: "sea.",
      lineEnding: "\n",
    });
    expect(edit).toMatchObject({ start: 8, end: 8 });
  });

  it("needs no distance from nothing", () => {
    expect(accept("One.\n\n||\n\nTwo.", "A poem.", "insertAfter")).toBe("One.\n\nA poem.\n\nTwo.");
  });
});

describe("proposalEdit that appends", () => {
  it.each([
    ["between words", "|The captain|", "slept.", "The captain slept."],
    ["after a sentence", "|He slept.|", "She left.", "He slept. She left."],
    ["after a comma", "|The sea,|", "the wind", "The sea, the wind"],
    ["after a closing English quote", "|“Stop.”|", "He ran.", "“Stop.” He ran."],
    ["before an opening English quote", "|He turned.|", "“Stop,” she said.", "He turned. “Stop,” she said."],
    ["after an English ellipsis", "|He waited…|", "Then he ran.", "He waited… Then he ran."],
    ["between emphasis and a word", "|He was *tired*|", "and slept.", "He was *tired* and slept."],
  ])("sets a space %s", (_where, drawn, proposal, expected) => {
    expect(accept(drawn, proposal, "append")).toBe(expected);
  });

  it.each([
    ["between Chinese words", "|船长|", "睡着了。", "船长睡着了。"],
    ["after a Chinese sentence", "|他睡着了。|", "她走了。", "他睡着了。她走了。"],
    ["after a Chinese closing quote", "|“停下。”|", "他跑了。", "“停下。”他跑了。"],
    ["after a Chinese ellipsis", "|他等着……|", "然后跑了。", "他等着……然后跑了。"],
    ["before a Chinese bracket", "|船长|", "（睡着了）", "船长（睡着了）"],
    ["between rare Chinese characters", "|𠮷|", "𠮷", "𠮷𠮷"],
    ["between kana", "|コーヒー|", "を飲む", "コーヒーを飲む"],
    ["where one stands", "|The captain |", "slept.", "The captain slept."],
    ["after a line break", "|He slept.\n|", "She left.", "He slept.\nShe left."],
    ["where the proposal brings its own", "|The captain|", " slept.", "The captain slept."],
    ["before a comma", "|The captain|", ", tired, slept.", "The captain, tired, slept."],
    ["before a closing quote", "|“He slept.|", "” She left.", "“He slept.” She left."],
    ["after an opening bracket", "|He slept (|", "badly).", "He slept (badly)."],
    ["after an opening English quote", "|He said: “|", "Stop.”", "He said: “Stop.”"],
    ["on a blank line", "One.\n\n||", "Two.", "One.\n\nTwo."],
  ])("sets none %s", (_where, drawn, proposal, expected) => {
    expect(accept(drawn, proposal, "append")).toBe(expected);
  });

  it("goes on right behind the text, before what follows it", () => {
    expect(accept("|The captain|\n\nTwo.", "slept.", "append")).toBe("The captain slept.\n\nTwo.");
  });
});

describe("proposalEdit", () => {
  const targets = fc.constantFrom<EditTarget>("replace", "insertAfter", "append");

  it("writes in the document's own line endings", () => {
    expect(accept("|One.|\r\n", "Two.\n\nThree.\rFour.", "insertAfter", "\r\n")).toBe(
      "One.\r\n\r\nTwo.\r\n\r\nThree.\r\nFour.\r\n",
    );
    fc.assert(
      fc.property(prose, prose, targets, (proposal, text, target) => {
        const original = withLineEnding(text, "\r\n");
        const place = { range: { start: 0, end: original.length }, original, lineEnding: "\r\n" as const };
        const edit = proposalEdit(proposal, target, place);
        expect(edit.text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      }),
    );
  });

  it("only adds behind the text when it replaces nothing", () => {
    fc.assert(
      fc.property(prose, fc.constantFrom<EditTarget>("insertAfter", "append"), (text, target) => {
        const original = text.replaceAll("|", "").trim();
        const document = accept(`before |${original}| after`, "大海 sea", target);
        expect(document.startsWith(`before ${original}`)).toBe(true);
        expect(document.endsWith("大海 sea after")).toBe(true);
      }),
    );
  });
});
