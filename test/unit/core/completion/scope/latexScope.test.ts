import { describe, expect, it } from "vitest";
import type { Scope } from "../../../../../src/core/completion/proseScope";
import { scopeAt } from "./scopeAt";

function expectEach(scope: Scope, drawn: string[]): void {
  it.each(drawn)(`is ${scope}: %j`, (text) => expect(scopeAt(text, "latex")).toBe(scope));
}

describe("LaTeX prose", () => {
  expectEach("prose", [
    "The captain ║",
    "\\section{The captain ║}",
    "\\section*{The captain ║}",
    "\\emph{the ║}",
    "text\\footnote{see \\cite{a} and ║",
    "\\caption[short ║]{long}",
    "\\item[term ║]",
    "\\begin{quote}\nThe captain ║\n\\end{quote}",
    "\\href{https://example.org}{the ║}",
    "\\textcolor{red}{the ║}",
    "\\cite{a} and ║",
    "\\ref{a}, where [he ║]",
    "a line \\\\ and ║",
    "The preface \\preface{the ║}",
    "\\hyperref[sec:a]{the ║}",
    "\\begin{document}\nThe captain ║",
  ]);
});

describe("LaTeX verbatim", () => {
  expectEach("codeFence", [
    "\\begin{verbatim}\nx\n\ny ║",
    "\\begin{lstlisting}[language=C]\nint ║\n\\end{lstlisting}",
    "\\begin{minted}{python}\nx = ║",
    "\\begin{verbatim}\n\\end{lstlisting} ║",
  ]);
  expectEach("inlineCode", ["a \\verb|x ║| b", "a \\verb|║", "a \\verb*+x║", "a \\lstinline{x ║}"]);
  expectEach("prose", [
    "\\begin{verbatim}\n$ { %\n\\end{verbatim}\nand ║",
    "a \\verb|$x| and ║",
    "a \\verb|x|║",
    "a \\verb|%| and ║",
  ]);
  it("may have begun before the window", () => {
    expect(scopeAt("x = ║\n\\end{verbatim}", "latex", false)).toBe("codeFence");
    expect(scopeAt("The sea ║\n\\begin{verbatim}\nx\n\\end{verbatim}", "latex", false)).toBe("prose");
  });
});

describe("LaTeX math", () => {
  expectEach("math", [
    "so $x + ║$",
    "so $$x + ║",
    "so \\(x + ║\\)",
    "\\[\n  x + ║",
    "\\begin{equation}\n  x + ║",
    "\\begin{align*}\n  \\frac{a}{║}\n\\end{align*}",
    "\\begin{equation}\\begin{aligned} a \\end{aligned} ║",
    "\\footnote{where $x║$}",
  ]);
  expectEach("prose", [
    "so $x$ and ║",
    "so \\(x\\) and ║",
    "\\[x\\] and ║",
    "\\begin{equation}\n x\n\\end{equation}\nand ║",
    "it costs \\$5 and ║",
    "$x = 1 \\text{ when ║}$",
    "$x = 1 \\text{ when $a$ and ║}$",
    "an open $x\n\nand ║",
  ]);
});

describe("LaTeX comments", () => {
  expectEach("comment", ["text % note ║", "% note ║", "a \\\\% note ║", "\\end{document}\nnotes ║"]);
  expectEach("prose", ["text % note\nand ║", "100\\% of ║"]);
  it("may be an environment", () => {
    expect(scopeAt("\\begin{comment}\n\nnot ║\n\\end{comment}", "latex")).toBe("comment");
  });
});

describe("LaTeX commands", () => {
  expectEach("command", [
    "\\label{sec:║}",
    "see \\ref{║",
    "see \\eqref{eq:║}",
    "see \\citep[p.~5║]{a}",
    "see \\citep[p.~5]{a║}",
    "see \\cite[see][p. 5]{a║}",
    "\\includegraphics[width=║]{a}",
    "\\includegraphics{pic/║}",
    "\\usepackage[utf8]{║",
    "\\begin{equ║",
    "\\end{quo║}",
    "\\input{chapters/║}",
    "\\textcolor{re║}{x}",
    "\\newcommand{\\a}[1]{the ║}",
    "\\emp║",
    "a \\║",
    "text\\footnote{see \\label{║",
    "\\documentclass{article}\n║",
  ]);
  expectEach("url", ["\\url{https://║}", "\\href{https://║}{text}", "see https://exa║"]);
  it("writes the title in the preamble", () => {
    expect(scopeAt("\\documentclass{article}\n\\title{The ║}", "latex")).toBe("prose");
  });
});

it("serves plain TeX as well", () => {
  expect(scopeAt("so $x + ║$", "tex")).toBe("math");
});
