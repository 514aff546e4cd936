import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeTraces, traceFile } from "../../../../bench/ghost/makeTraces";
import { isKey, TracedDocument, type Untimed } from "../../../../bench/ghost/trace";

const folder = new URL("../../../../bench/traces/", import.meta.url);
const made = makeTraces();

describe("the traces", () => {
  it.each(made)("$name is in its file as the sessions make it", (trace) => {
    expect(JSON.parse(readFileSync(new URL(`${trace.name}.json`, folder), "utf8"))).toEqual(trace);
    expect(JSON.parse(traceFile(trace))).toEqual(trace);
  });

  it("are all that the folder holds", () => {
    const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
    expect(files.sort()).toEqual(made.map(({ name }) => `${name}.json`).sort());
  });

  it.each(made)(
    "$name ends with its final text, has pauses and corrections, and no event without time",
    (trace) => {
      const document = new TracedDocument(trace);
      for (const event of trace.events) document.apply(event);
      expect(document.text).toBe(trace.finalText);
      expect(document.isComposing).toBe(false);
      expect(trace.events.filter(isKey).length).toBeGreaterThan(250);
      expect(trace.events.filter(({ gap }) => gap >= 600).length).toBeGreaterThan(10);
      expect(trace.events.some(({ type }) => type === "delete")).toBe(true);
      expect(trace.events.every(({ gap }) => gap >= 20)).toBe(true);
    },
  );
});

describe("TracedDocument", () => {
  const play = (document: string, cursor: number, events: readonly Untimed[]) => {
    const traced = new TracedDocument({ document, cursor });
    const splices = events.map((event) => traced.apply({ gap: 100, ...event }));
    return { splices, traced };
  };

  it("types, deletes and moves", () => {
    const { traced, splices } = play("ab", 2, [
      { type: "key", text: "c" },
      { type: "move", offset: 1 },
      { type: "delete", count: 1 },
      { type: "key", text: "A" },
    ]);
    expect(traced.text).toBe("Abc");
    expect(traced.cursor).toBe(1);
    expect(splices).toEqual([
      { offset: 2, removed: "", inserted: "c" },
      undefined,
      { offset: 0, removed: "a", inserted: "" },
      { offset: 0, removed: "", inserted: "A" },
    ]);
  });

  it("replaces what is being composed", () => {
    const { traced, splices } = play("", 0, [
      { type: "compose", text: "n" },
      { type: "compose", text: "ni" },
      { type: "commit", text: "你" },
      { type: "key", text: "。" },
    ]);
    expect(traced.text).toBe("你。");
    expect(splices[2]).toEqual({ offset: 0, removed: "ni", inserted: "你" });
  });

  it("takes several edits back in one step", () => {
    const { traced, splices } = play("one", 3, [
      { type: "key", text: " " },
      { type: "key", text: "x" },
      { type: "delete", count: 1 },
      { type: "key", text: "t" },
      { type: "undo", count: 4 },
    ]);
    expect(traced.text).toBe("one");
    expect(traced.cursor).toBe(3);
    expect(splices[4]).toEqual({ offset: 3, removed: " t", inserted: "" });
  });
});
