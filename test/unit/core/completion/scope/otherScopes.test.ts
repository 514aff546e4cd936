import { describe, expect, it } from "vitest";
import type { Scope } from "../../../../../src/core/completion/proseScope";
import { scopeAt } from "./scopeAt";

describe("reStructuredText", () => {
  it.each<[Scope, string]>([
    ["prose", "The captain ║"],
    ["prose", "  - a list ║"],
    ["prose", ".. note::\n\n   Look at ║"],
    ["prose", ".. note:: Look at ║"],
    ["prose", ".. figure:: a.png\n   :width: 50\n\n   The captain ║"],
    ["prose", "Like this::\n\n   code\n\nand ║"],
    ["prose", ".. [1] a footnote ║"],
    ["prose", "a ``code`` and ║"],
    ["prose", "an *emphasised* ║"],
    ["codeFence", "Like this::\n\n   code ║"],
    ["codeFence", "Like this::\r\n\r\n   code\r\n\r\n     more ║"],
    ["codeFence", ".. code-block:: python\n   :linenos:\n\n   x = ║"],
    ["codeFence", ".. note::\n\n   .. code::\n\n      x = ║"],
    ["math", ".. math::\n\n   x + ║"],
    ["math", "so :math:`x + ║` is"],
    ["command", ".. figure:: ║"],
    ["command", ".. figure:: a.png\n   :width: ║"],
    ["command", ".. figure:: a.png\n   :width: 50\n   :alt: ║"],
    ["command", "see :ref:`the-║`"],
    ["inlineCode", "a ``code ║`` here"],
    ["inlineCode", "a ``code ║"],
    ["comment", ".. a remark ║"],
    ["comment", "..\n   a remark ║"],
    ["url", ".. _sea: https://║"],
    ["url", "see `the sea <https://exa║"],
  ])("is %s: %j", (scope, drawn) => {
    expect(scopeAt(drawn, "restructuredtext")).toBe(scope);
  });
});

describe("AsciiDoc", () => {
  it.each<[Scope, string]>([
    ["prose", "The captain ║"],
    ["prose", "= The sea ║"],
    ["prose", "[quote]\n____\nThe captain ║\n____"],
    ["prose", "----\ncode\n----\n\nand ║"],
    ["prose", "A heading\n---------\n\nThe captain ║"],
    ["prose", "a `code` and ║"],
    ["prose", "link:sea.html[the ║]"],
    ["prose", "see <<sea>> and ║"],
    ["codeFence", "[source,js]\n----\nx = ║\n----"],
    ["codeFence", "----\nx\n-----\ny ║\n----"],
    ["codeFence", "....\nx ║"],
    ["codeFence", "```js\nx ║\n```"],
    ["codeFence", "text\n\n----║"],
    ["math", "[stem]\n++++\nx + ║\n++++"],
    ["math", "so stem:[x + ║] is"],
    ["comment", "////\na remark ║\n////"],
    ["comment", "// a remark ║"],
    ["command", ":stem: ║"],
    ["command", "[source,║]"],
    ["command", "see <<se║>> now"],
    ["inlineCode", "a `code ║` here"],
    ["url", "image::pic/║"],
    ["url", "see link:se║a.html[the sea]"],
    ["url", "see https://exa║"],
  ])("is %s: %j", (scope, drawn) => {
    expect(scopeAt(drawn, "asciidoc")).toBe(scope);
  });

  it("guesses what a cut window began in", () => {
    expect(scopeAt("x = 1\n----\n\nThe captain ║", "asciidoc", false)).toBe("prose");
    expect(scopeAt("x = ║\n----\n\n[source]\n----\ny\n----\n", "asciidoc", false)).toBe("codeFence");
  });
});

describe("commit messages", () => {
  it.each<[Scope, string]>([
    ["prose", "Fix the sea ║"],
    ["prose", "Fix #12 and ║"],
    ["comment", "Fix\n\n# Please enter ║"],
    ["comment", "Fix\n# ------------------------ >8 ------------------------\ndiff ║"],
    ["url", "Fix https://exa║"],
  ])("is %s: %j", (scope, drawn) => {
    expect(scopeAt(drawn, "git-commit")).toBe(scope);
  });
});

describe.each(["plaintext", "typst"])("%s", (languageId) => {
  it.each<[Scope, string]>([
    ["prose", "``` the captain ║"],
    ["prose", "---\nthe captain ║"],
    ["prose", "# the captain ║"],
    ["prose", "the word http and ║"],
    ["url", "see https://exa║"],
  ])("is %s: %j", (scope, drawn) => {
    expect(scopeAt(drawn, languageId)).toBe(scope);
  });
});
