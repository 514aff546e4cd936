import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GhostTextQuery } from "../../../../src/core/completion/ghostTextQuery";
import {
  atLineEnd,
  isInsideParagraph,
  mayAsk,
  type Decision,
} from "../../../../src/core/completion/triggerPolicy";
import type { TypingState } from "../../../../src/core/completion/typingState";
import { DEFAULT_SETTINGS, type GhostTextSettings } from "../../../../src/core/settings/settings";
import { at, between } from "./cursor";

const atOnce = { extraDelayMs: 0 };

interface Circumstances {
  query?: Partial<GhostTextQuery>;
  state?: Partial<TypingState>;
  settings?: Partial<GhostTextSettings>;
}

/** What is decided after a typed character, with the default settings, unless told otherwise. */
function decide(drawn: string, { query, state, settings }: Circumstances = {}): Decision {
  return mayAsk(
    at(drawn, query),
    { lastChange: "typing", quietMs: 0, composition: undefined, ...state },
    { ...DEFAULT_SETTINGS.ghostText, ...settings },
  );
}

describe("mayAsk by itself", () => {
  it.each([
    "The captain looked at║",
    "The captain looked at ║\n\nThe next paragraph.",
    "The captain looked at the gard║",
    "The captain looked at║   \r\nThe next line.",
    "船长默默地看着窗外的大海，想起║",
    "- The first of the items\n- ║",
    "The captain looked at it.\n\n## ║",
    "The captain looked at it.\n\n### ║",
    "The captain looked at it.\n\n……║",
  ])("asks at the end of a line: %j", (drawn) => {
    expect(decide(drawn)).toEqual(atOnce);
  });

  it.each([
    "The captain looked at ║ the sea",
    "The captain looked║ at the sea",
    "The captain looked at ║the sea",
    "The captain looked at the sea,║ and slept",
    "“The captain looked,║” she said",
    "船长默默地看着窗外的大海║想起了往事",
    "船长默默地看着窗外的大海，║想起了往事",
    "昔々、海辺の小さな町に║ひとりの船長",
    "船长默默地看着窗外的𠮷║𠮷想起了往事",
    "The captain looked ☀️║ at the sea",
  ])("asks inside a paragraph where a word may begin and end: %j", (drawn) => {
    expect(decide(drawn)).toEqual(atOnce);
  });

  it.each(['She asked: "the captain║"', "(The captain and║)", "\\emph{The captain and║}  \n\nNext."])(
    "asks before closing marks at the end of a line: %j",
    (drawn) => {
      expect(decide(drawn)).toEqual(atOnce);
    },
  );

  it.each([
    "The captain looked at the gar║den",
    "The naïve captain saw a caf║é",
    "Капитан посмотрел на мо║ре",
    "선장은 바다를 바라보았║습니다",
    "कप्तान ने समुद्र की ओर दे║खा",
    "The year of the storm was 19║84",
  ])("does not ask where a word goes on: %j", (drawn) => {
    expect(decide(drawn)).toBe("never");
  });

  it.each(["║", "   ║", "The║", "\n\n  The sea  \n║", "1 2 3 4 5 6 7 8 9║"])(
    "does not ask in an all but empty document: %j",
    (drawn) => {
      expect(decide(drawn)).toBe("never");
    },
  );

  it.each([
    ["markdown", "# Sea\n\n║"],
    ["markdown", "# Sea\r\n\r\n║"],
    ["markdown", "Sea\n===\n\n║"],
    ["restructuredtext", "Sea\r\n---\r\n║"],
    ["asciidoc", "= Sea\n\n║"],
    ["markdown", "1234567890║"],
  ])("asks below a heading, or from the tenth character on, in %s: %j", (languageId, drawn) => {
    expect(decide(drawn, { query: { languageId } })).toEqual(atOnce);
  });

  it("does not take a cut prefix for the whole document", () => {
    expect(decide("end.\n\n║", { query: { offset: 9000 } })).toEqual(atOnce);
  });

  it.each(["---║", "* * *║", "===║", "| --- | --- ║|", "|:-:|-║", "--- | ║---", "> ---║"])(
    "does not ask in a rule: %j",
    (line) => {
      expect(decide(`The captain looked\n\n${line}`)).toBe("never");
    },
  );

  it("asks only in prose, unless the settings say otherwise", () => {
    const drawn = "The captain looked at `the ║` sea";
    expect(decide(drawn)).toBe("never");
    const inside = { ...DEFAULT_SETTINGS.ghostText.inside, inlineCode: true };
    expect(decide(drawn, { settings: { inside } })).toEqual(atOnce);
  });

  it("reads the scope in the document's language", () => {
    const drawn = "The captain looked at $x + ║";
    expect(decide(drawn, { query: { languageId: "latex" } })).toBe("never");
    expect(decide(drawn, { query: { languageId: "plaintext" } })).toEqual(atOnce);
  });
});

