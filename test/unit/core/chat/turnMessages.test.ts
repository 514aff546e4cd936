import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvents, type ChatEvent } from "../../../../src/core/chat/chatEvents";
import { emptyChat } from "../../../../src/core/chat/chat";
import { chatFailure, failureError } from "../../../../src/core/chat/chatFailure";
import { regenerate, resumeAnswer, startTurn } from "../../../../src/core/chat/chatTransitions";
import { streamingAnswers } from "../../../../src/core/chat/chatTree";
import { contextRoom, tokenShares } from "../../../../src/core/chat/tokenShares";
import { turnMessages } from "../../../../src/core/chat/turnMessages";
import { ModelError } from "../../../../src/core/models/modelError";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { origin, steps, walk } from "./chatWalk";

type Said = readonly [question: string, answer: string, state?: "done" | "cut" | "failed"];

/** A chat in which this was said; the ids are q0, a0, q1, … */
function chatWith(...turns: readonly Said[]) {
  const events = turns.flatMap(([content, text, state = "done"], i): ChatEvent[] => [
    { kind: "added", id: `q${i}`, parentId: i === 0 ? null : `a${i - 1}`, role: "user", content, at: i },
    { kind: "added", id: `a${i}`, parentId: `q${i}`, role: "assistant", content: "", at: i },
    { kind: "text", id: `a${i}`, text },
    { kind: "ended", id: `a${i}`, state },
  ]);
  return applyEvents(emptyChat("c", 0), events);
}

describe("turnMessages", () => {
  it("sends all that leads to the answer, and not what stands beside it", () => {
    const chat = chatWith(["Q0", "A0"], ["Q1", "A1"]);
    const again = applyEvents(chat, regenerate(chat, "a1", { at: 9, newId: () => "r" }));
    expect(turnMessages(again, "r").messages).toEqual([
      { role: "user", content: "Q0" },
      { role: "assistant", content: "A0" },
      { role: "user", content: "Q1" },
    ]);
  });

  it("leaves out a question that never got a word", () => {
    const chat = chatWith(["Q0", "", "failed"], ["Q1", "\n", "failed"]);
    const asked = applyEvents(chat, startTurn(chat, { content: "Q2" }, { at: 9, newId: origin("n").newId }));
    expect(turnMessages(asked, "n2").messages).toEqual([{ role: "user", content: "Q2" }]);
  });

  it("puts what is sent along before the question, also in later turns, with its images", () => {
    const image = { mimeType: "image/png", data: "AA==" };
    const context = [
      { kind: "file", label: "a.md", text: "The text.", tokens: 3 },
      { kind: "image", label: "b.png", text: "", tokens: 765, image },
    ] as const;
    const chat = applyEvents(
      emptyChat("c", 0),
      startTurn(emptyChat("c", 0), { content: "Sum up.", context }, origin()),
    );
    expect(turnMessages(chat, "m2").messages).toEqual([
      { role: "user", content: '<file name="a.md">\nThe text.\n</file>\n\nSum up.', images: [image] },
    ]);
  });

  it("asks for the rest of an answer that was cut", () => {
    const chat = chatWith(["Q", "The sea is", "cut"]);
    const { messages } = turnMessages(applyEvents(chat, resumeAnswer(chat, "a0")), "a0");
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(messages.at(-1)?.content).toMatch(/exactly where it ends/);
  });

  it("asks as the template of its own question wants it", () => {
    const first = applyEvents(
      emptyChat("c", 0),
      startTurn(emptyChat("c", 0), { content: "Q", options: { system: "You rhyme." } }, origin()),
    );
    expect(turnMessages(first, "m2").options).toEqual({ system: "You rhyme." });
    expect(turnMessages(chatWith(["Q", "A"]), "a0").options).toEqual({});
    expect(turnMessages(first, "nobody")).toEqual({ messages: [], options: {} });
  });

  it("takes turns strictly, whatever happened", () => {
    fc.assert(
      fc.property(steps, (path) => {
        const { chat } = walk(path);
        for (const { id } of streamingAnswers(chat)) {
          const roles = turnMessages(chat, id).messages.map(({ role }) => role);
          expect(roles).toEqual(roles.map((_role, i) => (i % 2 === 0 ? "user" : "assistant")));
          expect(roles.at(-1)).toBe("user");
        }
      }),
    );
  });
});

describe("tokenShares", () => {
  const long = "海".repeat(3000);

  it("says what of it all will be sent", () => {
    const chat = chatWith(["Q0", "A0"], [long, long], ["Q2", "A2"]);
    const item = { kind: "file", label: "a.md", text: "海".repeat(100), tokens: 100 } as const;
    const { shares, total, limit, dropped } = tokenShares(
      chat,
      { content: "海".repeat(50), context: [item] },
      { contextTokens: 4096 },
    );
    expect(shares.map(({ part }) => part)).toEqual(["system", "earlier", "context", "question"]);
    expect(shares[1]?.tokens).toBe(estimateTokens("Q2") + estimateTokens("A2"));
    expect(shares[2]).toMatchObject({ item });
    expect(shares[3]?.tokens).toBe(50);
    expect(dropped).toBe(4);
    expect(total).toBe(shares.reduce((sum, { tokens }) => sum + tokens, 0));
    expect(total).toBeLessThan(limit);
    expect(limit).toBe(4096 - 1024);
  });

  it("does not count what will not be sent: a question that got no word of an answer", () => {
    const chat = chatWith(["Q0", "A0"], ["Never answered", ""]);
    const { shares, dropped } = tokenShares(chat, { content: "Q" }, { contextTokens: 4096 });
    expect(shares[1]?.tokens).toBe(estimateTokens("Q0") + estimateTokens("A0"));
    expect(dropped).toBe(0);
  });

  it("leaves the context room beside the question", () => {
    expect(contextRoom({ content: "" }, { contextTokens: 4096 })).toBeGreaterThan(1000);
    expect(contextRoom({ content: long }, { contextTokens: 4096 })).toBeLessThan(100);
    expect(contextRoom({ content: long + long }, { contextTokens: 4096 })).toBe(0);
  });
});

describe("chatFailure", () => {
  it("is an error that can be stored, and comes back", () => {
    const error = new ModelError("tooLong", { limitTokens: 8, askedTokens: 9, cause: new Error("inner") });
    const stored = JSON.parse(JSON.stringify(chatFailure(error))) as ReturnType<typeof chatFailure>;
    expect(stored).toEqual({ reason: "tooLong", limitTokens: 8, askedTokens: 9 });
    expect(failureError(stored)).toMatchObject({ reason: "tooLong", details: { limitTokens: 8 } });
    expect(error.details.cause).toBeInstanceOf(Error);
  });
});
