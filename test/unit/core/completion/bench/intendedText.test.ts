import { describe, expect, it } from "vitest";
import { IntendedText } from "../../../../bench/ghost/intendedText";
import type { Trace, TraceEvent } from "../../../../bench/ghost/trace";

const BEFORE = "It was a long way to the harbour. ";

/** A trace that types this into the document, `→` being a jump to the offset that follows. */
function trace(
  document: string,
  finalText: string,
  events: readonly TraceEvent[],
  cursor = document.length,
): Trace {
  const rest = { name: "test", about: "", languageId: "markdown", language: "en", medianGapMs: 100 } as const;
  return { ...rest, document, cursor, events, finalText };
}

function keys(text: string): TraceEvent[] {
  return Array.from(text, (letter) => ({ gap: 100, type: "key", text: letter }));
}

describe("IntendedText", () => {
  it("goes on from any place in what will be written", () => {
    const intended = new IntendedText(trace(BEFORE, `${BEFORE}We took the bus.`, keys("We took the bus.")));
    expect(intended.after(BEFORE)?.text).toBe("We took the bus.");
    expect(intended.after(`${BEFORE}We to`)?.text).toBe("ok the bus.");
    // Spaces at the end may have been left out of a prompt; it is the same place.
    expect(intended.after(BEFORE.trimEnd())).toMatchObject({
      text: " We took the bus.",
      place: intended.after(BEFORE)?.place,
    });
  });

  it("knows no place in a slip", () => {
    const typed = [
      ...keys("We rook"),
      ...[1, 2, 3, 4].map(() => ({ gap: 1, type: "delete", count: 1 }) as const),
    ];
    const intended = new IntendedText(trace(BEFORE, `${BEFORE}We took.`, [...typed, ...keys("took.")]));
    expect(intended.after(`${BEFORE}We roo`)).toBeUndefined();
    expect(intended.after(`${BEFORE}We `)?.text).toBe("took.");
  });

  it("stops where the writer stops inside a paragraph, and at the end of a paragraph or an item", () => {
    const inside = "It was a long way. The ferry was late.";
    const after = "It was a long way. We ran. The ferry was late.";
    const ran = new IntendedText(trace(inside, after, keys("We ran. "), 19));
    expect(ran.after("It was a long way. We")?.text).toBe(" ran. ");
    const list = new IntendedText(
      trace("- one item\n", "- one item\n- two items\n- three", keys("- two items\n- three")),
    );
    expect(list.after("- one item\n- two")?.text).toBe(" items");
  });

  it("follows what is written at the same place later", () => {
    const events: TraceEvent[] = [
      ...keys("We took a bus"),
      { gap: 900, type: "move", offset: 2 },
      { gap: 100, type: "delete", count: 2 },
      ...keys("They"),
      { gap: 900, type: "move", offset: 15 },
      ...keys(" home."),
    ];
    const intended = new IntendedText(trace("", "They took a bus home.", events));
    expect(intended.after("We took")?.text).toBe(" a bus home.");
    intended.moved();
    intended.moved();
    expect(intended.after("They took")?.text).toBe(" a bus home.");
    expect(intended.after("We took")).toBeUndefined();
  });

  it("takes the nearer of two places that look alike", () => {
    const intended = new IntendedText(trace("a b ", "a b a c", keys("a c")));
    intended.at(6);
    expect(intended.after("a ")?.text).toBe("c");
    intended.at(1);
    expect(intended.after("a ")?.text).toBe("b a c");
  });
});
