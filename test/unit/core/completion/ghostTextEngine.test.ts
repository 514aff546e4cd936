import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CompletionCache } from "../../../../src/core/completion/completionCache";
import { GhostTextEngine } from "../../../../src/core/completion/ghostTextEngine";
import type { GhostTextQuery } from "../../../../src/core/completion/ghostTextQuery";
import type { LanguageModel } from "../../../../src/core/models/languageModel";
import { ModelError } from "../../../../src/core/models/modelError";
import { ScriptedModel, UNTIL_ABORTED, type Step } from "../scriptedModel";
import { at, draw, typed } from "./cursor";

const DELAY = 250;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An engine with an empty cache and a model that gives these answers. */
function setUp(...answers: (readonly Step[])[]) {
  const model = new ScriptedModel({ prompts: ["text", "infill"] }, ...answers);
  const resolve = vi.fn((): Promise<LanguageModel> => Promise.resolve(model));
  const engine = new GhostTextEngine(new CompletionCache());
  const all = (query: GhostTextQuery, signal = new AbortController().signal) =>
    engine.complete(query, { delayMs: DELAY, model: resolve }, signal);
  const start = async (query: GhostTextQuery, signal?: AbortSignal) => (await all(query, signal))[0];
  /** The outcome for a writer who waits. */
  const shown = async (query: GhostTextQuery) => {
    const outcome = start(query);
    await vi.advanceTimersByTimeAsync(DELAY);
    return outcome;
  };
  /** The outcome for a writer who does not wait. */
  const shownAtOnce = async (query: GhostTextQuery) => {
    const controller = new AbortController();
    const outcome = start(query, controller.signal);
    await vi.advanceTimersByTimeAsync(0);
    controller.abort();
    return outcome;
  };
  return { model, resolve, all, start, shown, shownAtOnce };
}

const place = at("The captain looked at║\n\nNext.");

describe("GhostTextEngine", () => {
  it("shows what the model says at the cursor", async () => {
    const { shown } = setUp([" the", " grey", " sea."]);
    expect(draw(place, await shown(place))).toBe("The captain looked at├ the grey sea.┤\n\nNext.");
  });

  it("sends the text before the cursor, with few tokens and little chance", async () => {
    const { model, shown } = setUp([" the sea."]);
    await shown(place);
    expect(model.requests).toEqual([
      {
        prompt: { kind: "text", text: "The captain looked at" },
        sampling: { maxTokens: 48, temperature: 0.3, candidates: 3 },
      },
    ]);
  });

  it("offers every answer that the model gives, each once and up to the end of its first sentence", async () => {
    const text = (candidate: number, text: string): Step => ({ kind: "text", text, candidate });
    const { all, model } = setUp([
      text(0, " the"),
      text(1, " a"),
      text(0, " sea. Then"),
      text(2, " the sea. It"),
      text(1, " gull. It"),
      " never read",
    ]);
    expect(await all({ ...place, explicit: true })).toEqual([" the sea.", " a gull."]);
    expect(model.streamsLeft).toBe(1);
    expect(model.stepsTaken).toBe(5);
  });

  it("sends both sides of a gap", async () => {
    const { model, shown } = setUp(["静静地"]);
    await shown(at("船长看着窗外的大海，║想起了往事"));
    expect(model.requests[0]?.prompt).toMatchObject({ kind: "infill", suffix: "想起了往事" });
  });

  it("shows nothing when the model says nothing", async () => {
    const { shown } = setUp([]);
    expect(await shown(place)).toBeUndefined();
  });

  it("leaves reasoning out", async () => {
    const { shown } = setUp([{ kind: "reasoning", text: "He should look at the sea." }, " the sea."]);
    expect(await shown(place)).toBe(" the sea.");
  });

  it("resolves no model where it should not ask", async () => {
    const { resolve, shown } = setUp();
    expect(await shown(at("The captain looked at the gar║den"))).toBeUndefined();
    expect(resolve).not.toHaveBeenCalled();
  });

  it("lets the model's error through", async () => {
    const failure = new ModelError("unreachable");
    const { start } = setUp([" the", failure]);
    await expect(start({ ...place, explicit: true })).rejects.toBe(failure);
  });

  it("keeps nothing of an answer that broke off", async () => {
    const { start, shown } = setUp([" the", new ModelError("interrupted")], [" the grey sea."]);
    await expect(start({ ...place, explicit: true })).rejects.toThrow(ModelError);
    expect(await shown(place)).toBe(" the grey sea.");
  });
});

