/** UTF-16 units in one piece: few enough to be laid out anew each frame. */
const PIECE_LENGTH = 8000;

/** Plain text, in pieces at the ends of lines: where it grows, a browser has to lay out the last piece alone. */
export function LongText({ text }: { readonly text: string }) {
  return (
    <>
      {pieces(text).map((piece, place) => (
        <span key={place} class="piece">
          {piece}
        </span>
      ))}
    </>
  );
}

function pieces(text: string): string[] {
  const all: string[] = [];
  let from = 0;
  while (text.length - from > PIECE_LENGTH) {
    const lineEnd = text.indexOf("\n", from + PIECE_LENGTH);
    if (lineEnd === -1) break;
    all.push(text.slice(from, lineEnd + 1));
    from = lineEnd + 1;
  }
  return [...all, text.slice(from)];
}
