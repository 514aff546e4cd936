import type { PanelState, PanelTemplate } from "../../protocol/chatPanel/panelState";
import type { PanelStrings } from "../../protocol/chatPanel/panelStrings";

/** Templates under a heading. */
export interface TemplateGroup {
  readonly id: string;
  readonly label: string;
  readonly templates: readonly PanelTemplate[];
}

/** How many of the templates that were used last are shown by themselves. */
const RECENT = 5;

/**
 * The templates that have every word of `query` in their name, their command, their description or their category's
 * name, in the order of the categories. For no words all of them, the favourites and the last used ones above them.
 */
export function findTemplates(
  { templates, categories, recent }: Pick<PanelState, "templates" | "categories" | "recent">,
  query: string,
  words: Pick<PanelStrings, "favourites" | "recent">,
): TemplateGroup[] {
  const wanted = folded(query)
    .split(/\s+/)
    .filter((word) => word !== "");
  const groups = categories.map(({ id, label }) => ({
    id,
    label,
    templates: templates.filter((template) => {
      if (template.category !== id) return false;
      if (wanted.length === 0) return true;
      const text = folded(`${template.name} ${template.id} ${template.description} ${label}`);
      return wanted.every((word) => text.includes(word));
    }),
  }));
  const above = wanted.length > 0 ? [] : atHand(templates, recent, words);
  return [...above, ...groups].filter((group) => group.templates.length > 0);
}

function atHand(
  templates: readonly PanelTemplate[],
  recent: readonly string[],
  words: Pick<PanelStrings, "favourites" | "recent">,
): TemplateGroup[] {
  const used = recent.flatMap((id) => templates.find((template) => template.id === id) ?? []);
  return [
    {
      id: " favourites", // no category's
      label: words.favourites,
      templates: templates.filter(({ isFavourite }) => isFavourite),
    },
    {
      id: " recent",
      label: words.recent,
      templates: used.filter(({ isFavourite }) => !isFavourite).slice(0, RECENT),
    },
  ];
}

/** The templates whose command or name has `query` in it; those that begin with it first. */
export function findCommands(templates: readonly PanelTemplate[], query: string): PanelTemplate[] {
  const wanted = folded(query);
  const texts = ({ id, name }: PanelTemplate) => [folded(id), folded(name)];
  const begins = (template: PanelTemplate) => texts(template).some((text) => text.startsWith(wanted));
  const found = templates.filter((template) => texts(template).some((text) => text.includes(wanted)));
  return [...found.filter(begins), ...found.filter((template) => !begins(template))];
}

/** Without the differences that nobody types: capitals, accents, wide letters. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
