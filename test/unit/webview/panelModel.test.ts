import { describe, expect, it } from "vitest";
import type { PanelState } from "../../../src/protocol/chatPanel/panelState";
import type { ToPanel } from "../../../src/protocol/chatPanel/toPanel";
import { reduce } from "../../../src/webview/chatPanel/panelModel";
import { emptyContext, emptyState, strings } from "./support/panel";

const state: PanelState = {
  ...emptyState,
  messages: [
    { id: "1", role: "user", content: "Hi", state: "done" },
    { id: "2", role: "assistant", content: "Hel", state: "streaming" },
  ],
};
const model = { state, strings };

describe("what the host says", () => {
  it("is the whole state, whatever was before", () => {
    expect(reduce(undefined, { kind: "state", state, strings })).toEqual(model);
    expect(reduce(model, { kind: "state", state: emptyState, strings })).toEqual({
      state: emptyState,
      strings,
    });
  });

  it("is text for the end of one message, and the others stay the same objects", () => {
    const next = reduce(model, { kind: "append", id: "2", text: "lo" });
    expect(next?.state.messages.map(({ content }) => content)).toEqual(["Hi", "Hello"]);
    expect(next?.state.messages[0]).toBe(state.messages[0]);
    expect(state.messages[1]?.content).toBe("Hel");
  });

  it("is another line about tokens, and nothing else changes", () => {
    const next = reduce(model, { kind: "usage", text: "5 tokens today" });
    expect(next).toEqual({ state: { ...state, usage: "5 tokens today" }, strings });
    expect(next?.state.messages).toBe(state.messages);
  });

  it("is another context, and nothing else changes", () => {
    const context = { ...emptyContext, total: 5 };
    expect(reduce(model, { kind: "context", context })).toEqual({ ...model, state: { ...state, context } });
  });

  it("is the preview that was asked for last, whichever comes last", () => {
    const preview = { source: "", parts: [], tokens: 1, words: "", shares: [], faults: [] };
    const newer = reduce(model, { kind: "preview", ticket: 2, preview });
    expect(reduce(newer, { kind: "preview", ticket: 1, preview })).toEqual(newer);
  });

  it("is an answer to a ticket, or something to do, which stays over the next states", () => {
    const mentions: ToPanel & { kind: "mentions" } = { kind: "mentions", ticket: 1, mentions: [] };
    const request = { kind: "openTemplate", id: "poem", text: "", values: {} } as const;
    const next = reduce(reduce(model, mentions), request);
    expect(next).toEqual({ ...model, mentions, request });
    expect(reduce(next, { kind: "state", state: emptyState, strings })).toEqual({
      ...next,
      state: emptyState,
    });
  });

  it("is more of what the model thinks", () => {
    const next = reduce(model, { kind: "append", id: "2", text: "Hm", part: "reasoning" });
    expect(next?.state.messages[1]).toEqual({ ...state.messages[1], reasoning: "Hm" });
  });

  it("is dropped for a message that is not there", () => {
    expect(reduce(model, { kind: "append", id: "9", text: "lo" })).toEqual(model);
  });

  it("is dropped before the first state", () => {
    expect(reduce(undefined, { kind: "append", id: "2", text: "lo" })).toBeUndefined();
    expect(reduce(undefined, { kind: "usage", text: "5 tokens today" })).toBeUndefined();
  });
});
