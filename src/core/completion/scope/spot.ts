/** A cursor in the text around it. All offsets are UTF-16 units of `text`. */
export interface Spot {
  readonly text: string;
  readonly cursor: number;
  /** The cursor's line, without its line break. */
  readonly lineStart: number;
  readonly lineEnd: number;
  /** `text` begins where the document does. */
  readonly fromStart: boolean;
}

export function spotAt(prefix: string, suffix: string, fromStart: boolean): Spot {
  const text = prefix + suffix;
  const cursor = prefix.length;
  return { text, cursor, lineStart: startOfLine(text, cursor), lineEnd: endOfLine(text, cursor), fromStart };
}

/** Where the line of `offset` begins. */
export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line of `offset` ends, before its line break. */
export function endOfLine(text: string, offset: number): number {
  const lineFeed = text.indexOf("\n", offset);
  if (lineFeed === -1) return text.length;
  return lineFeed > offset && text[lineFeed - 1] === "\r" ? lineFeed - 1 : lineFeed;
}

/** How lines hang together in a markup language; each regular expression is tried at the start of a line. */
export interface LineKinds {
  /** Lines that belong to no paragraph; blank ones have to be among them. Sticky. */
  readonly outside: RegExp;
  /** Lines that begin a paragraph of their own. Sticky. */
  readonly first: RegExp;
}

/** Where the paragraph of the cursor's line begins, and where it ends. */
export function paragraphAround({ text, lineStart, lineEnd }: Spot, kinds: LineKinds): [number, number] {
  const is = (kind: RegExp, start: number) => {
    kind.lastIndex = start;
    return kind.test(text);
  };
  let start = lineStart;
  while (start > 0 && !is(kinds.first, start)) {
    const above = startOfLine(text, start - 1);
    if (is(kinds.outside, above)) break;
    start = above;
  }
  let end = lineEnd;
  for (;;) {
    const below = text.indexOf("\n", end) + 1;
    if (below === 0 || below === text.length || is(kinds.outside, below) || is(kinds.first, below)) break;
    end = endOfLine(text, below);
  }
  return [start, end];
}
