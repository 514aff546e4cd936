import type { Logger } from "../common/logger";
import { templateProblem, type TemplateProblem, type TemplateSource } from "./libraryTemplate";
import type { PromptTemplate } from "./promptTemplate";
import { TemplateError } from "./templateError";
import { MAX_TEMPLATE_BYTES, tooLarge } from "./templateSize";

export const TEMPLATE_SUFFIX = ".prompt.md";

/** A folder of template files, wherever it is. */
export interface TemplateFolder {
  /** File names, without the path. */
  list(): Promise<string[]>;
  read(fileName: string): Promise<string>;
  /** In bytes. Where it is known, a file that is too large is not read. */
  size?(fileName: string): Promise<number>;
}

/** A folder's templates, sorted by id, and the files that are none. */
export interface ReadFolder {
  readonly templates: readonly { readonly template: PromptTemplate; readonly fileName: string }[];
  readonly problems: readonly TemplateProblem[];
}

/**
 * The folder's templates in the writer's language. `summarise.zh-cn.prompt.md` stands in for `summarise.prompt.md`
 * when `locale` (as VS Code names it) is "zh-cn"; where there is no `summarise.prompt.md` it is a template of its own.
 * For a broken translation the original stands in. VS Code's own prompt files (source "vscode") have no translations.
 * Throws what the folder throws.
 */
export async function readTemplateFolder(
  folder: TemplateFolder,
  locale: string,
  source: TemplateSource,
): Promise<ReadFolder> {
  const names = new Set((await folder.list()).filter((name) => name.endsWith(TEMPLATE_SUFFIX)));
  const all = [...names].map((name) => name.slice(0, -TEMPLATE_SUFFIX.length)).sort();
  const isTranslation = (id: string) => names.has(id.replace(/\.[^.]*$/, "") + TEMPLATE_SUFFIX);
  const ids = source === "vscode" ? all : all.filter((id) => !id.includes(".") || !isTranslation(id));
  const problems: TemplateProblem[] = [];
  const readOne = async (id: string) => {
    const localised = `${id}.${locale.toLowerCase()}${TEMPLATE_SUFFIX}`;
    const candidates = source === "vscode" ? [] : [localised];
    for (const fileName of [...candidates, id + TEMPLATE_SUFFIX]) {
      if (!names.has(fileName)) continue;
      try {
        return [{ template: await readTemplate(folder, fileName, id, source), fileName }];
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        problems.push(templateProblem(source, fileName, error));
      }
    }
    return [];
  };
  const templates = (await Promise.all(ids.map(readOne))).flat();
  // They were found in whatever order the disk answered.
  problems.sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
  return { templates, problems };
}

/** The templates that ship with Inkling. What is broken is logged and left out. */
export async function readTemplates(
  folder: TemplateFolder,
  locale: string,
  logger: Logger,
): Promise<PromptTemplate[]> {
  const { templates, problems } = await readTemplateFolder(folder, locale, "extension");
  for (const { error, line } of problems) {
    logger.warn(line === undefined ? error.message : `${error.message} (line ${line})`);
  }
  return templates.map(({ template }) => template);
}

async function readTemplate(
  folder: TemplateFolder,
  fileName: string,
  id: string,
  source: TemplateSource,
): Promise<PromptTemplate> {
  if (((await folder.size?.(fileName)) ?? 0) > MAX_TEMPLATE_BYTES) throw tooLarge(id);
  const text = await folder.read(fileName);
  // The parsers of front matter are big, and the editor should not read them before they are needed.
  if (source === "vscode") return (await import("./parsePromptFile")).parsePromptFile(id, text);
  return (await import("./parseTemplate")).parseTemplate(id, text);
}
