import type { Logger } from "../common/logger";
import type { PromptTemplate } from "./promptTemplate";
import { TemplateError } from "./templateError";

export const TEMPLATE_SUFFIX = ".prompt.md";

/** A folder of template files, wherever it is. */
export interface TemplateFolder {
  /** File names, without the path. */
  list(): Promise<string[]>;
  read(fileName: string): Promise<string>;
}

/**
 * The folder's templates in the writer's language, sorted by id. `summarise.zh-cn.prompt.md` stands in for
 * `summarise.prompt.md` when `locale` (as VS Code names it) is "zh-cn". A broken file is logged and left
 * out; for a broken translation the original stands in.
 */
export async function readTemplates(
  folder: TemplateFolder,
  locale: string,
  logger: Logger,
): Promise<PromptTemplate[]> {
  // The parser of front matter is big, and the editor should not read it before it is needed.
  const { parseTemplate } = await import("./parseTemplate");
  const names = (await folder.list()).filter((name) => name.endsWith(TEMPLATE_SUFFIX));
  const ids = names.map((name) => name.slice(0, -TEMPLATE_SUFFIX.length)).filter((id) => !id.includes("."));
  const read = async (id: string) => {
    const localised = `${id}.${locale.toLowerCase()}${TEMPLATE_SUFFIX}`;
    for (const name of [localised, id + TEMPLATE_SUFFIX]) {
      if (!names.includes(name)) continue;
      try {
        return [parseTemplate(id, await folder.read(name))];
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        logger.warn(error.message);
      }
    }
    return [];
  };
  return (await Promise.all(ids.sort().map(read))).flat();
}
