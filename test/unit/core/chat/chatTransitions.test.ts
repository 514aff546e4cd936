import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyChat, type Chat } from "../../../../src/core/chat/chat";
import { applyEvents, type ChatEvent } from "../../../../src/core/chat/chatEvents";
import {
  appendText,
  canResume,
  editMessage,
  endTurn,
  interruptAll,
  regenerate,
  renameChat,
  resumeAnswer,
  selectBranch,
  showMessage,
  startTurn,
  appendReasoning,
  answeredBy,
} from "../../../../src/core/chat/chatTransitions";
import {
  activePath,
  branchPlaces,
  isStreaming,
  pathTo,
  siblings,
  streamingAnswers,
} from "../../../../src/core/chat/chatTree";
import { eventsOf, faults, origin, steps, walk } from "./chatWalk";

const from = origin();
const asked = applyEvents(
  emptyChat("c", 1000),
  startTurn(emptyChat("c", 1000), { content: "A line." }, { at: 1000, newId: origin().newId }),
);
const after = (chat: Chat, ...events: ChatEvent[][]) => applyEvents(chat, events.flat());
const answered = after(asked, appendText(asked, "m2", "The sea."), endTurn(asked, "m2", { state: "done" }));
const contents = (chat: Chat) => activePath(chat).map(({ content }) => content);
const ask = (chat: Chat, content: string, id: string, at = 2000) =>
  after(chat, startTurn(chat, { content }, { at, newId: origin(id).newId }));

describe("startTurn", () => {
  it("gives a new chat a title, the question and an answer that is about to stream", () => {
    expect(asked).toMatchObject({ id: "c", title: "A line.", createdAt: 1000, updatedAt: 1000 });
    expect(activePath(asked)).toEqual([
      { id: "m1", parentId: null, role: "user", content: "A line.", state: "done", at: 1000 },
      { id: "m2", parentId: "m1", role: "assistant", content: "", state: "streaming", at: 1000 },
    ]);
  });

  it("goes on at the end of the path that is shown", () => {
    const again = ask(answered, "Another.", "n");
    expect(activePath(again).map(({ id }) => id)).toEqual(["m1", "m2", "n1", "n2"]);
    expect(again).toMatchObject({ title: "A line.", updatedAt: 2000 });
  });

  it("keeps what the template asks for and what is sent along on the question", () => {
    const context = [{ kind: "file", label: "a.md", text: "A", tokens: 1 }] as const;
    const events = startTurn(answered, { content: "Q", options: { system: "S" }, context }, from);
    expect(events).toContainEqual(
      expect.objectContaining({ role: "user", options: { system: "S" }, context }),
    );
  });

  it("waits while an answer streams", () => {
    expect(startTurn(asked, { content: "Q" }, from)).toEqual([]);
  });
});

describe("an answer", () => {
  it("grows, says who gives it, and keeps how it ended", () => {
    const end = { state: "cut", ms: 5, usage: { promptTokens: 1, completionTokens: 2 } } as const;
    const ended = after(
      asked,
      answeredBy(asked, "m2", { name: "gpt", host: "example.org" }),
      appendReasoning(asked, "m2", "Hm."),
      appendText(asked, "m2", "The"),
      appendText(asked, "m2", " sea."),
      endTurn(asked, "m2", end),
    );
    expect(ended.messages.get("m2")).toEqual({
      ...{ id: "m2", parentId: "m1", role: "assistant", content: "The sea.", reasoning: "Hm.", at: 1000 },
      ...{ model: { name: "gpt", host: "example.org" }, ...end },
    });
  });

  it("takes nothing more when it has ended, not even from an event of before", () => {
    expect(appendText(answered, "m2", "late")).toEqual([]);
    expect(endTurn(answered, "m2", { state: "stopped" })).toEqual([]);
    const late = after(answered, appendText(asked, "m2", "late"), endTurn(asked, "m2", { state: "stopped" }));
    expect(late.messages).toEqual(answered.messages);
  });

  it.each(["cut", "stopped", "failed"] as const)("streams on when it was %s", (state) => {
    const failure = { reason: "interrupted" } as const;
    const broken = after(asked, appendText(asked, "m2", "The"), endTurn(asked, "m2", { state, failure }));
    const resumed = after(broken, resumeAnswer(broken, "m2"));
    expect(resumed.messages.get("m2")).not.toHaveProperty("failure");
    expect(contents(after(resumed, appendText(resumed, "m2", " sea.")))).toEqual(["A line.", "The sea."]);
  });

  it("has nothing to go on from when it is done, or empty", () => {
    expect(resumeAnswer(answered, "m2")).toEqual([]);
    const empty = after(asked, endTurn(asked, "m2", { state: "stopped" }));
    expect(activePath(empty).filter(canResume)).toEqual([]);
    expect(resumeAnswer(empty, "m2")).toEqual([]);
  });

  it("is interrupted when its window went away", () => {
    const interrupted = after(asked, interruptAll(asked));
    expect(interrupted.messages.get("m2")).toMatchObject({
      state: "failed",
      failure: { reason: "interrupted" },
    });
  });
});

