import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appendText,
  EMPTY_CONVERSATION,
  endTurn,
  isStreaming,
  openTurn,
  retryTurn,
  startTurn,
  type Conversation,
} from "../../../../src/core/chat/conversation";
import { ModelError } from "../../../../src/core/models/modelError";

const asked = startTurn(EMPTY_CONVERSATION, "Write a line.");
const answered = endTurn(appendText(asked, "The sea."), "done");
const last = ({ messages }: Conversation) => messages.at(-1);

describe("startTurn", () => {
  it("adds the writer's message and an answer that is about to stream", () => {
    expect(asked.messages).toEqual([
      { id: 1, role: "user", content: "Write a line.", state: "done", options: {} },
      { id: 2, role: "assistant", content: "", state: "streaming" },
    ]);
  });

  it("goes on after earlier turns with ids of its own", () => {
    const again = startTurn(answered, "Another.");
    expect(again.messages.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect(again.messages.slice(0, 2)).toEqual(answered.messages);
  });

  it("remembers what a template asks for on the writer's message", () => {
    const options = { system: "You summarise.", maxTokens: 400 };
    const { messages } = startTurn(EMPTY_CONVERSATION, "Summarise: …", options);
    expect(messages.map((message) => message.options)).toEqual([options, undefined]);
  });

  it("leaves the conversation that it was given alone", () => {
    const before = structuredClone(answered);
    startTurn(answered, "Another.");
    expect(answered).toEqual(before);
  });
});

describe("appendText", () => {
  it("lets the answer grow", () => {
    expect(last(appendText(appendText(asked, "The"), " sea."))).toMatchObject({ content: "The sea." });
  });

  it("changes neither the conversation it was given nor an answer that has ended", () => {
    appendText(asked, "The sea.");
    expect(last(asked)).toMatchObject({ content: "" });
    expect(appendText(answered, " late")).toBe(answered);
    expect(appendText(EMPTY_CONVERSATION, "late")).toBe(EMPTY_CONVERSATION);
  });
});

describe("endTurn", () => {
  it.each(["done", "stopped", "failed"] as const)(
    "ends the answer as %s and keeps what had arrived",
    (state) => {
      const ended = endTurn(appendText(asked, "The"), state);
      expect(last(ended)).toEqual({ id: 2, role: "assistant", content: "The", state });
      expect(isStreaming(ended)).toBe(false);
    },
  );

  it("keeps why it failed", () => {
    const failure = new ModelError("unreachable");
    expect(last(endTurn(asked, "failed", failure))?.failure).toBe(failure);
  });

  it("ends an answer once: a stop that comes after the end changes nothing", () => {
    expect(endTurn(answered, "stopped")).toBe(answered);
    expect(endTurn(EMPTY_CONVERSATION, "done")).toBe(EMPTY_CONVERSATION);
  });
});

describe("retryTurn", () => {
  it.each(["failed", "stopped"] as const)("begins an answer anew that was %s, under another id", (state) => {
    const ended = endTurn(appendText(asked, "The"), state, new ModelError("timedOut"));
    const retried = retryTurn(ended);
    expect(retried.messages).toEqual([
      asked.messages[0],
      { id: 3, role: "assistant", content: "", state: "streaming" },
    ]);
    expect(startTurn(retried, "Next.").messages.map(({ id }) => id)).toEqual([1, 3, 4, 5]);
  });

  it("changes nothing otherwise", () => {
    for (const conversation of [EMPTY_CONVERSATION, asked, answered]) {
      expect(retryTurn(conversation)).toBe(conversation);
    }
  });
});

describe("openTurn", () => {
  const sent = (conversation: Conversation) => openTurn(conversation).messages;

  it("sends the question, and what was said before it", () => {
    expect(sent(asked)).toEqual([{ role: "user", content: "Write a line." }]);
    expect(sent(startTurn(answered, "Another."))).toEqual([
      { role: "user", content: "Write a line." },
      { role: "assistant", content: "The sea." },
      { role: "user", content: "Another." },
    ]);
  });

  it("sends what had arrived of an answer that was stopped", () => {
    const stopped = endTurn(appendText(asked, "The"), "stopped");
    expect(sent(startTurn(stopped, "Another.")).map(({ content }) => content)).toEqual([
      "Write a line.",
      "The",
      "Another.",
    ]);
  });

  it.each(["", "\n"])("leaves out a question that got no word of an answer but %j", (text) => {
    const failed = endTurn(appendText(asked, text), "failed", new ModelError("emptyAnswer"));
    expect(sent(startTurn(failed, "Another."))).toEqual([{ role: "user", content: "Another." }]);
  });

  it("sends the question again when its answer is begun anew", () => {
    expect(sent(retryTurn(endTurn(asked, "failed")))).toEqual([{ role: "user", content: "Write a line." }]);
  });

  it("asks as the last question's template wants it, and no earlier one's", () => {
    const poem = { system: "You are a poet.", temperature: 0.8 };
    const first = startTurn(EMPTY_CONVERSATION, "A poem.", poem);
    expect(openTurn(first).options).toEqual(poem);
    expect(openTurn(retryTurn(endTurn(first, "failed"))).options).toEqual(poem);
    const second = startTurn(endTurn(appendText(first, "The sea."), "done"), "Shorter.");
    expect(openTurn(second).options).toEqual({});
  });

  it("takes turns strictly, whatever became of the answers", () => {
    const outcome = fc.record({
      text: fc.constantFrom("", "The sea."),
      state: fc.constantFrom("done" as const, "stopped" as const, "failed" as const),
    });
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const before = outcomes.reduce(
          (conversation, { text, state }) => endTurn(appendText(startTurn(conversation, "Q"), text), state),
          EMPTY_CONVERSATION,
        );
        const roles = sent(startTurn(before, "Q")).map(({ role }) => role);
        expect(roles).toEqual(roles.map((_role, i) => (i % 2 === 0 ? "user" : "assistant")));
        expect(roles.at(-1)).toBe("user");
      }),
    );
  });
});

describe("isStreaming", () => {
  it("is true from the question to the end of the answer", () => {
    expect(isStreaming(EMPTY_CONVERSATION)).toBe(false);
    expect(isStreaming(asked)).toBe(true);
    expect(isStreaming(appendText(asked, "The"))).toBe(true);
    expect(isStreaming(answered)).toBe(false);
  });
});
