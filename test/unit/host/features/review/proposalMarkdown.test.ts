import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { proposalMarkdown } from "../../../../../src/features/review/proposalMarkdown";

/** Icons in VS Code's own syntax, which it looks for in the finished HTML. */
const ICON = /\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g;
const ENTITIES: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

/** The comment's body as HTML, made the way VS Code makes it: marked, then icons. */
function html(proposal: string): string {
  const { value, supportThemeIcons } = proposalMarkdown(proposal);
  const rendered = marked.parse(value, { async: false });
  return supportThemeIcons ? rendered.replace(ICON, '<span class="codicon-$1"></span>') : rendered;
}

/** The text that a reader sees. Anything but paragraphs and line breaks is left in, as a tag. */
function shown(proposal: string): string {
  return html(proposal)
    .replace(/ *<\/p>\s*<p>/g, "\n\n")
    .replace(/<br>\n?/g, "\n")
    .replace(/<p>|<\/p>\n/g, "")
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** White space as a page shows it: runs are one space, several blank lines are one. */
function asOnAPage(text: string): string {
  return text
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ ?\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

describe("the proposal in its thread", () => {
  it.each([
    ["emphasis", "a *b* _c_ **d** ~~e~~ `f`"],
    ["headings", "# One\n## Two"],
    ["a heading by underlining", "One\n===\nTwo\n---"],
    ["lists", "- one\n* two\n+ three\n1. four\n2) five"],
    ["a quotation", "> said the raven"],
    ["a rule", "one\n\n***\n\ntwo"],
    ["a table", "| a | b |\n|---|---|\n| 1 | 2 |"],
    ["a fence", "```js\nlet a = 1;\n```"],
    ["a link and an image", "[here](command:evil) ![pixel](https://example.com/p.png)"],
    ["an address", "See https://example.com/a_b?c=d-e for more."],
    ["an address in angles", "<https://example.com> and <me@example.com>"],
    ["a mail address", "Write to ada_l@example.com today."],
    ["HTML", '<b onclick="x()">bold</b> <script>alert(1)</script> <!-- note -->'],
    ["entities", "&amp; &lt;b&gt; &copy; &#65;"],
    ["backslashes", "C:\\new \\* \\alpha \\\\"],
    ["LaTeX", "\\emph{x} $a_1^2$ \\[ y \\] \\% 100~km"],
    ["a shell's command", "echo $(pwd) and ${HOME}"],
    ["an icon's name", "$(check) done, $(loading~spin)"],
    ["a footnote", "so it is[^1]\n\n[^1]: or not"],
    ["a link's definition", "[here]: https://example.com 'title'"],
    ["a task list", "- [ ] write\n- [x] read"],
    ["Chinese", "《红楼梦》——“满纸荒唐言”，一把辛酸泪！"],
  ])("shows %s as the characters that they are", (_, proposal) => {
    expect(shown(proposal)).toBe(proposal);
  });

  it("shows any text as itself", () => {
    const pieces = [
      ...Array.from("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~aB1 \n"),
      "\n\n",
      "    ",
      "海",
      "\n=",
      "https://a.b",
      "www.a.b",
      "$(pwd)",
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (proposal) => {
        fc.pre(proposal !== "");
        expect(asOnAPage(shown(proposal))).toBe(asOnAPage(proposal));
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps the line breaks of verses, whatever the line ending", () => {
    expect(shown("The sea\nis wide\n\nand deep")).toBe("The sea\nis wide\n\nand deep");
    expect(shown("The sea\r\nis wide")).toBe("The sea\nis wide");
  });

  it("keeps the indentation of a line, which is no code block", () => {
    expect(shown("one\n    two\n\tthree")).toBe("one\n\u00a0\u00a0\u00a0\u00a0two\n\u00a0three");
  });

  it("cannot run commands or carry HTML", () => {
    const { isTrusted, supportHtml } = proposalMarkdown("x");
    expect(isTrusted ?? false).toBe(false);
    expect(supportHtml ?? false).toBe(false);
  });
});

describe("before the first word", () => {
  it("something turns and says that it is being written", () => {
    expect(html("")).toContain('<span class="codicon-loading~spin"></span> Writing…');
  });
});
