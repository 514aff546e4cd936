import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newTemplate } from "../../../../src/core/prompts/newTemplate";
import { TemplateFiles } from "../../../../src/platform/templateFiles";
import { resetVscode } from "../../../fakes/vscode";
import { testHost } from "../support/testHost";

let disk: string;

beforeEach(() => {
  resetVscode();
  disk = mkdtempSync(join(tmpdir(), "inkling-files-"));
});

afterEach(() => rmSync(disk, { recursive: true, force: true }));

const template = newTemplate({
  id: "ode",
  name: "Ode",
  description: "Praises",
  target: "replace",
  user: "Praise {{selection}}",
});

function start() {
  const { templates } = testHost({ templateFolder: join(disk, "user") });
  return { templates, files: new TemplateFiles(templates) };
}

const saved = () => readdirSync(join(disk, "user")).sort();

describe("a template that is saved", () => {
  it("is in the library at once, and is the same", async () => {
    const { templates, files } = start();
    await templates.all();
    const uri = await files.save(template);
    expect(uri.path).toBe(join(disk, "user", "ode.prompt.md"));
    expect(await templates.find("ode")).toEqual({ template, source: "user", uri: uri.toString() });
  });

  it("takes the place of Inkling's own of its id where that is wanted", async () => {
    const { templates, files } = start();
    await files.save({ ...template, id: "poem" }, { mayOverride: true });
    expect(await templates.find("poem")).toMatchObject({
      template: { name: "Ode" },
      overrides: ["extension"],
    });
  });

  it("writes over nothing, not even what only differs in capitals", async () => {
    mkdirSync(join(disk, "user"));
    writeFileSync(join(disk, "user", "ODE.prompt.md"), "precious");
    const { files } = start();
    const uris = [await files.save(template), await files.save(template)];
    expect(uris.map(({ path }) => path.split("/").at(-1))).toEqual(["ode2.prompt.md", "ode3.prompt.md"]);
    expect(readFileSync(join(disk, "user", "ODE.prompt.md"), "utf8")).toBe("precious");
  });

  it("writes over nothing where many are saved at once", async () => {
    const { files } = start();
    const names = ["Ode", "Hymn", "Psalm", "Elegy", "Sonnet"];
    await Promise.all(names.map((name) => files.save({ ...template, name })));
    const texts = saved().map((name) => readFileSync(join(disk, "user", name), "utf8"));
    expect(texts.map((text) => /name: (\w+)/.exec(text)?.[1]).sort()).toEqual(names.sort());
  });

  it("takes the place of the user's file where that is wanted, and leaves nothing else", async () => {
    const { templates, files } = start();
    await files.save(template);
    const uri = await files.save({ ...template, name: "Hymn" }, { id: "ODE", mayReplace: true });
    expect(saved()).toEqual(["ode.prompt.md"]);
    expect(uri.path).toMatch(/ode\.prompt\.md$/);
    expect((await templates.get("ode")).name).toBe("Hymn");
  });

  it("keeps a text as it was written, with its comments", async () => {
    const { files } = start();
    const text = "---\nname: Ode # mine\ndescription: d\ntarget: replace\n---\n\nPraise {{selection}}\n";
    const uri = await files.saveText(text, { id: "my-ode" });
    expect(uri.path).toMatch(/my-ode\.prompt\.md$/);
    expect(readFileSync(uri.fsPath, "utf8")).toBe(text);
  });

  it.each([
    "../../evil",
    "..\\evil",
    "/etc/passwd",
    "con",
    "COM1",
    "ode.zh-cn",
    "",
    ".",
    "a\0b",
    "x".repeat(300),
  ])("stays in the user's folder under a name that every system has: %j", async (id) => {
    const { templates, files } = start();
    const uri = await files.save(template, { id });
    const [name = "", ...others] = saved();
    expect(others).toEqual([]);
    expect(uri.path).toBe(join(disk, "user", name));
    expect(name).toMatch(/^[\p{L}\p{N}_-]{1,60}\.prompt\.md$/u);
    expect(name).not.toMatch(/^(con|com1)\./i);
    expect((await templates.get(name.replace(".prompt.md", ""))).name).toBe("Ode");
  });

  it("is a file of its own in the folder, whatever it is called", async () => {
    const { files } = start();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (id) => {
        const uri = await files.saveText("text", { id, mayOverride: true });
        count++;
        expect(saved()).toHaveLength(count);
        expect(readFileSync(uri.fsPath, "utf8")).toBe("text");
      }),
      { numRuns: 50 },
    );
    expect(readdirSync(disk)).toEqual(["user"]);
  });
});
