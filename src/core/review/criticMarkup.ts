import type { Hunk } from "./hunk";

/** One paragraph's text, or the blank lines between two: a mark never spans both. */
const BLOCKS = /(?:(?!\r?\n[^\S\n]*\r?\n)[^])+|(?:\r?\n[^\S\n]*)+/g;

/** What closes or divides a mark too early when it stands in the text of a substitution. */
const IN_SUBSTITUTION = /~>|~~\}|^>|~$/;

/**
 * The whole text with its changes in CriticMarkup (http://criticmarkup.com/spec.php): {++added++}, {--removed--},
 * {~~before~>after~~}. Read from left to right, accepting all gives the proposal and rejecting all the original,
 * unless the original holds such marks already: those stay as they are.
 */
export function criticMarkup(original: string, hunks: readonly Hunk[]): string {
  let text = "";
  let at = 0;
  for (const hunk of hunks) {
    text += original.slice(at, hunk.start) + marked(hunk.original, hunk.proposed);
    at = hunk.end;
  }
  return text + original.slice(at);
}

function marked(removed: string, added: string): string {
  const [removedBlocks, addedBlocks] = [removed.match(BLOCKS) ?? [], added.match(BLOCKS) ?? []];
  const isOne = removedBlocks.length === 1 && addedBlocks.length === 1;
  if (isOne && !IN_SUBSTITUTION.test(removed) && !IN_SUBSTITUTION.test(added))
    return `{~~${removed}~>${added}~~}`;
  return [
    ...removedBlocks.map((block) => each(block, "-")),
    ...addedBlocks.map((block) => each(block, "+")),
  ].join("");
}

/** A deletion or an addition; where the text holds its closing mark, one up to the middle of it and one behind. */
function each(text: string, mark: "-" | "+"): string {
  return text
    .split(mark === "-" ? /(?<=-)(?=-\})/ : /(?<=\+)(?=\+\})/)
    .map((piece) => `{${mark}${mark}${piece}${mark}${mark}}`)
    .join("");
}
