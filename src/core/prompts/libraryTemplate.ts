import type { PromptTemplate } from "./promptTemplate";
import type { TemplateError } from "./templateError";

/**
 * Where templates come from: with Inkling itself, the user's own folder, the workspace's `.inkling/templates`, VS Code's
 * prompt files in `.github/prompts`.
 */
export const TEMPLATE_SOURCES = ["extension", "user", "workspace", "vscode"] as const;

export type TemplateSource = (typeof TEMPLATE_SOURCES)[number];

/** Behind the id of a prompt file of VS Code's where another template has that id. */
const PROMPT_FILE_MARK = ".github";

/** A template, and where it was found. */
export interface FoundTemplate {
  readonly template: PromptTemplate;
  /** The file's address, as text. */
  readonly uri: string;
}

/** A template of the library. */
export interface LibraryTemplate extends FoundTemplate {
  readonly source: TemplateSource;
  /** Where else one with this id was found that it takes the place of, the first to be overridden first. */
  readonly overrides?: readonly TemplateSource[];
}

/** A file that could not be used. */
export interface TemplateProblem {
  readonly source: TemplateSource;
  readonly fileName: string;
  /** The file's address, as text. */
  readonly uri: string;
  /** In the file, the first is 1; undefined where it is the file as a whole. */
  readonly line?: number;
  /** In English. Whoever words it for the writer has `error`. */
  readonly message: string;
  readonly error: TemplateError;
}

/**
 * One list of what the sources have, sorted by id. Of the same id the user's template is taken before Inkling's, and the
 * workspace's before both; of two in one source the first. VS Code's prompt files take no other's place, for they were
 * not written for Inkling: where they have another's id they get one of their own.
 */
export function mergeTemplates(
  bySource: Readonly<Partial<Record<TemplateSource, readonly FoundTemplate[]>>>,
): LibraryTemplate[] {
  const merged = new Map<string, LibraryTemplate>();
  for (const source of ["extension", "user", "workspace"] as const) {
    for (const { template, uri } of bySource[source] ?? []) {
      const other = merged.get(template.id);
      if (other?.source === source) continue;
      const overrides = other && [...(other.overrides ?? []), other.source];
      merged.set(template.id, { template, uri, source, ...(overrides && { overrides }) });
    }
  }
  const others = new Set(merged.keys());
  for (const { template, uri } of bySource.vscode ?? []) {
    const id = others.has(template.id) ? template.id + PROMPT_FILE_MARK : template.id;
    if (!merged.has(id)) merged.set(id, { template: { ...template, id }, uri, source: "vscode" });
  }
  return [...merged.values()].sort(({ template: a }, { template: b }) =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
  );
}

/** Whether the template is for documents of this language. */
export function isOfferedIn({ languages }: Pick<PromptTemplate, "languages">, languageId: string): boolean {
  return languages === undefined || languages.includes(languageId);
}
