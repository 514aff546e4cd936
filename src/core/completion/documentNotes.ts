import { FRONT_MATTER } from "./frontMatter";
import type { WiderText } from "./ghostTextQuery";
import { type Heading, headingTrail, highestHeading } from "./headings";

/** What is known of a document before its text is read. */
export interface DocumentNotes {
  readonly title?: string;
  readonly description?: string;
  /** The headings that the cursor stands under, outermost first. */
  readonly headings: readonly Heading[];
  /** What the document itself asks of every continuation. */
  readonly instruction?: string;
  /** The language that the document says it is in, as it says it: "de", "en-GB". */
  readonly language?: string;
}

/** UTF-16 units: title and description together; the titles of the headings together; an instruction. */
const MOST_ABOUT = 400;
const MOST_HEADINGS = 200;
const MOST_INSTRUCTION = 500;

/** Title, description and instruction, from the front matter or what stands for one, and the headings. */
export async function documentNotes(
  { start, linesAbove }: WiderText,
  languageId: string,
): Promise<DocumentNotes> {
  // The document is read before anything is waited for.
  const headings = headingTrail(linesAbove, languageId);
  const matter = await frontMatter(start);
  const title = cut(words(matter.title) ?? titleInText(start, headings, languageId), MOST_ABOUT);
  const description = [matter.description, matter.abstract, matter.summary]
    .map(words)
    .find((text) => text !== undefined);
  const about = cut(description, MOST_ABOUT - (title?.length ?? 0));
  const own = matter.inkling;
  const instruction = cut(words(isRecord(own) ? own.instruction : own), MOST_INSTRUCTION);
  const language = words(matter.lang ?? matter.language);
  return {
    headings: innermost(headings),
    ...(title !== undefined && { title }),
    ...(about !== undefined && { description: about }),
    ...(instruction !== undefined && { instruction }),
    ...(language !== undefined && { language }),
  };
}

const LATEX_TITLE = /^[^%\r\n]*?\\title\s*(?:\[[^\]]*\])?\{((?:[^{}]|\{[^{}]*\})*)\}/m;

/** What stands in the front matter; nothing where there is none, or while it is no YAML. */
async function frontMatter(start: string): Promise<Readonly<Record<string, unknown>>> {
  const [, yaml] = FRONT_MATTER.exec(start) ?? [];
  if (yaml === undefined) return {};
  // Big, so it is read when a document first has front matter.
  const { parse } = await import("yaml");
  try {
    const value: unknown = parse(yaml, { logLevel: "silent" });
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function titleInText(start: string, headings: readonly Heading[], languageId: string): string | undefined {
  if (languageId === "latex" || languageId === "tex") return words(LATEX_TITLE.exec(start)?.[1]);
  // Where every chapter has a heading of level 1, the cursor's own says more than the first.
  const [outermost] = headings;
  return (outermost?.level === 1 ? outermost : highestHeading(start, languageId))?.title;
}

/** A value that is text or a number, in one line. */
function words(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).replace(/\s+/g, " ").trim();
  return text === "" ? undefined : text;
}

/** At most `most` UTF-16 units, cut at a word where there is one. */
function cut(text: string | undefined, most: number): string | undefined {
  if (text === undefined || text.length <= most) return text;
  const [, whole] = /^([\s\S]*\S)\s/.exec(text.slice(0, most)) ?? [];
  const head = whole ?? text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
  return head === "" ? undefined : head;
}

/** As many of the headings as have room, the nearest first. */
function innermost(headings: readonly Heading[]): Heading[] {
  const kept: Heading[] = [];
  let left = MOST_HEADINGS;
  for (const heading of [...headings].reverse()) {
    left -= heading.title.length;
    if (left < 0) break;
    kept.unshift(heading);
  }
  return kept;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
