import { describe, expect, it, vi } from "vitest";
import {
  readTemplateFolder,
  readTemplates,
  type TemplateFolder,
} from "../../../../src/core/prompts/templateCatalogue";

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

  it("logs the line where it is known", async () => {
    const { warn } = await read({ "a.prompt.md": file("A").replace("selection", "selektion") });
    expect(warn.mock.calls).toEqual([
      ["a.prompt.md: user: there is no {{selektion}}; did you mean {{selection}}? (line 7)"],
    ]);
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

describe("readTemplateFolder", () => {
  it("says which files are none, where and why, and lets the original stand in for its translation", async () => {
    const folder = folderOf({
      "poem.prompt.md": file("Poem"),
      "poem.zh-cn.prompt.md": file("诗").replace("replace", "nowhere"),
      "ode.prompt.md": file("Ode").replace("{{selection}}", "{{> ode}}"),
    });
    const { templates, problems } = await readTemplateFolder(folder, "zh-cn", "workspace");
    expect(templates.map(({ template, fileName }) => [template.name, fileName])).toEqual([
      ["Poem", "poem.prompt.md"],
    ]);
    expect(
      problems.map(({ source, fileName, line, error }) => [source, fileName, line, error.fault]),
    ).toEqual([
      ["workspace", "ode.prompt.md", 7, "partial"],
      ["workspace", "poem.zh-cn.prompt.md", 4, "invalidField"],
    ]);
    expect(problems[0]?.message).toContain("{{> ode}}");
  });

  it("takes a file with a dot in its name for a translation only where there is an original", async () => {
    const folder = folderOf({
      "v1.2.prompt.md": file("Two"),
      "a.b.prompt.md": file("AB"),
      "a.prompt.md": file("A"),
    });
    const { templates } = await readTemplateFolder(folder, "en", "user");
    expect(templates.map(({ template }) => template.id)).toEqual(["a", "v1.2"]);
  });

  it("reads VS Code's prompt files as they are, each for itself", async () => {
    const folder = folderOf({
      "fix.prompt.md": "Fix ${selection}",
      "fix.zh-cn.prompt.md": "改 ${selection}",
      "bad.prompt.md": "---\nname: [\n---\nFix it\n",
    });
    const { templates, problems } = await readTemplateFolder(folder, "zh-cn", "vscode");
    expect(templates.map(({ template }) => [template.id, template.user])).toEqual([
      ["fix", "Fix {{selection}}"],
      ["fix.zh-cn", "改 {{selection}}"],
    ]);
    expect(problems.map(({ fileName, error }) => [fileName, error.fault])).toEqual([
      ["bad.prompt.md", "brokenYaml"],
    ]);
  });

  it.each(["user", "vscode"] as const)("does not read a file of two megabytes from %s", async (source) => {
    const folder: TemplateFolder = {
      list: () => Promise.resolve(["huge.prompt.md"]),
      size: () => Promise.resolve(2 * 1024 * 1024),
      read: () => Promise.reject(new Error("it was read")),
    };
    const { templates, problems } = await readTemplateFolder(folder, "en", source);
    expect(templates).toEqual([]);
    expect(problems.map(({ error }) => error.fault)).toEqual(["tooLarge"]);
  });
});
