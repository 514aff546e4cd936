import { sentenceEnds } from "../../text/sentence";
import type { Filter } from "./filter";

/** Where a text that ends no sentence is cut: a clause mark that keeps most of it, else a word's end. */
const CLAUSE = /[,;:](?=\s)|[，、；：—]/g;
const KEEP_CLAUSE = 0.6;

/** One line, one sentence. What is not finished ends at a clause or a word, never inside one. */
export const cutAtSentenceEnd: Filter = (raw) => {
  const lead = /^\n*/.exec(raw)?.[0] ?? "";
  const line = /^[^\n\r]*/.exec(raw.slice(lead.length))?.[0] ?? "";
  const whole = line.length < raw.length - lead.length;
  const end = sentenceEnds(line).find((offset) => line.slice(0, offset).trim().length > 1);
  if (end !== undefined) return lead + line.slice(0, end);
  return whole ? lead + line : lead + cutUnfinished(line);
};

function cutUnfinished(line: string): string {
  const clauses = [...line.matchAll(CLAUSE)].map((match) => match.index + match[0].length);
  const clause = clauses.findLast((offset) => offset >= line.length * KEEP_CLAUSE);
  if (clause !== undefined) return line.slice(0, clause);
  const word = line.trimEnd().search(/\s\S*$/);
  return word > 0 ? line.slice(0, word) : line;
}
