import type { TextRange } from "./textEdit";

/** How an image is written: in Markdown, HTML, LaTeX, AsciiDoc and reStructuredText with its indented options. */
const IMAGE =
  /!\[[^\]]*\](?:\([^)\n]*\)|\[[^\]\n]*\])|<img\b[^>]*>|\\includegraphics(?:\[[^\]]*\])?\{[^}]*\}|\bimage::?[^\s[]+\[[^\]]*\]|\.\. (?:image|figure)::[^\n]*(?:\n[ \t]+:[^\n]*)*/g;

/**
 * The reference to an image in `text` that `offset` lies in or at; else the one nearest to it. Undefined where the
 * text has no image.
 */
export function imageAt(text: string, offset: number): TextRange | undefined {
  const images = [...text.matchAll(IMAGE)].map(({ index, 0: reference }) => ({
    start: index,
    end: index + reference.trimEnd().length,
  }));
  const distance = ({ start, end }: TextRange) => Math.max(0, start - offset, offset - end);
  return images.toSorted((one, other) => distance(one) - distance(other))[0];
}
