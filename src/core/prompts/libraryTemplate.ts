import type { PromptTemplate } from "./promptTemplate";
import type { TemplateError } from "./templateError";

/** Where templates come from; of two with the same id the one from the later place here is taken. */
export const TEMPLATE_SOURCES = ["extension", "user", "vscode", "workspace"] as const;

/**
 * With Inkling itself, the user's own folder, VS Code's prompt files in `.github/prompts`, the workspace's
 * `.inkling/templates`.
 */
export type TemplateSource = (typeof TEMPLATE_SOURCES)[number];

/** A template, and where it was found. */
export interface FoundTemplate {
  readonly template: PromptTemplate;
  /** The file's address, as text. */
  readonly uri?: string;
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
  /** In the file, the first is 1; undefined where it is the file as a whole. */
  readonly line?: number;
  /** In English. Whoever words it for the writer has `error`. */
  readonly message: string;
  readonly error: TemplateError;
}

/**
 * One list of what the sources have, sorted by id. Of the same id the last source's template is taken; of two in one
 * source the first.
 */
export function mergeTemplates(
  bySource: Readonly<Partial<Record<TemplateSource, readonly FoundTemplate[]>>>,
): LibraryTemplate[] {
  const merged = new Map<string, LibraryTemplate>();
  for (const source of TEMPLATE_SOURCES) {
    for (const { template, uri } of bySource[source] ?? []) {
      const other = merged.get(template.id);
      if (other?.source === source) continue;
      const overrides = other && [...(other.overrides ?? []), other.source];
      merged.set(template.id, {
        template,
        source,
        ...(uri !== undefined && { uri }),
        ...(overrides && { overrides }),
      });
    }
  }
  return [...merged.values()].sort(({ template: a }, { template: b }) =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
  );
}

/** Whether the template is for documents of this language. */
export function isOfferedIn({ languages }: Pick<PromptTemplate, "languages">, languageId: string): boolean {
  return languages === undefined || languages.includes(languageId);
}

/** What the library says about a file that could not be read. */
export function templateProblem(
  source: TemplateSource,
  fileName: string,
  error: TemplateError,
): TemplateProblem {
  const { line, problem } = error;
  return { source, fileName, ...(line !== undefined && { line }), message: problem, error };
}
