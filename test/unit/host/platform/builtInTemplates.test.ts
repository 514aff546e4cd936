import { beforeEach, describe, expect, it } from "vitest";
import { host, resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";
import { testHost } from "../support/testHost";

beforeEach(resetVscode);

describe("the templates that ship with Inkling", () => {
  it("are all usable, sorted by id", async () => {
    const all = await testHost().templates.all();
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual([
      "altText",
      "askAnything",
      "bulletsToProse",
      "commitMessage",
      "continueWriting",
      "critique",
      "define",
      "explain",
      "fixGrammar",
      "oppositeView",
      "outline",
      "poem",
      "proseToBullets",
      "rewrite",
      "summarise",
      "summariseDocument",
      "synonyms",
      "titleIdeas",
      "translate",
    ]);
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

  it.each(["epic", "poem.zh-cn", "../../package"])("fail as templateMissing for %s", async (id) => {
    await expect(testHost().templates.get(id)).rejects.toMatchObject({ reason: "templateMissing" });
  });
});
