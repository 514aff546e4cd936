import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentNotes } from "../../../../src/core/completion/documentNotes";
import { withoutFrontMatter } from "../../../../src/core/text/frontMatter";
import { prose } from "../prose";
import { at } from "./cursor";

const notes = (drawn: string, languageId = "markdown") => documentNotes(at(drawn).wider(), languageId);

describe("documentNotes", () => {
  it("reads the front matter", async () => {
    const drawn = `---
title: The sea and I
abstract: >
  Letters from
  the coast.
lang: en-GB
inkling: Write as a sailor would.
---

# One

The captain║`;
    for (const text of [drawn, drawn.replaceAll("\n", "\r\n"), `\uFEFF${drawn}`]) {
      expect(await notes(text)).toEqual({
        title: "The sea and I",
        description: "Letters from the coast.",
        language: "en-GB",
        instruction: "Write as a sailor would.",
        headings: [{ level: 1, title: "One", source: "# One" }],
      });
    }
  });

  it("takes the instruction from under its own name as well, and a number for a title", async () => {
    expect(await notes("---\ntitle: 1984\ninkling: {instruction: Be brief.}\n---\n║")).toEqual({
      title: "1984",
      instruction: "Be brief.",
      headings: [],
    });
  });

  it.each([
    ["of another kind", "title: [a, b]\ndescription: {a: b}\ninkling: [x]\nlang: 5.5.5: x"],
    ["that is no YAML", "title: {Sea"],
    ["that is a list", "- a\n- b"],
    ["with nothing in it", ""],
    ["with an alias to nothing", "title: *sea"],
  ])("says nothing of a front matter %s", async (_, yaml) => {
    expect(await notes(`---\n${yaml}\n---\n\nThe captain║`)).toEqual({ headings: [] });
  });

  it("reads no front matter that has not ended, or that is not the first thing", async () => {
    expect(await notes("---\ntitle: Sea\n\nThe captain║")).toEqual({ headings: [] });
    expect((await notes("Text\n\n---\ntitle: Sea\n---\n\nThe captain║")).title).toBeUndefined();
  });

  it("takes the title from LaTeX, else from the heading of level 1", async () => {
    const latex = "% \\title{Not this}\n\\title{The \\emph{sea}\n  and I}\n\nText║";
    expect((await notes(latex, "latex")).title).toBe("The \\emph{sea} and I");
    expect((await notes("# Sea\n\n## One\n\nThe captain║")).title).toBe("Sea");
    expect((await notes("# One\n\ntext\n\n# Two\n\nThe captain║")).title).toBe("Two");
    expect((await notes("The captain║\n\n# Sea\n\n# Land")).title).toBe("Sea");
    expect((await notes("= Sea\n\n== One\n\nThe captain║", "asciidoc")).title).toBe("Sea");
    expect((await notes("The captain║")).title).toBeUndefined();
  });

  it("keeps all of it short, the nearest heading first", async () => {
    const long = "The long and winding sea ".repeat(20).trim();
    const {
      title = "",
      description,
      headings,
    } = await notes(
      `---\ntitle: Sea\ndescription: ${long}\n---\n# ${"x".repeat(150)}\n## ${"y".repeat(100)}\n### ${"z".repeat(90)}\n\n║`,
    );
    expect(title).toBe("Sea");
    expect(description).toMatch(/^The long .* (The|long|and|winding|sea)$/);
    expect(title.length + (description?.length ?? 0)).toBeLessThanOrEqual(400);
    expect(headings.map(({ title: text }) => text[0])).toEqual(["y", "z"]);
    expect(await notes(`---\ntitle: ${"海".repeat(500)}\ndescription: x\n---\n║`)).toEqual({
      title: "海".repeat(400),
      headings: [],
    });
  });

  it("never throws, whatever stands in the front matter", async () => {
    await fc.assert(
      fc.asyncProperty(prose, fc.string({ unit: "binary" }), async (text, yaml) => {
        expect((await notes(`---\n${yaml.replaceAll("║", "")}\n---\n${text}║`)).headings).toBeDefined();
      }),
    );
  });
});

describe("withoutFrontMatter", () => {
  it("is the text behind it", () => {
    expect(withoutFrontMatter("---\r\ntitle: Sea\r\n---\r\n\r\nText")).toBe("\r\nText");
    expect(withoutFrontMatter("Text\n---\n")).toBe("Text\n---\n");
  });
});
