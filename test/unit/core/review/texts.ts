import * as fc from "fast-check";

const WORDS = fc.constantFrom(
  ..."the The old new house houses, and don't well-known 3.14 “quoted” (or) **bold** *it* `code` $x^2$".split(
    " ",
  ),
  ..."我们 今天 明天 去 公园 散步 的 了 ，高兴 「是」 日本語 テスト 한국어".split(" "),
  ...["👨‍👩‍👧", "👨‍👩‍👦", "👍🏽", "🇫🇷", "🇩🇪", "e\u0301te\u0301", "a\u0308", "\u0301", "‼️", "नमस्ते", "ไทย", "𝒳"],
  ...[
    "[docs](https://a.b/c)",
    "[the docs](https://a.b/d)",
    "![alt](i.png)",
    "<https://a.b>",
    "https://a.b/c?d=e",
  ],
  ...[
    "[@key]",
    "[@other, p. 3]",
    "[^1]",
    "[^2]",
    "\\cite{key}",
    "\\citep[p.~3]{key}",
    "\\ref{a}",
    "[[wiki]]",
  ],
  ...[
    "\\emph{word}",
    "\\section{Title}",
    "\\item",
    "{",
    "}",
    "[",
    "](",
    "|",
    "&",
    "\\\\",
    "~>",
    "-",
    "--",
    "#",
    ">",
  ],
);
const ENDS = fc.constantFrom(
  " ",
  " ",
  " ",
  " ",
  "",
  ". ",
  "。",
  "！",
  ", ",
  "? ",
  "\n",
  "\n\n",
  "\n- ",
  "\t",
  "  ",
  "\u3000",
  "\u00A0",
);
const TABLES = fc.constantFrom(
  "\n| a | b |\n|---|---|\n| old | two words |\n",
  "\n| a  | b |\n|----|---|\n| new | two words |\n| x | [y](z) |\n",
  "\na | b\n-|-\nc | d\n",
  "\n\\begin{tabular}{ll}\na & b \\\\\nc & d \\\\\n\\end{tabular}\n",
);

/** Pieces of prose, Markdown and LaTeX in several scripts; joined they are a text. */
const PIECES = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.tuple(WORDS, ENDS).map((both) => both.join("")) },
    { weight: 1, arbitrary: TABLES },
  ),
  { maxLength: 30 },
);

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly string[];
}

const EDITS = fc.array(
  fc.record({ at: fc.nat(30), remove: fc.nat(3), insert: fc.array(fc.oneof(WORDS, ENDS), { maxLength: 3 }) }),
  { maxLength: 6 },
);

function edited(pieces: readonly string[], edits: readonly Edit[]): string[] {
  const result = [...pieces];
  for (const { at, remove, insert } of edits) result.splice(at, remove, ...insert);
  return result;
}

/** Two texts with the same line endings: versions of one another, or with little in common. */
export const TWO_TEXTS: fc.Arbitrary<[original: string, proposal: string]> = fc
  .tuple(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(PIECES, EDITS).map(([pieces, edits]) => [pieces, edited(pieces, edits)] as const),
      },
      { weight: 1, arbitrary: fc.tuple(PIECES, PIECES) },
    ),
    fc.constantFrom("\n", "\r\n"),
    fc.constantFrom("", "\uFEFF"),
    fc.constantFrom("", "\uFEFF"),
  )
  .map(([[own, other], lineEnding, bom, otherBom]) => {
    const text = (pieces: readonly string[]) => pieces.join("").replaceAll("\n", lineEnding);
    return [bom + text(own), otherBom + text(other)];
  });
