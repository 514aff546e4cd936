import * as v from "valibot";
import { emptyChat, type Chat } from "./chat";
import { chatEventSchema } from "./chatEventSchema";
import { applyEvents, type ChatEvent } from "./chatEvents";

/**
 * A chat's file: JSON Lines (https://jsonlines.org), one event a line, only ever added to. Each piece begins with a
 * line break of its own, so that it stands apart from whatever a crash, or another window, has left before it; empty
 * lines mean nothing.
 */

/** What could not be read of a file. */
export interface ChatDamage {
  /** Lines that are no event. */
  readonly lines: number;
  /** Whether the last line is one of them: the file was cut off there. */
  readonly atEnd: boolean;
}

export interface ParsedChat {
  readonly chat: Chat;
  readonly damage?: ChatDamage;
}

/** Whose a line is, so that one which was written twice (the disk failed half-way) counts once. */
export interface LineOrigin {
  /** The window's, new each time that Inkling starts. */
  readonly windowId: string;
  /** Of the first line; each has a higher one than those that the window has added to the file before. */
  readonly number: number;
}

/** Events as the lines of a file. */
export interface ChatLines {
  readonly text: string;
  /** The number that comes after the last line's. */
  readonly nextNumber: number;
}

/** What is added to a file for these events; an empty text for none. Pieces of the same text make one line. */
export function chatLines(events: readonly ChatEvent[], { windowId, number }: LineOrigin): ChatLines {
  const joined = joinTexts(events);
  const lines = joined.map((event, i) => `${JSON.stringify({ ...event, w: windowId, n: number + i })}\n`);
  return { text: lines.length > 0 ? `\n${lines.join("")}` : "", nextNumber: number + lines.length };
}

/**
 * The chat that a file holds, with everything of it that is whole. A line whose kind is not known, as a later Inkling
 * may write it, is passed over without being damage.
 */
export function parseChat(id: string, source: string): ParsedChat {
  const events: ChatEvent[] = [];
  const lastNumbers = new Map<string, number>();
  let damaged = 0;
  let atEnd = false;
  for (const line of source.split("\n")) {
    if (line.trim() === "") continue;
    const raw = parseJson(line);
    const event = isRepeated(raw, lastNumbers) ? "unknown" : toEvent(raw);
    atEnd = event === "damaged";
    if (event === "damaged") damaged++;
    else if (event !== "unknown") events.push(event);
  }
  const chat = applyEvents(emptyChat(id, firstMoment(events)), events);
  return { chat, ...(damaged > 0 && { damage: { lines: damaged, atEnd } }) };
}

/** One line of a file; undefined where it is no event that is known. */
export function parseEvent(line: string): ChatEvent | undefined {
  const event = toEvent(parseJson(line));
  return typeof event === "object" ? event : undefined;
}

/** Text that came in many small pieces makes one line. */
function joinTexts(events: readonly ChatEvent[]): ChatEvent[] {
  const joined: ChatEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    if (isText(event) && last && isText(last) && last.kind === event.kind && last.id === event.id) {
      joined[joined.length - 1] = { ...last, text: last.text + event.text };
    } else {
      joined.push(event);
    }
  }
  return joined;
}

type TextEvent = Extract<ChatEvent, { kind: "text" | "reasoning" }>;

function isText(event: ChatEvent): event is TextEvent {
  return event.kind === "text" || event.kind === "reasoning";
}

const KINDS: ReadonlySet<unknown> = new Set(
  chatEventSchema.options.map(({ entries }) => entries.kind.literal),
);

/** Undefined for what is no JSON. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isRepeated(raw: unknown, lastNumbers: Map<string, number>): boolean {
  if (typeof raw !== "object" || raw === null || !("w" in raw && "n" in raw)) return false;
  const { w, n } = raw;
  if (typeof w !== "string" || typeof n !== "number") return false;
  if (n <= (lastNumbers.get(w) ?? -Infinity)) return true;
  lastNumbers.set(w, n);
  return false;
}

function toEvent(raw: unknown): ChatEvent | "damaged" | "unknown" {
  const result = v.safeParse(chatEventSchema, raw);
  if (result.success) return result.output;
  const kind = typeof raw === "object" && raw !== null && "kind" in raw ? raw.kind : undefined;
  return typeof kind === "string" && !KINDS.has(kind) ? "unknown" : "damaged";
}

/** For a file whose first line is damaged. */
function firstMoment(events: readonly ChatEvent[]): number {
  for (const event of events) if ("at" in event) return event.at;
  return 0;
}
