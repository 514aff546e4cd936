import { atomsIn, linkLabel } from "./atoms";
import { changesOf, type Change } from "./changes";
import { differingRuns, type RunPair, type Side } from "./chunks";
import type { Hunk, HunkKind } from "./hunk";
import { joinMarkPairs } from "./markPairs";
import { mergeChanges } from "./mergeChanges";
import { differingTokens } from "./tokenBlocks";
import { JOINS_BEFORE, tokensOf } from "./tokens";

/** Steps of comparing words that two texts may take, a tenth of a microsecond each. */
const EFFORT = 600_000;

/**
 * The changes that lead from `original` to `proposal`, in order and apart from each other; two may touch. Both texts
 * have the same line endings. Texts that differ too much to be compared in time come as fewer and larger hunks.
 */
export function hunks(original: string, proposal: string): Hunk[] {
  return hunksWithin(original, proposal, EFFORT);
}

/** As `hunks`, with about so many steps of comparing. The same texts always give the same hunks. */
export function hunksWithin(original: string, proposal: string, effort: number): Hunk[] {
  if (original === proposal) return [];
  const own: Side = { text: original, atoms: atomsIn(original) };
  const other: Side = { text: proposal, atoms: atomsIn(proposal) };
  const words = new Intl.Segmenter(undefined, { granularity: "word" });
  const runs = differingRuns(own, other);
  const size = runs.reduce((sum, run) => sum + length(run), 0);
  return runs.flatMap((run) => {
    const tokens = tokensOf(original, run.own, atomsBetween(own, run.own), words);
    const others = tokensOf(proposal, run.other, atomsBetween(other, run.other), words);
    const blocks = differingTokens(tokens, others, (effort * length(run)) / size);
    const changes = changesOf({ ...run, tokens, others, blocks }, original, proposal);
    const paired = joinMarkPairs(changes, tokens, original, proposal);
    const merged = mergeChanges(paired, tokens, original, proposal);
    return merged.flatMap((change) => hunksOf(change, original, proposal, effort));
  });
}

function length({ own, other }: RunPair): number {
  return own.end - own.start + other.end - other.start;
}

/** No atom reaches over the border of a run. */
function atomsBetween({ atoms }: Side, { start, end }: RunPair["own"]): Side["atoms"] {
  return atoms.slice(firstFrom(atoms, start), firstFrom(atoms, end));
}

/** The index of the first atom that begins at `offset` or behind it. */
function firstFrom(atoms: Side["atoms"], offset: number): number {
  let [low, high] = [0, atoms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atoms[middle]?.start ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One hunk; of a link whose text and target both changed one for each. */
function hunksOf({ own, other, kind }: Change, original: string, proposal: string, effort: number): Hunk[] {
  const [text, otherText] = [original.slice(own.start, own.end), proposal.slice(other.start, other.end)];
  if (kind === "link") {
    const inside = linkHunks(text, otherText, effort);
    if (inside !== undefined) return inside.map((hunk) => shifted(hunk, own.start));
  }
  return trimmed(text, otherText, kind).map((hunk) => shifted(hunk, own.start));
}

/** The hunks inside `[text](target)` that became `[other text](other target)`; undefined for anything else. */
function linkHunks(link: string, other: string, effort: number): Hunk[] | undefined {
  const [start, otherStart] = [/^\s*/.exec(link)?.[0] ?? "", /^\s*/.exec(other)?.[0] ?? ""];
  const [bare, otherBare] = [link.trim(), other.trim()];
  const [label, otherLabel] = [linkLabel(bare), linkLabel(otherBare)];
  if (label === undefined || label.start !== otherLabel?.start) return undefined;
  const [target, otherTarget] = [bare.slice(label.end), otherBare.slice(otherLabel.end)];
  if (target.charAt(1) !== otherTarget.charAt(1)) return undefined;
  const inLabel = hunksWithin(
    bare.slice(label.start, label.end),
    otherBare.slice(otherLabel.start, otherLabel.end),
    effort,
  );
  const behind = [
    link.slice(start.length + bare.length),
    other.slice(otherStart.length + otherBare.length),
  ] as const;
  return [
    ...trimmed(start, otherStart, "whitespace"),
    ...inLabel.map((hunk) => shifted(hunk, start.length + label.start)),
    // Without the brackets around the target.
    ...trimmed(target.slice(2, -1), otherTarget.slice(2, -1), "link").map((hunk) =>
      shifted(hunk, start.length + label.end + 2),
    ),
    ...trimmed(...behind, "whitespace").map((hunk) => shifted(hunk, start.length + bare.length)),
  ];
}

/**
 * What both texts may begin and end with outside the hunk. A cell's mark is none of it, and where only white space
 * differs everything else is not.
 */
const EDGES: Readonly<Record<HunkKind, readonly [start: RegExp, end: RegExp]>> = {
  text: [/^\s*/, /\s*$/],
  link: [/^\s*/, /\s*$/],
  citation: [/^\s*/, /\s*$/],
  cell: [/^\s*[|&]?\s*/, /\s*$/],
  whitespace: [/^[^]*/, /[^]*$/],
};

/** One hunk without what both texts begin and end with, as far as that is not its own; or none. */
function trimmed(text: string, otherText: string, kind: HunkKind): Hunk[] {
  if (text === otherText) return [];
  const [head, tail] = EDGES[kind];
  let start = commonPrefix(head.exec(text)?.[0] ?? "", head.exec(otherText)?.[0] ?? "");
  while (start > 0 && (joinsBefore(text, start) || joinsBefore(otherText, start))) start--;
  const [rest, otherRest] = [text.slice(start), otherText.slice(start)];
  const end = commonSuffix(tail.exec(rest)?.[0] ?? "", tail.exec(otherRest)?.[0] ?? "");
  const original = rest.slice(0, rest.length - end);
  const proposed = otherRest.slice(0, otherRest.length - end);
  const isBlank = !/\S/.test(original + proposed);
  return [{ start, end: start + original.length, original, proposed, kind: isBlank ? "whitespace" : kind }];
}

function commonPrefix(text: string, other: string): number {
  let length = 0;
  while (length < text.length && text[length] === other[length]) length++;
  return length;
}

/** Whether what stands at `offset` is one character with what stands before it. */
function joinsBefore(text: string, offset: number): boolean {
  return JOINS_BEFORE.test(text.slice(offset, offset + 2)) || text.startsWith("\r\n", offset - 1);
}

/** Never between the two halves of a CRLF. */
function commonSuffix(text: string, other: string): number {
  let length = 0;
  while (length < Math.min(text.length, other.length) && text.at(-length - 1) === other.at(-length - 1))
    length++;
  return text.at(-length) === "\n" && text.at(-length - 1) === "\r" ? length - 1 : length;
}

function shifted(hunk: Hunk, by: number): Hunk {
  return { ...hunk, start: hunk.start + by, end: hunk.end + by };
}
