import { adaptPrompt, CONTINUE } from "../models/adaptPrompt";
import type { ModelInfo } from "../models/languageModel";
import type { Prompt } from "../models/prompt";
import type { GhostTextSettings } from "../settings/settings";
import { withLineEnding } from "../text/lineEnding";
import { estimateTokens } from "../text/tokenEstimate";
import { type ContextWindow, contextWindow } from "./contextWindow";
import { type DocumentNotes, documentNotes } from "./documentNotes";
import type { GhostTextQuery } from "./ghostTextQuery";
import { plainHead, withKeywords } from "./plainNotes";
import { LONGEST_STYLE_NOTE, styleNote } from "./styleNote";

export interface PromptOptions {
  /** The most tokens of the answer. */
  readonly maxTokens: number;
  readonly settings: Pick<GhostTextSettings, "contextTokens" | "suffixTokens" | "instruction" | "length">;
  /** Passages of other documents. */
  readonly related?: readonly string[];
  /** Whether the document may give instructions itself: not in a folder that the writer does not trust. */
  readonly trusted?: boolean;
}

/** Everything that a prompt is made from. */
interface Material {
  readonly query: GhostTextQuery;
  readonly notes: DocumentNotes;
  readonly start: string;
  readonly options: PromptOptions;
  /** Of the settings and of the document. */
  readonly instructions: readonly string[];
  readonly related: readonly string[];
  /** Estimated tokens for all of the prompt. */
  readonly room: number;
}

/** Estimates can be wrong by a third. */
const ESTIMATE_MARGIN = 2 / 3;
const FEWEST_TOKENS = 32;
/** What notes take of a small window counts in steps, so that the rest does not move with each of their words. */
const NOTES_STEP = 64;

/**
 * What a model is asked at the cursor: plain text where it goes on with one, both sides of the gap where something
 * follows and it can fill one, else an instruction. An instruct model that could go on with plain text is given one
 * when the writer asks for something, which a text cannot say. What changes least stands first, so that servers
 * find the beginning of the prompt in their caches.
 */
export async function completionPrompt(
  query: GhostTextQuery,
  info: ModelInfo,
  options: PromptOptions,
): Promise<Prompt> {
  const { start, linesAbove } = query.wider();
  const notes = await documentNotes({ start, linesAbove }, query.languageId);
  const own = options.trusted === false ? "" : (notes.instruction ?? "");
  const instructions = [options.settings.instruction, own].map((text) => text.trim()).filter(Boolean);
  const room = Math.floor(((info.contextTokens ?? Infinity) - options.maxTokens) * ESTIMATE_MARGIN);
  const passages = (options.related ?? []).map((text) => withLineEnding(text, "\n"));
  const related = estimateTokens(passages.join("")) <= room / 4 ? passages : [];
  const material = { query, notes, start, options, instructions, related, room };

  const isSteered = instructions.length > 0 || (query.keywords ?? "").trim() !== "";
  const follows = info.kind === "instruct" && (info.prompts.includes("chat") || info.format !== undefined);
  const isPlain = info.prompts.includes("text") && !(isSteered && follows);
  return adaptPrompt(isPlain ? plainPrompt(material, info) : await instruction(material), info);
}

/** The text itself, as the document goes on; headings that the window does not reach stand before it. */
function plainPrompt({ query, notes, related, ...material }: Material, info: ModelInfo): Prompt {
  const passages = related.length > 0 ? `${related.join("\n\n")}\n\n* * *\n\n` : "";
  const most = passages + plainHead(notes, "", query.languageId) + (query.keywords ?? "");
  // Words are tokens with their space in front: a space left hanging is one that models have seldom seen, and
  // many answer it with nothing. What the model then begins with is made to fit at the seam.
  const prefix = query.prefix.replace(/[ \t]+$/, "");
  const around = {
    prefix,
    suffix: query.suffix,
    offset: query.offset - (query.prefix.length - prefix.length),
  };
  const window = unified(windowFor(around, material, estimateTokens(most)));
  const head = plainHead(notes, window.prefix, query.languageId);
  const before = passages + head + withKeywords(window.prefix, query);
  const isGap = info.prompts.includes("infill") && goesOn(query.suffix);
  return isGap ? { kind: "infill", prefix: before, suffix: window.suffix } : { kind: "text", text: before };
}

