import { titleInText } from "../text/documentTitle";
import { fieldText, isRecord, readFrontMatter } from "../text/frontMatter";
import { type Heading, headingTrail } from "../text/headings";
import type { WiderText } from "./ghostTextQuery";

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
  const matter = await readFrontMatter(start);
  const title = cut(fieldText(matter.title) ?? titleInText(start, headings, languageId), MOST_ABOUT);
  const description = [matter.description, matter.abstract, matter.summary]
    .map(fieldText)
    .find((text) => text !== undefined);
  const about = cut(description, MOST_ABOUT - (title?.length ?? 0));
  const own = matter.inkling;
  const instruction = cut(fieldText(isRecord(own) ? own.instruction : own), MOST_INSTRUCTION);
  const language = fieldText(matter.lang ?? matter.language);
  return {
    headings: innermost(headings),
    ...(title !== undefined && { title }),
    ...(about !== undefined && { description: about }),
    ...(instruction !== undefined && { instruction }),
    ...(language !== undefined && { language }),
  };
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
