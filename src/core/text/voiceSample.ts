import { estimateTokens, firstTokens, lastTokens } from "./tokenEstimate";

/** In tokens: a paragraph shows a voice when it is about as long as a short sentence. */
const SHORTEST = 10;
const FENCED = /^(`{3,}|~{3,})[\s\S]*?^\1.*$/gm;
/** Headings, tables, quotes, items of lists, directives, tags, commands, front matter. */
const NO_PROSE = /^(?:#|\||>|[-*+] |\d+[.)] |`{3}|~{3}|\.\. |<|\\|---|={3})/;

/**
 * Prose of the document to show its voice, at most `tokens` tokens: what stands just `before` the text, and where that
 * is too little, what follows `after` it. Headings, lists, tables and code are left out; may be empty.
 */
export function voiceSample(before: string, after: string, tokens: number): string {
  const above = lastTokens(prose(before), tokens);
  const below = firstTokens(prose(after), Math.max(0, tokens - estimateTokens(above)));
  return [above, below].filter((text) => text !== "").join("\n\n");
}

function prose(text: string): string {
  const paragraphs = text
    .replace(FENCED, "")
    .split(/(?:\r?\n[ \t\u3000]*){2,}/)
    .map((paragraph) => paragraph.trim());
  return paragraphs
    .filter((paragraph) => estimateTokens(paragraph) >= SHORTEST && !NO_PROSE.test(paragraph))
    .join("\n\n");
}