/** Something but white space follows in the same paragraph, as far as that is certain. */
function goesOn(suffix: string): boolean {
  return /^[ \t]*(?:[^\s]|(?:\r\n|\r|\n)[ \t]*\p{Ll})/u.test(suffix);
}

const LENGTHS: Readonly<Record<GhostTextSettings["length"], string>> = {
  phrase: "Write a few words, one phrase and no more.",
  sentence: "Write to the end of the sentence; where none has begun, write one.",
  paragraph: "Write to the end of the paragraph.",
};

const GAP =
  "The text so far stands in <before>; what may follow your words stands in <after>, and they have to lead over to it.";

/** An instruction that yields a bare continuation, and what is known of the document. */
async function instruction({ query, notes, start, related, ...material }: Material): Promise<Prompt> {
  const { options, room, instructions } = material;
  const task = [
    `${CONTINUE} ${LENGTHS[options.settings.length]}`,
    GAP,
    ...(instructions.length > 0
      ? [["Keep to this:", ...instructions.map((text) => `- ${text}`)].join("\n")]
      : []),
  ];
  const most = [...task, ...related, query.keywords, about(notes, "x".repeat(LONGEST_STYLE_NOTE))].join("\n");
  const window = windowFor(query, material, estimateTokens(most));
  const known = about(notes, await styleNote({ query, start, window, language: notes.language }));
  const isKnown = known !== "" && estimateTokens(known) < room / 3;
  const system = [...task, ...(isKnown ? [`About the document, not to be repeated:\n${known}`] : [])];
  const content = inTags(unified(window), related, query.keywords);
  return { kind: "chat", system: system.join("\n\n"), messages: [{ role: "user", content }] };
}

/** What is known of the document, a line each; empty where nothing is. */
function about({ title, description, headings }: DocumentNotes, style: string): string {
  const section = headings.map((heading) => heading.title).filter((text) => text !== title);
  const lines = [
    ["Title", title],
    ["Description", description],
    ["Style", style],
    ["Section", section.join(" > ")],
  ];
  return lines
    .filter(([, text]) => text)
    .map(([name, text]) => `${name}: ${text}`)
    .join("\n");
}

/** The text. What comes after the cursor keeps still while somebody types, so it stands before what does not. */
function inTags({ prefix, suffix }: ContextWindow, related: readonly string[], keywords = ""): string {
  const passages = `From other documents of the writer, for names and facts:\n<related>\n${related.join("\n\n")}\n</related>`;
  return [
    ...(related.length > 0 ? [passages] : []),
    ...(suffix.trim() === "" ? [] : [`<after>${suffix}</after>`]),
    `<before>${prefix}</before>`,
    ...(keywords.trim() === "" ? [] : [`Work this into the continuation: ${keywords.trim()}`]),
  ].join("\n\n");
}

/** The window that has room beside `taken` tokens of notes. */
function windowFor(
  around: Pick<GhostTextQuery, "prefix" | "suffix" | "offset">,
  { options, room }: Pick<Material, "options" | "room">,
  taken: number,
): ContextWindow {
  const { contextTokens, suffixTokens } = options.settings;
  const left = Math.max(FEWEST_TOKENS, room - Math.ceil(taken / NOTES_STEP) * NOTES_STEP);
  const after = Math.floor(Math.min(suffixTokens, left / 5));
  return contextWindow(around, {
    prefixTokens: Math.max(FEWEST_TOKENS, Math.min(contextTokens, left - after)),
    suffixTokens: after,
  });
}

/** Models have seen few line breaks of two characters; nothing is measured in them any more. */
function unified({ prefix, suffix }: ContextWindow): ContextWindow {
  return { prefix: withLineEnding(prefix, "\n"), suffix: withLineEnding(suffix, "\n") };
}
