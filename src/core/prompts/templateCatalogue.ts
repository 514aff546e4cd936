import type { FoundTemplate, TemplateProblem, TemplateSource } from "./libraryTemplate";
import type { PromptTemplate } from "./promptTemplate";
import { TemplateError } from "./templateError";
import { MAX_TEMPLATE_BYTES, tooLarge } from "./templateSize";

export const TEMPLATE_SUFFIX = ".prompt.md";

/** A folder of template files, wherever it is. */
export interface TemplateFolder {
  /** File names, without the path. */
  list(): Promise<string[]>;
  read(fileName: string): Promise<string>;
  /** In bytes: a file that is too large is not read. */
  size(fileName: string): Promise<number>;
  /** The file's address, as text. */
  uri(fileName: string): string;
}

/** A folder's templates, sorted by id, and the files that are none. */
export interface ReadFolder {
  readonly templates: readonly FoundTemplate[];
  readonly problems: readonly TemplateProblem[];
}

/**
 * The folder's templates in the writer's language. `summarise.zh-cn.prompt.md` stands in for `summarise.prompt.md`
 * when `locale` (as VS Code names it) is "zh-cn"; where there is no `summarise.prompt.md` it is a template of its own.
 * For a broken translation the original stands in. VS Code's own prompt files (source "vscode") have no translations.
 * A file that the folder cannot read is a problem like others; throws what listing it throws.
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
      const uri = folder.uri(fileName);
      try {
        return [{ template: await readTemplate(folder, fileName, id, source), uri }];
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        const { line, problem: message } = error;
        problems.push({ source, fileName, uri, message, error, ...(line !== undefined && { line }) });
      }
    }
    return [];
  };
  const templates = (await Promise.all(ids.map(readOne))).flat();
  // They were found in whatever order the disk answered.
  problems.sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
  return { templates, problems };
}

async function readTemplate(
  folder: TemplateFolder,
  fileName: string,
  id: string,
  source: TemplateSource,
): Promise<PromptTemplate> {
  const text = await readText(folder, fileName, id);
  // The parsers of front matter are big, and the editor should not read them before they are needed.
  if (source === "vscode") return (await import("./parsePromptFile")).parsePromptFile(id, text);
  return (await import("./parseTemplate")).parseTemplate(id, text);
}

/** Throws TemplateError "tooLarge", "unreadable". */
async function readText(folder: TemplateFolder, fileName: string, id: string): Promise<string> {
  try {
    if ((await folder.size(fileName)) > MAX_TEMPLATE_BYTES) throw tooLarge(id);
    return await folder.read(fileName);
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TemplateError(id, reason, { fault: "unreadable" });
  }
}
