/** A line that opens or closes a block of code. */
export interface Fence {
  /** A closing line begins with the mark of the line that opened the block. */
  readonly mark: string;
  /** "opens" when it says what it opens; "closes" when it cannot open a block here. */
  readonly role: "opens" | "closes" | "either";
  /** It looks like an end: text stands right above it and none right below. */
  readonly isBelowText: boolean;
}

/**
 * The fence that is open behind the last of those `above` the cursor. The beginning of the document may be
 * missing; then the fences below, which are read only for that, help to guess whether a block was open there,
 * opened by nobody knows what.
 */
export function openFence<F extends Fence>(
  above: readonly F[],
  fromStart: boolean,
  below: () => readonly F[],
): F | "unknown" | undefined {
  let open: F | "unknown" | undefined =
    fromStart || !beginsInside([...above, ...below()]) ? undefined : "unknown";
  for (const fence of above) {
    if (open === undefined) open = fence.role === "closes" ? undefined : fence;
    else if (fence.role !== "opens" && (open === "unknown" || fence.mark.startsWith(open.mark)))
      open = undefined;
  }
  return open;
}

/** Fences come in pairs, so an odd number of bare ones before the first that surely opens began in a block. */
function beginsInside(fences: readonly Fence[]): boolean {
  const opener = fences.findIndex(({ role }) => role === "opens");
  return opener === -1 ? (fences[0]?.isBelowText ?? false) : opener % 2 === 1;
}

/** Whether text stands right above the line from `start` to `end`, and none right below it. */
export function isBelowText(text: string, start: number, end: number): boolean {
  if (start === 0) return false;
  const lineAbove = text.slice(text.lastIndexOf("\n", start - 2) + 1, start);
  const below = text.indexOf("\n", end);
  const lineBelow = below === -1 ? "" : /^.*/.exec(text.slice(below + 1, below + 200))?.[0];
  return lineAbove.trim() !== "" && lineBelow?.trim() === "";
}
