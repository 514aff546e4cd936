import { beforeEach, describe, expect, it } from "vitest";
import { documents, openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { openPanel } from "../../support/chatPanel";

beforeEach(resetVscode);

/** A panel that is shown. */
async function ready() {
  const panel = openPanel();
  await panel.controller.handle({ kind: "ready" });
  const ids = () => panel.shown().templates.map(({ id }) => id);
  return { ...panel, ids };
}

describe("the gallery", () => {
  it("has every template, but not those for what is staged, in the order of the categories", async () => {
    const { shown, ids } = await ready();
    expect(ids()).toEqual(expect.arrayContaining(["email", "poem", "translate"]));
    expect(ids()).not.toContain("commitMessage");
    const { categories, templates } = shown();
    expect(categories.map(({ label }) => label).slice(0, 2)).toEqual(["Edit", "Write"]);
    const used = new Set(templates.map(({ category }) => category));
    expect(new Set(categories.map(({ id }) => id))).toEqual(used);
  });

  it("is in the writer's language", async () => {
    host.language = "zh-cn";
    const { shown } = await ready();
    expect(shown().templates.find(({ id }) => id === "poem")?.name).toBe("诗");
  });

  it("has what is made for code only while the writer is in code", async () => {
    openEditor("A letter║");
    const { controller, posted, ids } = await ready();
    expect(ids()).not.toContain("docstringProse");
    const { document } = openEditor("let a = 1║");
    document.languageId = "typescript";
    controller.showTemplates();
    expect(ids()).toContain("docstringProse");
    posted.splice(0, posted.length - 1);
    controller.showTemplates();
    expect(posted).toHaveLength(1);
    documents.active = undefined;
    controller.showTemplates();
    expect(ids()).not.toContain("docstringProse");
  });
});
