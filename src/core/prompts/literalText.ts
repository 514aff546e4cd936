/** The text of a prompt: as it stands, or a name that is filled in. */
export type TextPiece = string | { readonly name: string };

/** Brackets that stand for the double braces in a text that has such braces itself. */
const BRACKETS = ["⟦⟧", "⟪⟫", "⦃⦄", "⦅⦆", "⟬⟭", "⧼⧽"];
/** Characters that nobody has a use for (https://www.unicode.org/faq/private_use.html), if it comes to that. */
const PRIVATE_USE = { first: 0xe000, last: 0xf8ff };

/** A template's text that is just `text`, whatever braces are in it. */
export function literalText(text: string): string {
  return textOfPieces([text]);
}

/**
 * A template's text of what stands as it is and of names. Where it has double braces of its own, the names stand in
 * other brackets, as a tag in front of the text says.
 */
export function textOfPieces(pieces: readonly TextPiece[]): string {
  const literals = pieces.filter((piece) => typeof piece === "string");
  const write = (open: string, close: string) =>
    pieces
      .map((piece) => (typeof piece === "string" ? piece : open + piece.name + close))
      .join("")
      .trim();
  // A brace on its own would become part of the two that follow it.
  if (!literals.some((text) => text.includes("{{") || text.endsWith("{"))) return write("{{", "}}");
  const [open, close] = freeBrackets(literals);
  return `{{=${open} ${close}=}}${write(open, close)}`;
}

/** Two characters that the text does not have. */
function freeBrackets(literals: readonly string[]): [string, string] {
  const used = new Set(literals.flatMap((text) => Array.from(text)));
  for (const [open = "", close = ""] of BRACKETS) {
    if (!used.has(open) && !used.has(close)) return [open, close];
  }
  const free: string[] = [];
  for (let code = PRIVATE_USE.first; code <= PRIVATE_USE.last && free.length < 2; code++) {
    const character = String.fromCodePoint(code);
    if (!used.has(character)) free.push(character);
  }
  const [open, close] = free;
  if (open === undefined || close === undefined) throw new RangeError("every character is in use");
  return [open, close];
}
