import { describe, expect, it } from "vitest";
import { readTemplateFolder, type TemplateFolder } from "../../../../src/core/prompts/templateCatalogue";

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
    size: (name) => Promise.resolve(files[name]?.length ?? 0),
    uri: (name) => `file:///templates/${name}`,
  };
}

async function read(files: Readonly<Record<string, string>>, locale = "en") {
  const { templates, problems } = await readTemplateFolder(folderOf(files), locale, "user");
  const all = templates.map(({ template }) => template);
  return { ids: all.map(({ id }) => id), names: all.map(({ name }) => name), problems };
}

describe("readTemplateFolder", () => {
  it("reads the templates of a folder, sorted by id, and nothing else in it", async () => {
    const { ids, problems } = await read({
      "summarise.prompt.md": file("Summarise"),
      "README.md": "# Templates",
      "poem.prompt.md": file("Poem"),
      "poem.prompt.md.bak": broken,
    });
    expect(ids).toEqual(["poem", "summarise"]);
    expect(problems).toEqual([]);
  });

  it("has none in an empty folder", async () => {
    expect(await read({})).toEqual({ ids: [], names: [], problems: [] });
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
    const { names, problems } = await read(
      { "poem.prompt.md": file("Poem"), "poem.zh-cn.prompt.md": broken },
      "de",
    );
    expect(names).toEqual(["Poem"]);
    expect(problems).toEqual([]);
  });

  it("leaves a broken file out, keeps the others and says which it was, where and why", async () => {
    const { ids, problems } = await read({
      "a.prompt.md": file("A"),
      "b.prompt.md": broken,
      "c.prompt.md": file("C").replace("selection", "selektion"),
    });
    expect(ids).toEqual(["a"]);
    expect(problems).toMatchObject([
      { source: "user", fileName: "b.prompt.md", uri: "file:///templates/b.prompt.md" },
      { line: 7, message: "user: there is no {{selektion}}; did you mean {{selection}}?" },
    ]);
    expect(problems[0]).not.toHaveProperty("line");
  });

  it("leaves a file out that cannot be read, and keeps the others", async () => {
    const folder: TemplateFolder = {
      ...folderOf({ "a.prompt.md": file("A") }),
      list: () => Promise.resolve(["a.prompt.md", "gone.prompt.md"]),
    };
    const { templates, problems } = await readTemplateFolder(folder, "en", "user");
    expect(templates.map(({ template }) => template.id)).toEqual(["a"]);
    expect(problems).toMatchObject([{ message: "no file gone.prompt.md", error: { fault: "unreadable" } }]);
  });

  it("does not hide that the folder cannot be read", async () => {
    const folder: TemplateFolder = { ...folderOf({}), list: () => Promise.reject(new Error("EACCES")) };
    await expect(readTemplateFolder(folder, "en", "user")).rejects.toThrow("EACCES");
  });

  it("lets the original stand in for a broken translation, and says what is wrong with it", async () => {
    const folder = folderOf({
      "poem.prompt.md": file("Poem"),
      "poem.zh-cn.prompt.md": file("诗").replace("replace", "nowhere"),
      "ode.prompt.md": file("Ode").replace("{{selection}}", "{{> ode}}"),
    });
    const { templates, problems } = await readTemplateFolder(folder, "zh-cn", "workspace");
    expect(templates.map(({ template, uri }) => [template.name, uri])).toEqual([
      ["Poem", "file:///templates/poem.prompt.md"],
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
      "a.fr.prompt.md": file("À"),
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
      ...folderOf({ "huge.prompt.md": "" }),
      size: () => Promise.resolve(2 * 1024 * 1024),
      read: () => Promise.reject(new Error("it was read")),
    };
    const { templates, problems } = await readTemplateFolder(folder, "en", source);
    expect(templates).toEqual([]);
    expect(problems.map(({ error }) => error.fault)).toEqual(["tooLarge"]);
  });
});
