import { estimateTokens, firstTokens } from "./tokenEstimate";

/** Where the diff of the next file begins. */
const FILE_STARTS = /^(?=diff --git )/m;

/**
 * `diff`, as git writes it, in at most about `tokens` tokens: small files stay whole, of large ones the beginning is
 * kept, each cut to an equal share, with a line that says how much is left out.
 */
export function cutDiff(diff: string, tokens: number): string {
  if (estimateTokens(diff) <= tokens) return diff;
  const files = diff
    .split(FILE_STARTS)
    .filter((file) => file !== "")
    .map((text, index) => ({ text, index, size: estimateTokens(text) }));
  const kept: string[] = [];
  let left = tokens;
  // The smallest first: what they do not need of their share is for the larger ones.
  files
    .toSorted((one, other) => one.size - other.size)
    .forEach(({ text, index, size }, done) => {
      const share = Math.floor(left / (files.length - done));
      kept[index] = size <= share ? text : cutFile(text, share);
      left -= Math.min(size, share);
    });
  return kept.join("");
}

/** Whole lines, as many as fit. */
function cutFile(text: string, tokens: number): string {
  const start = firstTokens(text, tokens);
  const lines = start.slice(0, start.lastIndexOf("\n") + 1);
  const left = text.slice(lines.length).replace(/\n$/, "").split("\n").length;
  return `${lines}[… ${left} more lines of this file]\n`;
}
