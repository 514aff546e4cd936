/** What every template may name, besides its own variables. */
export const TEMPLATE_NAMES = [
  "selection",
  "paragraph",
  "sample",
  "before",
  "document",
  "title",
  "outline",
  "language",
  "languageId",
  "date",
  "fileName",
  "fileStem",
  "clipboard",
  "glossary",
] as const;

export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** Whether `name` is one that every template may name. */
export function isTemplateName(name: string): name is TemplateName {
  return (TEMPLATE_NAMES as readonly string[]).includes(name);
}
