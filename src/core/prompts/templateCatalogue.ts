import type { FoundTemplate, TemplateProblem, TemplateSource } from "./libraryTemplate";
import type { PromptTemplate } from "./promptTemplate";
import { TemplateError } from "./templateError";
import { MAX_TEMPLATE_BYTES, tooLarge } from "./templateSize";

export const TEMPLATE_SUFFIX = ".prompt.md";

/** What a translation's id ends with: a language as VS Code names it, and not the "v2" of a second version. */
const LANGUAGE = /\.([a-z]{2}(?:-[a-z]{2,4})?|qps-ploc)$/i;

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
 * when `locale` (as VS Code names it) is "zh-cn", in whatever capitals; where there is no `summarise.prompt.md` it is
 * a template of its own.
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
  const translations = source === "vscode" ? new Map<string, string>() : translationsIn(all);
  const translated = new Set(translations.values());
  const ids = all.filter((id) => !translated.has(id));
  const problems: TemplateProblem[] = [];
  const readOne = async (id: string) => {
    const localised = translations.get(`${id}.${locale.toLowerCase()}`) ?? id;
    for (const fileName of new Set([localised + TEMPLATE_SUFFIX, id + TEMPLATE_SUFFIX])) {
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

/** The ids of files that are translations of others, by the other's id and the language in small letters. */
function translationsIn(ids: readonly string[]): Map<string, string> {
  const all = new Set(ids);
  const translations = new Map<string, string>();
  for (const id of ids) {
    const original = id.replace(LANGUAGE, "");
    if (original !== id && all.has(original))
      translations.set(original + id.slice(original.length).toLowerCase(), id);
  }
  return translations;
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
