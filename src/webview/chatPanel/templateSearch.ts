import type { PanelCategory, PanelTemplate } from "../../protocol/chatPanel";

/** Templates under a heading. */
export interface TemplateGroup {
  readonly category: PanelCategory;
  readonly templates: readonly PanelTemplate[];
}

/**
 * The templates that have every word of `query` in their name, their description or their category's name, in the
 * order of the categories; all of them for no words.
 */
export function findTemplates(
  templates: readonly PanelTemplate[],
  categories: readonly PanelCategory[],
  query: string,
): TemplateGroup[] {
  const words = folded(query)
    .split(/\s+/)
    .filter((word) => word !== "");
  const groups = categories.map((category) => ({
    category,
    templates: templates.filter((template) => {
      if (template.category !== category.id) return false;
      const text = folded(`${template.name} ${template.description} ${category.label}`);
      return words.every((word) => text.includes(word));
    }),
  }));
  return groups.filter((group) => group.templates.length > 0);
}

/** Without the differences that nobody types: capitals, accents, wide letters. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
