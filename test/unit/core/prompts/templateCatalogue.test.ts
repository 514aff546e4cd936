import { describe, expect, it, vi } from "vitest";
import { readTemplates, type TemplateFolder } from "../../../../src/core/prompts/templateCatalogue";

const file = (name: string) =>
  `---\nname: ${name}\ndescription: d\ntarget: replace\n---\n\nDo it: {{selection}}\n`;
const broken = "no front matter here";

/** A folder in memory; reading what is not in it throws, as a disk does. */
function folderOf(files: Readonly<Record<string, string>>): TemplateFolder {
  return {
    list: () => Promise.resolve(Object.keys(files)),
    read: (name) => {
      const source = files[name];
      return source === undefined ? Promise.reject(new Error(`no file ${name}`)) : Promise.resolve(source);
    },
  };
}

async function read(files: Readonly<Record<string, string>>, locale = "en") {
  const warn = vi.fn<(message: string) => void>();
  const unexpected = () => {
    throw new Error("only warnings are expected");
  };
  const templates = await readTemplates(folderOf(files), locale, {
    warn,
    info: unexpected,
    error: unexpected,
  });
  return { templates, ids: templates.map(({ id }) => id), names: templates.map(({ name }) => name), warn };
}

describe("readTemplates", () => {
  it("reads the templates of a folder, sorted by id, and nothing else in it", async () => {
    const { ids, warn } = await read({
      "summarise.prompt.md": file("Summarise"),
      "README.md": "# Templates",
      "poem.prompt.md": file("Poem"),
      "poem.prompt.md.bak": broken,
    });
    expect(ids).toEqual(["poem", "summarise"]);
    expect(warn).not.toHaveBeenCalled();
  });

  it("has none in an empty folder", async () => {
    expect((await read({})).templates).toEqual([]);
  });

  it.each(["zh-cn", "zh-CN"])(
    "takes the writer's language where there is a translation: %s",
    async (locale) => {
      const { ids, names } = await read(
        {
          "poem.prompt.md": file("Poem"),
          "poem.zh-cn.prompt.md": file("诗"),
          "rewrite.prompt.md": file("Rewrite"),
          "rewrite.fr.prompt.md": file("Réécrire"),
        },
        locale,
      );
      expect(ids).toEqual(["poem", "rewrite"]);
      expect(names).toEqual(["诗", "Rewrite"]);
    },
  );

  it("does not read translations for a writer of another language", async () => {
    const { names, warn } = await read(
      { "poem.prompt.md": file("Poem"), "poem.zh-cn.prompt.md": broken },
      "de",
    );
    expect(names).toEqual(["Poem"]);
    expect(warn).not.toHaveBeenCalled();
  });

  it("leaves a broken file out, keeps the others and logs which it was and why", async () => {
    const { ids, warn } = await read({
      "a.prompt.md": file("A"),
      "b.prompt.md": broken,
      "c.prompt.md": file("C"),
    });
    expect(ids).toEqual(["a", "c"]);
    expect(warn.mock.calls).toEqual([["b.prompt.md: no front matter"]]);
  });

  it("does not hide that the folder cannot be read", async () => {
    const logger = { warn: vi.fn(), info: vi.fn(), error: vi.fn() };
    const folder: TemplateFolder = {
      list: () => Promise.resolve(["poem.prompt.md"]),
      read: () => Promise.reject(new Error("EACCES")),
    };
    await expect(readTemplates(folder, "en", logger)).rejects.toThrow("EACCES");
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