describe("mayAsk after what the writer did", () => {
  const drawn = "The captain looked at║";

  it.each(["undo", "redo", "deletion"] as const)("shows only what is known after: %s", (lastChange) => {
    expect(decide(drawn, { state: { lastChange } })).toBe("knownOnly");
  });

  it("gives the writer time to look at a paste", () => {
    expect(decide(drawn, { state: { lastChange: "paste" } })).toEqual({ extraDelayMs: 800 });
    expect(decide(drawn, { state: { lastChange: "paste", quietMs: 300 } })).toEqual({ extraDelayMs: 500 });
    expect(decide(drawn, { state: { lastChange: "paste", quietMs: 9000 } })).toEqual(atOnce);
  });

  it.each(["none", "typing", "acceptance"] as const)("asks after: %s", (lastChange) => {
    expect(decide(drawn, { state: { lastChange } })).toEqual(atOnce);
  });

  it("asks nothing while an input method is composing at the cursor", () => {
    const composed = "船长默默地看着窗外的大海ni║";
    const state = { composition: { start: 12, end: 14 } };
    expect(decide(composed, { state })).toBe("never");
    expect(decide(composed, { state, query: { explicit: true } })).toBe("never");
    expect(decide(composed, { state: { composition: { start: 3, end: 5 } } })).not.toBe("never");
  });

  it.each([
    "船长默默地看着窗外的大海ni║",
    "船长默默地看着窗外的大海，ni'hao║",
    "船长默默地看着窗外的大海。\nni║",
  ])("waits where pinyin may be in writing: %j", (text) => {
    expect(decide(text)).toEqual({ extraDelayMs: 400 });
  });

  it.each([
    "The captain saw the sign 海 and 大海ni║",
    "船长默默地看着窗外的大海 ni║",
    "船长默默地看着窗外的大海é║",
  ])("does not wait where none is: %j", (text) => {
    expect(decide(text)).toEqual(atOnce);
  });
});

describe("mayAsk and the eagerness", () => {
  it("never asks by itself when it is only to be asked", () => {
    const settings = { eagerness: "onlyWhenAsked" } as const;
    expect(decide("The captain looked ║", { settings })).toBe("never");
    expect(decide("The captain looked ║", { settings, query: { explicit: true } })).toEqual(atOnce);
  });

  it.each<[Decision, string]>([
    ["knownOnly", "The captain look║"],
    ["knownOnly", "Капитан посмотрел║"],
    ["knownOnly", "कप्तान ने समुद्र की║"],
    ["knownOnly", "The captain saw a cafe\u0301║"],
    [atOnce, "The captain looked ║"],
    [atOnce, "The captain looked,║"],
    [atOnce, "船长默默地看着窗外的大海║"],
  ])("asks at word ends only: %j in %j", (decision, drawn) => {
    expect(decide(drawn, { settings: { eagerness: "atWordEnds" } })).toEqual(decision);
  });
});

describe("mayAsk by key", () => {
  const query = { explicit: true };

  it.each([
    "The║",
    "海║",
    "The captain looked at the gar║den",
    "The captain looked at║ the sea",
    "```js\nconst sea = ║",
    "# ║",
  ])("asks anywhere: %j", (drawn) => {
    expect(decide(drawn, { query })).toEqual(atOnce);
    expect(decide(drawn, { query, state: { lastChange: "undo" } })).toEqual(atOnce);
  });

  it.each(["║", " \n\u3000║\n", "║The sea"])("has nothing to go on from: %j", (drawn) => {
    expect(decide(drawn, { query })).toBe("never");
  });

  it("goes on from keywords in an empty document", () => {
    expect(decide("║", { query: { ...query, keywords: "sea, storm" } })).toEqual(atOnce);
  });
});

describe("atLineEnd and isInsideParagraph", () => {
  it.each(["", "  ", "\n", "\r\nnext", " \t\r\n", "\rnext", "\u3000\n"])(
    "the line ends before %j",
    (suffix) => {
      expect(atLineEnd(suffix)).toBe(true);
      expect(isInsideParagraph({ suffix })).toBe(false);
    },
  );

  it.each(["a", " a", "。", "\u3000海", "  .\n"])("the line goes on before %j", (suffix) => {
    expect(atLineEnd(suffix)).toBe(false);
    expect(isInsideParagraph({ suffix })).toBe(true);
  });
});

describe("mayAsk anywhere", () => {
  const piece = fc.constantFrom(
    ...Array.from("abé海，。 \n\r`$%<>[](){}\\|-*_#.:/=+~@!'\"1"),
    "```",
    "---\n",
    "\\begin{",
    "$$",
    "https://",
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
  const languageId = fc.constantFrom(
    "markdown",
    "latex",
    "restructuredtext",
    "asciidoc",
    "git-commit",
    "plaintext",
  );
  const state: TypingState = { lastChange: "typing", quietMs: 0, composition: undefined };

  it("never asks by itself between two letters of a word, whatever is around them", () => {
    fc.assert(
      fc.property(text, text, languageId, fc.nat(9000), (before, after, language, cutOff) => {
        const query = between(`${before}a`, `b${after}`, { languageId: language });
        const cut = { ...query, offset: query.offset + cutOff };
        expect(mayAsk(cut, state, DEFAULT_SETTINGS.ghostText)).toBe("never");
      }),
    );
  });

  it("always asks by key behind text, whatever is around it", () => {
    fc.assert(
      fc.property(text, text, languageId, (before, after, language) => {
        const query = between(`${before}a`, after, { languageId: language, explicit: true });
        expect(mayAsk(query, state, DEFAULT_SETTINGS.ghostText)).toEqual(atOnce);
      }),
    );
  });
});
