import type { PromptTemplate } from "../prompts/promptTemplate";
import { renderTemplate, type TemplateContext } from "../prompts/renderTemplate";
import type { QuotedText } from "./chat";

/** What a template may name that is the writer's own. */
const OWN = [
  ...["selection", "paragraph", "sample", "before", "document"],
  ...["title", "outline", "clipboard", "glossary"],
] as const satisfies readonly (keyof TemplateContext)[];

/** Where the writer's texts stand in the message that a template makes, in order, whatever else reads the same there. */
export function quotedTexts(template: PromptTemplate, context: TemplateContext): QuotedText[] {
  const content = messageOf(template, context);
  const texts = new Map<string, string>();
  for (const name of OWN) if (context[name]?.trim()) texts.set(name, context[name]);
  let mark = "\uFFFC";
  while (content.includes(mark)) mark += "\uFFFC";
  const marks = Object.fromEntries([...texts.keys()].map((name) => [name, mark + name + mark]));
  // What stands between two marks is a name, all else is the template's.
  const pieces = messageOf(template, { ...context, ...marks }).split(mark);
  const quoted: QuotedText[] = [];
  let whole = "";
  for (const [i, piece] of pieces.entries()) {
    const start = whole.length;
    whole += i % 2 === 0 ? piece : (texts.get(piece) ?? "");
    if (i % 2 === 1) quoted.push({ name: piece, start, end: whole.length });
  }
  // White space at the ends of a message is left out.
  if (whole.trim() !== content) return [];
  const lead = whole.length - whole.trimStart().length;
  const place = (at: number) => Math.min(Math.max(0, at - lead), content.length);
  return quoted.map(({ name, start, end }) => ({ name, start: place(start), end: place(end) }));
}

function messageOf(template: PromptTemplate, context: TemplateContext): string {
  return renderTemplate(template, context).messages[0]?.content ?? "";
}
