import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { hunks } from "../../../../../src/core/review/hunks";
import { ui } from "../../../../fakes/window";
import { changesMarkdown } from "../../../../../src/features/review/changesMarkdown";

/** The body as HTML, made the way VS Code makes it, without what only colours it. */
function html(original: string, proposal: string, current?: number): string {
  const { value } = changesMarkdown(original, hunks(original, proposal), current);
  return marked
    .parse(value, { async: false })
    .replace(/<\/?span[^>]*>|<wbr>/g, "")
    .trim();
}

/** What is left to read when the changes are taken, or left. */
function read(html: string, taken: "ins" | "del"): string {
  const other = taken === "ins" ? "del" : "ins";
  return html
    .replace(new RegExp(`<${other}>.*?</${other}>`, "gs"), "")
    .replace(/<\/?(?:ins|del|strong|p)>/g, "")
    .replace(/<br>\n?/g, "\n")
    .replaceAll("↵", "")
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[name] ?? "",
    );
}

const bare = (text: string) => text.replace(/[\s\u00a0]+/g, "");

describe("a text with its changes", () => {
  it("strikes out what goes and underlines what comes", () => {
    expect(html("The old house.", "The small house.")).toBe(
      "<p>The <del>old</del><ins>small</ins> house.</p>",
    );
  });

  it("colours the words themselves where the theme has no backgrounds for them", () => {
    ui.themeKind = 3;
    const { value } = changesMarkdown("The old house.", hunks("The old house.", "The small house."));
    ui.themeKind = 2;
    expect(value).toContain('<span style="color:var(--vscode-errorForeground);">old</span>');
    expect(value).not.toContain("background-color");
  });

  it("sets the current one of several in bold", () => {
    expect(html("One two three four", "Eins two three vier", 1)).toBe(
      "<p><del>One</del><ins>Eins</ins> two three <del><strong>four</strong></del><ins><strong>vier</strong></ins></p>",
    );
  });

  it("shows line breaks that come and go, and spaces", () => {
    expect(html("One. Two.", "One.\n\nTwo.")).toContain("↵");
    expect(changesMarkdown("a b", hunks("a b", "a  b")).value).toContain(">\u00a0</span>");
  });

  it("has places in a long change where the line may wrap, as VS Code wraps none inside a span", () => {
    const { value } = changesMarkdown("", hunks("", "one two three four five ".repeat(40).trim()));
    const spans = [...value.matchAll(/<span[^>]*>(.*?)<\/span>/g)].map(([, text = ""]) => text);
    expect(spans.length).toBeGreaterThan(25);
    expect(Math.max(...spans.map(({ length }) => length))).toBeLessThan(50);
    const chinese = changesMarkdown("", hunks("", "海边的风很大".repeat(20))).value;
    expect(chinese.match(/<span/g)?.length).toBeGreaterThan(15);
  });

  it("keeps every character of both texts, whatever Markdown or HTML would make of it", () => {
    const pieces = [
      "a",
      "word ",
      "*",
      "**",
      "<b>",
      "&amp;",
      "[x](y)",
      "`",
      "#",
      "- ",
      "1. ",
      "|",
      "~",
      "\\",
      "$",
      "海",
      "边",
      "🙂",
      "\n",
      "\n\n",
      " ",
      "https://a.b",
      "</del>",
      "</span>",
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 15 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (original, proposal) => {
        const shown = html(original, proposal);
        expect(bare(read(shown, "ins"))).toBe(bare(proposal));
        expect(bare(read(shown, "del"))).toBe(bare(original));
      }),
      { numRuns: 1000 },
    );
  });
});
