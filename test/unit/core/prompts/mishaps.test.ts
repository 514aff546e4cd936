import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../../src/core/prompts/parseTemplate";
import { readTemplateFolder, type TemplateFolder } from "../../../../src/core/prompts/templateCatalogue";

const HEAD = "name: Ode\ndescription: d\ntarget: panel\n";
const file = (name: string) => `---\nname: ${name}\ndescription: d\ntarget: panel\n---\n\n{{selection}}\n`;

function folderOf(files: Readonly<Record<string, string>>): TemplateFolder {
  return {
    list: () => Promise.resolve(Object.keys(files)),
    read: (name) => Promise.resolve(files[name] ?? ""),
    size: (name) => Promise.resolve(files[name]?.length ?? 0),
    uri: (name) => `file:///templates/${name}`,
  };
}

describe("a file of thousands of fields that there are not", () => {
  // To compare them all with one another, and to look up the line of each, took a minute.
  it("is refused before the writer waits for it", { timeout: 10_000 }, () => {
    const fields = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1\n`).join("");
    expect(() => parseTemplate("ode", `---\n${HEAD}${fields}---\n\n{{selection}}\n`)).toThrow(
      "k0: there is no such field",
    );
  });
});

describe("a dot in a file's name", () => {
  it("hides no template whose name does not end with a language", async () => {
    const { templates } = await readTemplateFolder(
      folderOf({
        "report.prompt.md": file("Report"),
        "report.v2.prompt.md": file("Second Report"),
        "report.weekly.prompt.md": file("Weekly Report"),
        "report.zh-tw.prompt.md": file("報告"),
      }),
      "en",
      "user",
    );
    expect(templates.map(({ template }) => template.name)).toEqual([
      "Report",
      "Second Report",
      "Weekly Report",
    ]);
  });

  it.each(["zh-CN", "zh-cn"])("is the writer's language in any capitals: %s", async (language) => {
    const files = { "report.prompt.md": file("Report"), [`report.${language}.prompt.md`]: file("报告") };
    const { templates } = await readTemplateFolder(folderOf(files), "zh-cn", "user");
    expect(templates.map(({ template }) => template.name)).toEqual(["报告"]);
  });
});
