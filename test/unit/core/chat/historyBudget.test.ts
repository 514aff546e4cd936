import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withinBudget } from "../../../../src/core/chat/historyBudget";
import type { ChatMessage } from "../../../../src/core/models/prompt";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";

/** Messages of so many tokens each, the writer's first and then in turn. */
function turns(...tokens: number[]): ChatMessage[] {
  return tokens.map((count, i) => ({
    role: i % 2 === 0 ? "user" : "assistant",
    content: "海".repeat(count),
  }));
}

describe("withinBudget", () => {
  it("keeps everything that fits", () => {
    const messages = turns(10, 20, 30);
    expect(withinBudget(messages, 60)).toEqual(messages);
    expect(withinBudget([], 60)).toEqual([]);
  });

  it("drops the oldest first, and an answer whose question was dropped", () => {
    const messages = turns(10, 20, 30, 40, 50);
    expect(withinBudget(messages, 149)).toEqual(messages.slice(2));
    expect(withinBudget(messages, 90)).toEqual(messages.slice(4));
  });

  it("always keeps the last message, however long", () => {
    const messages = turns(10, 20, 300);
    expect(withinBudget(messages, 5)).toEqual(messages.slice(2));
    expect(withinBudget(messages, -5)).toEqual(messages.slice(2));
  });

  it("leaves no gap: a short old message is not kept behind a long one that was dropped", () => {
    const messages = turns(1, 1, 100, 1, 1);
    expect(withinBudget(messages, 10)).toEqual(messages.slice(4));
  });

  it("counts the images of old messages as well", () => {
    const image = { mimeType: "image/png", data: "AAAA" };
    const [question, ...rest] = turns(1, 1, 1);
    const messages = question ? [{ ...question, images: [image] }, ...rest] : [];
    expect(withinBudget(messages, 100)).toEqual(messages.slice(2));
    expect(withinBudget(messages, 1000)).toEqual(messages);
  });

  it("does not change the list that it was given", () => {
    const messages = turns(10, 20, 30);
    withinBudget(messages, 35);
    expect(messages).toEqual(turns(10, 20, 30));
  });

  it("is the end of the conversation, begins with the writer and fits, in any conversation", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 9 }),
        fc.nat(200),
        (sizes, tokens) => {
          const messages = turns(...(sizes.length % 2 === 0 ? sizes.slice(1) : sizes));
          const kept = withinBudget(messages, tokens);
          expect(kept).toEqual(messages.slice(-kept.length));
          expect(kept[0]?.role).toBe("user");
          const total = kept.reduce((sum, { content }) => sum + estimateTokens(content), 0);
          expect(kept.length === 1 || total <= tokens).toBe(true);
        },
      ),
    );
  });
});
