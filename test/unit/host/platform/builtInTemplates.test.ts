import { beforeEach, describe, expect, it, vi } from "vitest";
import { workspace } from "vscode";
import { host, resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";
import { testHost } from "../support/testHost";

beforeEach(resetVscode);

describe("the templates that ship with Inkling", () => {
  it("are all usable, sorted by id", async () => {
    const ids = (await testHost().templates.all()).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(["altText", "commitMessage", "email", "translate"]));
    expect(ui.log).toEqual([]);
  });

  it("are in the writer's language where there is a translation, else in English", async () => {
    host.language = "zh-cn";
    expect((await testHost().templates.get("poem")).name).toBe("诗");
    host.language = "fr";
    expect((await testHost().templates.get("poem")).name).toBe("Poem");
  });

  it("are read once", async () => {
    const { templates } = testHost();
    expect(await templates.all()).toBe(await templates.all());
  });

  it("is read alone where one is wanted, and is the same as among all", async () => {
    const { templates } = testHost();
    const readFile = vi.spyOn(workspace.fs, "readFile");
    const poem = await templates.get("poem");
    expect(await templates.get("poem")).toBe(poem);
    expect(readFile).toHaveBeenCalledTimes(1);
    readFile.mockRestore();
    expect((await templates.all()).find(({ id }) => id === "poem")).toEqual(poem);
  });

  it.each(["epic", "poem.zh-cn", "../../package"])("fail as templateMissing for %s", async (id) => {
    await expect(testHost().templates.get(id)).rejects.toMatchObject({ reason: "templateMissing" });
  });
});
