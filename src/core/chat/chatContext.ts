import type { PromptImage } from "../models/prompt";
import { IMAGE_TOKENS } from "../models/usage/imageTokens";
import { estimateTokens, firstTokens } from "../text/tokenEstimate";

/** What the writer can put beside a question. "glossary" and the like are files. */
export type ContextKind = "selection" | "file" | "editors" | "heading" | "folder" | "answer" | "image";

/** A chip, with what was sent for it. */
export interface ContextItem {
  readonly kind: ContextKind;
  /** What the writer knows it by: a file's name, a heading. */
  readonly label: string;
  /** What is sent; empty for an image. */
  readonly text: string;
  readonly tokens: number;
  /** Tokens of the whole, where only its beginning is sent. */
  readonly wholeTokens?: number;
  readonly image?: PromptImage;
}

/** A chip before it is known how much of it there is room for. */
export type ContextSource = Pick<ContextItem, "kind" | "label" | "text" | "image">;

/** A name and two tags around each item. */
const TAG_TOKENS = 16;
/** Shorter than this a beginning says nothing. */
const LEAST_TOKENS = 32;

/**
 * The items as they are sent in `tokens` tokens. Short ones stay whole; long ones share what is left evenly and end
 * early. What has no room at all is left with an empty text and its `wholeTokens`, so that the writer can be told.
 */
export function fitContext(sources: readonly ContextSource[], tokens: number): ContextItem[] {
  const wanted = sources.map((source) => (source.image ? IMAGE_TOKENS : estimateTokens(source.text)));
  const share = evenShare(wanted, tokens - sources.length * TAG_TOKENS);
  return sources.map((source, i) => {
    const whole = wanted[i] ?? 0;
    if (whole <= share) return { ...source, tokens: whole };
    if (source.image || share < LEAST_TOKENS) return without(source, whole);
    const text = wholeLines(firstTokens(source.text, share));
    return { ...source, text, tokens: estimateTokens(text), wholeTokens: whole };
  });
}

/** The items as the model reads them, before the question; empty for none. Images are sent apart. */
export function contextBlock(items: readonly ContextItem[]): string {
  const shown = items.filter(({ text }) => text.trim() !== "");
  return shown.map(itemBlock).join("\n\n");
}

/** The most that any item may have, so that all of them have room: what the short ones leave goes to the long ones. */
function evenShare(wanted: readonly number[], tokens: number): number {
  let left = Math.max(0, tokens);
  const sorted = wanted.toSorted((one, other) => one - other);
  for (const [i, size] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - i));
    if (size > share) return share;
    left -= size;
  }
  return Infinity;
}

function without({ kind, label }: ContextSource, wholeTokens: number): ContextItem {
  return { kind, label, text: "", tokens: 0, wholeTokens };
}

/** Ends at a line's end, unless that would leave less than half. */
function wholeLines(text: string): string {
  const end = text.lastIndexOf("\n");
  return end > text.length / 2 ? text.slice(0, end) : text;
}

function itemBlock({ kind, label, text, wholeTokens }: ContextItem): string {
  const name = label.replace(/[<>"\s]+/g, " ").trim();
  // Text that would close its own tag would let the rest of a file pass for the writer's words.
  const inside = text.replace(new RegExp(`</(?=${kind}\\b)`, "gi"), "<\\/");
  const rest = wholeTokens === undefined ? "" : "\n[The rest is left out.]";
  return `<${kind}${name === "" ? "" : ` name="${name}"`}>\n${inside}${rest}\n</${kind}>`;
}