describe("branches", () => {
  const again = after(answered, regenerate(answered, "m2", { at: 2000, newId: () => "r" }));
  const two = after(again, appendText(again, "r", "The wind."), endTurn(again, "r", { state: "done" }));

  it("begin with another answer, and both are there", () => {
    expect(contents(two)).toEqual(["A line.", "The wind."]);
    expect(siblings(two, "r").map(({ id }) => id)).toEqual(["m2", "r"]);
    expect([...branchPlaces(two)]).toEqual([
      ["m2", { place: 1, of: 2 }],
      ["r", { place: 2, of: 2 }],
    ]);
  });

  it("are gone through, and end at the ends", () => {
    const back = after(two, selectBranch(two, "r", -1));
    expect(contents(back)).toEqual(["A line.", "The sea."]);
    expect(selectBranch(back, "m2", -1)).toEqual([]);
    expect(selectBranch(two, "r", 1)).toEqual([]);
    expect(selectBranch(two, "r", 0)).toEqual([]);
  });

  it("begin with an edited question; what followed the old one stays with it", () => {
    const long = ask(two, "More.", "n");
    const done = after(long, endTurn(long, "n2", { state: "done" }));
    const edited = after(
      done,
      editMessage(done, "m1", { content: "A verse." }, { at: 3000, newId: origin("e").newId }),
    );
    expect(contents(edited)).toEqual(["A verse.", ""]);
    const back = after(edited, selectBranch(edited, "e1", -1));
    expect(contents(back)).toEqual(["A line.", "The wind.", "More.", ""]);
  });

  it("show a message wherever it is", () => {
    const shown = after(two, showMessage(two, "m2"));
    expect(activePath(shown).map(({ id }) => id)).toEqual(["m1", "m2"]);
    expect(showMessage(shown, "m2")).toEqual([]);
    expect(showMessage(shown, "nobody")).toEqual([]);
  });

  it("are not begun while an answer streams, nor for what is not there", () => {
    expect(regenerate(again, "m2", from)).toEqual([]);
    expect(editMessage(again, "m1", { content: "" }, from)).toEqual([]);
    expect(regenerate(two, "nobody", from)).toEqual([]);
    expect(editMessage(two, "m2", { content: "an answer is not a question" }, from)).toEqual([]);
  });
});

describe("renameChat", () => {
  it("takes another title, in one line", () => {
    const renamed = after(answered, renameChat(answered, " My\nchat ", 5000));
    expect(renamed).toMatchObject({ title: "My", updatedAt: 5000 });
    expect(renameChat(renamed, "My", 6000)).toEqual([]);
    expect(renameChat(renamed, " ", 6000)).toEqual([]);
  });
});

describe("any sequence of transitions", () => {
  it("leaves a well-formed tree, with one answer streaming at the most", () => {
    fc.assert(
      fc.property(steps, (path) => {
        const { chat } = walk(path);
        expect(faults(chat)).toEqual([]);
        expect(streamingAnswers(chat).length).toBe(isStreaming(chat) ? 1 : 0);
        for (const id of chat.messages.keys()) expect(pathTo(chat, id).at(-1)?.id).toBe(id);
      }),
    );
  });

  it("leaves the chat alone that it was applied to, and comes to the same in one go", () => {
    fc.assert(
      fc.property(steps, steps, (path, more) => {
        const { chat, events } = walk(path);
        const before = structuredClone(chat);
        let next = chat;
        const rest = more.flatMap((step) => {
          const happened = eventsOf(next, step, origin("x"));
          next = applyEvents(next, happened);
          return happened;
        });
        expect(chat).toEqual(before);
        expect(applyEvents(emptyChat("walk", 1000), [...events, ...rest])).toEqual(next);
      }),
    );
  });

  it("leaves a well-formed tree when two windows write what they think is there, and lines are missing", () => {
    fc.assert(
      fc.property(steps, steps, steps, fc.array(fc.boolean()), (path, one, other, kept) => {
        const { chat, events } = walk(path);
        const apart = (more: typeof one, name: string) => {
          let own = chat;
          const source = origin(name);
          return more.flatMap((step) => {
            const happened = eventsOf(own, step, source);
            own = applyEvents(own, happened);
            return happened;
          });
        };
        const all = [...events, ...apart(one, "x"), ...apart(other, "y")];
        const left = all.filter((_event, i) => kept[i] !== false);
        expect(faults(applyEvents(emptyChat("walk", 1000), left))).toEqual([]);
      }),
    );
  });
});
