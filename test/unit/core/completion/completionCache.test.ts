import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CompletionCache } from "../../../../src/core/completion/completionCache";
import { Continuation } from "../../../../src/core/completion/continuation";
import type { GhostTextQuery } from "../../../../src/core/completion/ghostTextQuery";
import { VirtualClock } from "../../../bench/ghost/virtualClock";
import { prose } from "../prose";
import { at, typed } from "./cursor";

const MODEL = { model: "scripted" };
const place = at("The ║\n\nNext.");

/** A cache of finished answers of one model, and the clock that it looks at. */
class Answers {
  readonly clock = new VirtualClock();
  readonly #cache = new CompletionCache(this.clock);

  set(query: GhostTextQuery, text: string): void {
    const continuation = new Continuation(query, MODEL.model);
    continuation.grow(text);
    continuation.finish("stop");
    this.#cache.set({ ...query, ...MODEL }, continuation);
  }

  /** The rest of the text that is found. */
  get(query: GhostTextQuery): string | undefined {
    const match = this.#cache.get({ ...query, ...MODEL }, query);
    const rest = match?.continuation.first.rest(match.typed);
    return typeof rest === "object" ? rest.text : undefined;
  }
}

function cached(text: string, query = place): Answers {
  const answers = new Answers();
  answers.set(query, text);
  return answers;
}

describe("CompletionCache", () => {
  it("finds a completion again at its place", () => {
    expect(cached("garden was wet.").get(place)).toBe("garden was wet.");
  });

  it("knows nothing before it is told", () => {
    expect(new Answers().get(place)).toBeUndefined();
  });

  it("finds the rest of a completion that is being typed", () => {
    expect(cached("garden was wet.").get(at("The gar║\n\nNext."))).toBe("den was wet.");
    expect(cached("大海很平静。").get(typed(place, "大海"))).toBe("很平静。");
  });

  it("has nothing once something else was typed", () => {
    expect(cached("garden was wet.").get(at("The gat║\n\nNext."))).toBeUndefined();
  });

  it("has nothing once all of it was typed", () => {
    expect(cached("garden").get(typed(place, "garden"))).toBeUndefined();
    expect(cached("garden").get(typed(place, "gardens"))).toBeUndefined();
  });

  it("finds it again when the writer goes back to its place", () => {
    const cache = cached("garden was wet.");
    expect(cache.get(at("The gat║\n\nNext."))).toBeUndefined();
    expect(cache.get(at("The ga║\n\nNext."))).toBe("rden was wet.");
  });

  it("keeps the places of two documents apart", () => {
    expect(cached("garden").get({ ...place, documentId: "file:///other.md" })).toBeUndefined();
  });

  it("keeps two places apart that differ in the text just after the cursor", () => {
    expect(cached("garden").get(at("The ║\n\nElse."))).toBeUndefined();
  });

  it("knows a place by the text near it, so that edits far away do not matter", () => {
    const near = "n".repeat(256);
    const after = "a".repeat(40);
    const cache = cached("garden", at(`far away ${near}║${after} far away`));
    expect(cache.get(at(`changed ${near}║${after} changed`))).toBe("garden");
    expect(cache.get(at(`changed ${near}gar║${after} changed`))).toBe("den");
  });

  it("follows the typing for two hundred characters and no further", () => {
    const long = "x".repeat(300);
    expect(cached(long).get(typed(place, "x".repeat(200)))).toBe("x".repeat(100));
    expect(cached(long).get(typed(place, "x".repeat(201)))).toBeUndefined();
  });

  it("prefers the newest answer along the way", () => {
    const cache = cached("garden was wet.");
    cache.set(typed(place, "gar"), "goyle fell.");
    expect(cache.get(typed(place, "gar"))).toBe("goyle fell.");
    expect(cache.get(typed(place, "garg"))).toBe("oyle fell.");
    expect(cache.get(typed(place, "gard"))).toBe("en was wet.");
  });

  it("replaces what it knew about a place", () => {
    const cache = cached("garden");
    cache.set(place, "sea");
    expect(cache.get(place)).toBe("sea");
  });

  it("forgets the oldest places rather than growing without end", () => {
    const cache = cached("garden");
    for (let i = 0; i < 200; i++) cache.set(at(`Place ${i} ║`), "text");
    expect(cache.get(place)).toBeUndefined();
    expect(cache.get(at("Place 199 ║"))).toBe("text");
  });

  it("is bounded in characters as well", () => {
    const cache = cached("garden");
    for (let i = 0; i < 4; i++) cache.set(at(`Place ${i} ║`), "x".repeat(300_000));
    expect(cache.get(place)).toBeUndefined();
    expect(cache.get(at("Place 3 ║"))).toBe("x".repeat(300_000));
  });

  it("forgets what is ten minutes old", async () => {
    const answers = cached("garden");
    await answers.clock.advanceTo(600_000);
    expect(answers.get(place)).toBe("garden");
    await answers.clock.advanceTo(600_001);
    expect(answers.get(place)).toBeUndefined();
  });

  it("gives exactly the rest, however much of an answer was typed", () => {
    const texts = prose.filter((text) => text.length > 1);
    fc.assert(
      fc.property(texts, texts, fc.nat(), (prefix, said, howMuch) => {
        const query = at("║ after", { prefix });
        const answers = cached(said, query);
        // What was said is made to fit at its place first.
        const text = answers.get(query);
        if (!text) return;
        const count = howMuch % Math.min(text.length, 200);
        const rest = text.slice(count);
        // White space alone is nothing more to show.
        const expected = count > 0 && rest.trim() === "" ? undefined : rest;
        expect(answers.get(typed(query, text.slice(0, count)))).toBe(expected);
      }),
    );
  });
});
