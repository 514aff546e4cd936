/** The longest title, in characters as a reader counts them: about what a line of the panel holds. */
const LONGEST = 60;
/** What a line of Markdown may begin with: headings, quotes, list items, fences. */
const MARKER = /^(?:[#>*+-]+(?:\s+|$)|\d+[.)]\s+|`{3,}\S*\s*)+/;

/** A title out of a first message: its first line that says something, cut at a word. Empty where none does. */
export function chatTitle(content: string): string {
  const lines = content.slice(0, 10_000).split("\n");
  const said = lines.map((line) => oneLine(line.trim().replace(MARKER, ""))).find((line) => line !== "");
  return shorten(said ?? "", LONGEST);
}

/** `text` in one line of at most `longest` characters as a reader counts them, with "…" where something is left out. */
export function shorten(text: string, longest: number): string {
  const line = oneLine(text);
  if (line.length <= longest) return line;
  const characters = [...new Intl.Segmenter().segment(line.slice(0, longest * 20))];
  const end = characters[longest - 1]?.index;
  if (end === undefined || characters.length <= longest) return line.slice(0, longest * 20);
  const space = line.lastIndexOf(" ", end);
  return `${line.slice(0, space > end / 2 ? space : end).trimEnd()}…`;
}

function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
