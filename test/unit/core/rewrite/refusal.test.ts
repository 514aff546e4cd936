import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal, mayBecomeRefusal } from "../../../../src/core/rewrite/refusal";
import { prose } from "../prose";

const ORIGINAL = "The harbour was quiet in the morning, and the ferry came late.";
const REFUSALS = [
  "I'm sorry, but I can't assist with that request.",
  "I’m sorry, but I cannot help with this.",
  "I am really sorry, but I am unable to fulfill that.",
  "Sorry, I can't translate this content.",
  "I can't help with that.",
  "I cannot provide a rewrite of this.",
  "I won't be able to continue this story.",
  "Unfortunately, I'm not able to do that.",
  "I apologize, but I must decline.",
  "As an AI language model, I have no opinions.",
  "I'm sorry, but as an AI I don't write such things.",
  "抱歉，我无法协助处理这个请求。",
  "很抱歉，我不能改写这段文字。",
  "对不起，我没有办法完成。",
  "我无法提供这样的内容。",
  "作为一个AI，我没有个人观点。",
  "作为大语言模型，我不能这样做。",
];

describe("a refusal", () => {
  it.each(REFUSALS)("is %s", (answer) => {
    expect(isRefusal(answer, ORIGINAL)).toBe(true);
    expect(isRefusal(`\n${answer}`, "港口的早晨很安静，渡船来晚了。")).toBe(true);
  });

  it.each([
    ["a sentence of the writer's", "I'm sorry that the harbour was closed."],
    ["what only a person cannot do", "I'm unable to attend the meeting on Friday."],
    ["a regret", "Unfortunately, the ferry was late."],
    ["a person with an AI", "As an aide to the mayor, I can't say much."],
    ["further down", "The ferry was late. I'm sorry, but I can't help with that."],
    ["a Chinese regret", "抱歉让你久等了，渡船来晚了。"],
    ["a Chinese role", "作为一名船长，他很少说话。"],
    ["nothing", ""],
  ])("is not %s", (_what, answer) => {
    expect(isRefusal(answer, ORIGINAL)).toBe(false);
  });

  it("is not what keeps the writer's own words", () => {
    expect(isRefusal("I can't see the harbour; the ferry was late this morning.", ORIGINAL)).toBe(false);
    expect(isRefusal("我不能提供渡船的时间，港口很安静。", "港口很安静，渡船的时间没人知道。")).toBe(false);
  });

  it.each([
    "Sorry, ich kann nicht kommen.",
    "Es tut mir leid, aber ich kann dir nicht helfen.",
    "Je suis désolée, je ne peux pas t’aider.",
    "抱歉，我帮不了你。",
    "申し訳ありませんが、お手伝いできません。",
    "Can’t help you.",
  ])("is not a translation of one: %s", (original) => {
    expect(isRefusal("I'm sorry, but I can't help you.", original)).toBe(false);
    expect(isRefusal("对不起，我不能帮你。", original)).toBe(false);
  });

  it("is short: a long answer is a text of its own", () => {
    expect(isRefusal(`I can't help with that. ${"The wind blew. ".repeat(40)}`, ORIGINAL)).toBe(false);
  });
});

describe("an answer that grows", () => {
  it.each(REFUSALS)("may become the refusal it becomes, from its first letter on: %s", (answer) => {
    for (let length = 1; length <= answer.length; length++) {
      expect(mayBecomeRefusal(answer.slice(0, length), ORIGINAL)).toBe(true);
    }
  });

  it.each(["The", "Ich", "Ascending", "船", "If"])("is none where it begins otherwise: %s", (answer) => {
    expect(mayBecomeRefusal(answer, ORIGINAL)).toBe(false);
  });

  it("never is held back for ever: the end decides, as does length", () => {
    fc.assert(
      fc.property(prose, prose, (answer, original) => {
        if (isRefusal(answer, original)) expect(mayBecomeRefusal(answer, original)).toBe(true);
        else if (answer.length > 80) expect(mayBecomeRefusal(answer, original)).toBe(false);
      }),
    );
  });
});