describe("GhostTextEngine's waiting", () => {
  it("asks only after the quiet time", async () => {
    const { resolve, start } = setUp([" the sea."]);
    const outcome = start(place);
    await vi.advanceTimersByTimeAsync(DELAY - 1);
    expect(resolve).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(resolve).toHaveBeenCalledOnce();
    expect(await outcome).toBe(" the sea.");
  });

  it("does not wait when the writer asked by key", async () => {
    const { start } = setUp([" the sea."]);
    expect(await start({ ...place, explicit: true })).toBe(" the sea.");
  });

  it("settles a superseded call at once, without asking", async () => {
    const { resolve, start } = setUp();
    const controller = new AbortController();
    const outcome = start(place, controller.signal);
    await vi.advanceTimersByTimeAsync(DELAY / 2);
    controller.abort();
    expect(await outcome).toBeUndefined();
    expect(resolve).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("asks once for a word typed quickly, and settles every call", async () => {
    const { model, start } = setUp([" the sea."]);
    const outcomes: Promise<string | undefined>[] = [];
    for (const text of ["", " ", " t", " th"]) {
      const controller = new AbortController();
      outcomes.push(start(typed(place, text), controller.signal));
      await vi.advanceTimersByTimeAsync(100);
      if (text !== " th") controller.abort();
    }
    await vi.advanceTimersByTimeAsync(DELAY);
    expect((await Promise.all(outcomes)).slice(0, 3)).toEqual([undefined, undefined, undefined]);
    expect(model.requests).toHaveLength(1);
  });

  it("hands the model the caller's signal and settles when it is aborted midway", async () => {
    const { model, start } = setUp([" the", UNTIL_ABORTED]);
    const controller = new AbortController();
    const outcome = start({ ...place, explicit: true }, controller.signal);
    const settled = expect(outcome).rejects.toMatchObject({ reason: "aborted" });
    await vi.advanceTimersByTimeAsync(0);
    controller.abort();
    await settled;
    expect(model.signals).toEqual([controller.signal]);
    expect(model.streamsLeft).toBe(1);
  });

  it("settles a superseded call while the model is still being found", async () => {
    const { resolve, start } = setUp();
    // For instance while the writer is asked whether to trust an address.
    resolve.mockReturnValue(new Promise(() => {}));
    const controller = new AbortController();
    const settled = vi.fn();
    start({ ...place, explicit: true }, controller.signal).then(settled, settled);
    await vi.advanceTimersByTimeAsync(0);
    controller.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).toHaveBeenCalledOnce();
  });

  it("does not ask a model that was found too late", async () => {
    const { model, resolve, start } = setUp([" the sea."]);
    const controller = new AbortController();
    resolve.mockImplementation(() => {
      controller.abort();
      return Promise.resolve(model);
    });
    await start({ ...place, explicit: true }, controller.signal).catch(() => undefined);
    expect(model.requests).toEqual([]);
  });
});

describe("GhostTextEngine's reading", () => {
  it("stops reading once a whole sentence is there, and lets go of the stream", async () => {
    const { model, shown } = setUp([" the sea.", " The", " waves", " were", " high."]);
    expect(await shown(place)).toBe(" the sea.");
    expect(model.stepsTaken).toBe(2);
    expect(model.streamsLeft).toBe(1);
  });

  it("does the same in Chinese", async () => {
    const { model, shown } = setUp(["想起了", "往事。", "他", "走了"]);
    expect(await shown(at("他睡着了。船长看着窗外的大海║"))).toBe("想起了往事。");
    expect(model.stepsTaken).toBe(3);
  });

  it("reads past a mark that ends no sentence", async () => {
    const { shown } = setUp([" Mr", ".", " Smith", " and", " smiled."]);
    expect(await shown(place)).toBe(" Mr. Smith and smiled.");
  });

  it("reads past the number of a list item", async () => {
    const { shown } = setUp(["2", ".", " Buy", " milk."]);
    expect(await shown(at("Shopping:\n\n1. Buy bread.\n║"))).toBe("2. Buy milk.");
  });

  it("reads past what the model thinks before it answers", async () => {
    const { shown } = setUp(["<think>", "He looks. At what?", "</think>", " the sea.", " And"]);
    expect((await shown(place))?.trim()).toBe("the sea.");
  });

  it("reads past a preface that looks like a sentence", async () => {
    const { shown } = setUp(["Sure!", " Here is the continuation:", " the sea.", " And"]);
    expect((await shown(place))?.trim()).toBe("the sea.");
  });

  it("keeps the last word of an answer that the model ended by itself", async () => {
    const { shown } = setUp([" the old garden wall", { kind: "finish", reason: "stop" }]);
    expect(await shown(place)).toBe(" the old garden wall");
  });

  it("leaves out the last word of an answer that ran out of tokens", async () => {
    const { shown } = setUp([" the old garden wal", { kind: "finish", reason: "length" }]);
    expect(await shown(place)).toBe(" the old garden");
  });
});

describe("GhostTextEngine's memory", () => {
  it("answers at once what it knows, without a wait or a model", async () => {
    const { model, shown, shownAtOnce } = setUp([" the sea."]);
    await shown(place);
    expect(await shownAtOnce(place)).toBe(" the sea.");
    expect(model.requests).toHaveLength(1);
  });

  it("goes on showing the rest while the writer types along", async () => {
    const { model, shown, shownAtOnce } = setUp([" the grey sea."]);
    await shown(place);
    expect(await shownAtOnce(typed(place, " the"))).toBe(" grey sea.");
    expect(await shownAtOnce(typed(place, " the gr"))).toBe("ey sea.");
    expect(model.requests).toHaveLength(1);
  });

  it.each([
    ["an English sentence", " the grey sea, and then at her.", "stop"],
    ["a quoted one", " her. “Stop,” he said. Then", "stop"],
    ["a Chinese one", "，看着窗外的大海，想起了往事。", "stop"],
    ["one that ran out of tokens", " the grey sea, and then, for a while, at the sleeping gul", "length"],
  ] as const)(
    "always shows the rest of what it showed while it is typed: %s",
    async (_what, answer, reason) => {
      const { shown, shownAtOnce } = setUp([answer, { kind: "finish", reason }]);
      const first = (await shown(place)) ?? "";
      for (let length = 0; length < first.length; length++) {
        const rest = first.slice(length);
        // A last letter or mark is too small to be shown.
        const expected = (rest.match(/\p{L}/gu)?.length ?? 0) < 2 ? undefined : rest;
        expect(await shownAtOnce(typed(place, first.slice(0, length)))).toBe(expected);
      }
    },
  );

  it("goes on after a space just as well, though the model begins with one of its own", async () => {
    const { model, shown, shownAtOnce } = setUp([" grey sea."]);
    const afterSpace = at("The captain looked at the ║");
    expect(await shown(afterSpace)).toBe("grey sea.");
    expect(await shownAtOnce(typed(afterSpace, "gr"))).toBe("ey sea.");
    expect(model.requests).toHaveLength(1);
  });

  it("asks anew once the writer types something else", async () => {
    const { model, shown } = setUp([" the sea."], ["oon."]);
    await shown(place);
    expect(await shown(typed(place, " the m"))).toBe("oon.");
    expect(model.requests).toHaveLength(2);
  });

  it("asks for the next sentence once a whole one was accepted", async () => {
    const { model, shown } = setUp([" the sea.", " A"], [" A gull cried."]);
    const accepted = await shown(place);
    expect(accepted).toBe(" the sea.");
    expect(await shown(typed(place, accepted!))).toBe(" A gull cried.");
    expect(model.requests).toHaveLength(2);
  });

  it("never shows the broken end of an answer once the rest of it was accepted", async () => {
    const cutOff: Step[] = [
      " the old harbour where the boats slept",
      " unbel",
      { kind: "finish", reason: "length" },
    ];
    const { shown } = setUp(cutOff, [" quietly."]);
    const accepted = await shown(place);
    expect(accepted).toBe(" the old harbour where the boats slept");
    expect(await shown(typed(place, accepted!))).toBe(" quietly.");
  });
});
