import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyChat, type Chat } from "../../../../src/core/chat/chat";
import { applyEvents } from "../../../../src/core/chat/chatEvents";
import { startTurn, type Question } from "../../../../src/core/chat/chatTransitions";
import { documentSections } from "../../../../src/core/chat/documentSections";
import { editedQuestion } from "../../../../src/core/chat/editedQuestion";
import { templateOfChat } from "../../../../src/core/chat/templateOfChat";
import { parseTemplate } from "../../../../src/core/prompts/parseTemplate";
import { templateToFile } from "../../../../src/core/prompts/templateToFile";

function chatOf(question: Question): Chat {
  let next = 0;
  const origin = { at: 1, newId: () => `m${next++}` };
  return applyEvents(emptyChat("c", 1), startTurn(emptyChat("c", 1), question, origin));
}

function saved(question: Question, name = "Mine") {
  const template = templateOfChat(chatOf(question), name);
  if (!template) throw new Error("There is no template");
  return template;
}

describe("a section of a document", () => {
  it("does not begin where its heading is only spoken of", () => {
    const text = "# One\n\nSee `# Two` below.\n\nOf One alone.\n\n# Two\n\nSecond";
    expect(documentSections(text, "markdown").map((section) => section.text)).toEqual([
      "# One\n\nSee `# Two` below.\n\nOf One alone.",
      "# Two\n\nSecond",
    ]);
  });

  it("does not hold the one before it, however its heading is written", () => {
    const text = "# One\n\nFirst\n\n  Two  \n  ===  \n\nSecond";
    expect(documentSections(text, "markdown").map((section) => section.text)).toEqual([
      "# One\n\nFirst",
      "Two  \n  ===  \n\nSecond",
    ]);
  });

  it("of LaTeX begins with its command, whatever stands behind that", () => {
    const text = "\\section{One} % first\nText\n\\section{Two}\\label{two}\nMore";
    expect(documentSections(text, "latex").map((section) => section.text)).toEqual([
      "\\section{One} % first\nText",
      "\\section{Two}\\label{two}\nMore",
    ]);
  });
});

describe("a question that is asked with other words", () => {
  const ask = "Fix the text: the";
  const question = { content: ask, quoted: [{ name: "selection", start: 14, end: 17 }] };
  const aboutIn = (edited: string) => {
    const { content = "", quoted: [quoted] = [] } = editedQuestion(chatOf(question), "m0", edited) ?? {};
    return quoted && `${content.slice(0, quoted.start)}[${content.slice(quoted.start, quoted.end)}]`;
  };

  it("is about the same place, not about the first that reads the same", () => {
    expect(aboutIn("Please fix the text: the")).toBe("Please fix the text: [the]");
    expect(aboutIn("Fix the text: the. Thank you for the work")).toBe("Fix the text: [the]");
    expect(aboutIn("Please fix the text: the. Thanks")).toBe("Please fix the text: [the]");
  });
});

describe("the template of a chat", () => {
  it("can be read again, whatever was asked under whatever name", () => {
    const strange = fc.oneof(
      fc.string(),
      fc.constantFrom("{{", "}}", "---", "# user", "# system", "\r\n", "\u2028", "{{/x}}", "\\# user", "⟦"),
    );
    const words = fc.array(strange, { minLength: 1 }).map((parts) => `a${parts.join("\n")}`.trim());
    fc.assert(
      fc.property(words, words, fc.string({ minLength: 1, maxLength: 400 }), (content, system, name) => {
        fc.pre(name.trim() !== "");
        const options = { system, maxTokens: 9, topK: 3, stop: ["END"], candidates: 2 };
        const template = saved({ content, options }, name.trim());
        expect(() => parseTemplate("mine", templateToFile(template))).not.toThrow();
      }),
    );
  });

  it("does not say of every text that its rest is left out", () => {
    const item = { kind: "selection" as const, label: "a.md", text: "Dear", tokens: 1, wholeTokens: 900 };
    const { user } = saved({ content: "Who is it?", context: [item] });
    expect(user).toBe("<selection>\n{{selection}}\n</selection>\n\nWho is it?");
  });
});
