import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyChat, type Chat } from "../../../../src/core/chat/chat";
import { applyEvents } from "../../../../src/core/chat/chatEvents";
import { editMessage, startTurn, type Question } from "../../../../src/core/chat/chatTransitions";
import { editedQuestion } from "../../../../src/core/chat/editedQuestion";
import { templateOfChat } from "../../../../src/core/chat/templateOfChat";
import { renderTemplate } from "../../../../src/core/prompts/renderTemplate";
import { endTurn } from "../../../../src/core/chat/chatTransitions";
import { streamingAnswers } from "../../../../src/core/chat/chatTree";

/** A chat that begins with this question, which is answered. */
function chatOf(question: Question): Chat {
  let next = 0;
  const origin = { at: 1, newId: () => `m${next++}` };
  const begun = applyEvents(emptyChat("c", 1), startTurn(emptyChat("c", 1), question, origin));
  const [answer] = streamingAnswers(begun);
  return applyEvents(begun, endTurn(begun, answer?.id ?? "", { state: "done" }));
}

/** What a chat's template asks on another text. */
function askedOn(chat: Chat, selection: string): string {
  const template = templateOfChat(chat, "Mine");
  if (!template) throw new Error("There is no template");
  const context = {
    selection,
    paragraph: "",
    sample: "",
    before: "",
    languageId: "",
    fileName: "",
    variables: {},
  };
  return renderTemplate(template, context).messages[0]?.content ?? "";
}

describe("the template of a chat", () => {
  it("asks its first question, as it was asked", () => {
    const options = { system: "Be {{brief}}.", maxTokens: 99, temperature: 0.2, topP: 0.5, stop: ["END"] };
    const template = templateOfChat(chatOf({ content: "Hello {{you}}", options }), "Mine");
    expect(template).toMatchObject({
      ...{ name: "Mine", target: "panel", maxTokens: 99, temperature: 0.2 },
      generation: { top_p: 0.5, stop: ["END"] },
    });
    expect(askedOn(chatOf({ content: "Hello {{you}}", options }), "x")).toBe("Hello {{you}}");
  });

  it("has the selection where it stood, whatever stands around it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, about, after) => {
        const content = `${before}|${about}|${after}`.trim();
        const start = content.indexOf(`|${about}|`) + 1;
        fc.pre(start > 0);
        const chat = chatOf({ content, quoted: [{ name: "selection", start, end: start + about.length }] });
        expect(askedOn(chat, "NEW")).toBe(
          `${content.slice(0, start)}NEW${content.slice(start + about.length)}`.trim(),
        );
      }),
    );
  });

  it("has it where it was sent beside the question, and no other file", () => {
    const item = { label: "letter.md:1", text: "Dear Anna", tokens: 3 };
    const file = { ...item, kind: "file" as const, label: "secret.md" };
    const chat = chatOf({ content: "Who is it?", context: [{ ...item, kind: "selection" }, file] });
    expect(askedOn(chat, "Dear Ben")).toBe("<selection>\nDear Ben\n</selection>\n\nWho is it?");
  });

  it("is none where nothing was asked", () => {
    expect(templateOfChat(emptyChat("c", 1), "Mine")).toBeUndefined();
  });
});

describe("a question with other words", () => {
  const content = "Fix this: He go.";
  const question = { content, options: { system: "S" }, quoted: [{ name: "selection", start: 10, end: 16 }] };

  it("is asked as before, and knows where the text stands now", () => {
    const edited = editedQuestion(chatOf(question), "m0", " Please fix: He go. Thanks ");
    expect(edited).toEqual({
      ...{ content: "Please fix: He go. Thanks", options: { system: "S" } },
      quoted: [{ name: "selection", start: 12, end: 18 }],
    });
  });

  it("is about no text where the text was changed", () => {
    expect(editedQuestion(chatOf(question), "m0", "Fix this: She go.")).not.toHaveProperty("quoted");
  });

  it.each([["m1"], ["nobody"]])("is none for %s", (id) => {
    expect(editedQuestion(chatOf(question), id, "Hi")).toBeUndefined();
  });

  it("keeps its place through the chat's file", () => {
    const chat = chatOf(question);
    const edited = editedQuestion(chat, "m0", "Now: He go.");
    const events = edited ? editMessage(chat, "m0", edited, { at: 2, newId: () => crypto.randomUUID() }) : [];
    const again = applyEvents(chat, events);
    expect([...again.messages.values()].at(-2)?.quoted).toEqual([{ name: "selection", start: 5, end: 11 }]);
  });
});
