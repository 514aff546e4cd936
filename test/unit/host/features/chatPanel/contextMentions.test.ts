import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openEditor } from "../../../../fakes/documents";
import { Uri } from "../../../../fakes/values";
import { resetVscode } from "../../../../fakes/vscode";
import { openFolders } from "../../../../fakes/workspace";
import { openPanel } from "../../support/chatPanel";

beforeEach(resetVscode);

async function ready(...paths: string[]) {
  const root = mkdtempSync(join(tmpdir(), "inkling-mentions-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const path of paths) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), `This is ${path}`);
  }
  openFolders(Uri.file(root));
  const panel = openPanel();
  await panel.controller.handle({ kind: "ready" });
  let ticket = 0;
  /** What "@" and these letters offer. */
  const find = async (query: string) => {
    await panel.controller.handle({ kind: "mentions", ticket: ++ticket, query });
    return panel.told("mentions").find((message) => message.ticket === ticket)?.mentions ?? [];
  };
  return {
    ...panel,
    find,
    names: async (query: string) => (await find(query)).map(({ kind, label }) => `${kind} ${label}`),
    mention: (id: string) => panel.controller.handle({ kind: "mention", id }),
  };
}

describe("what can be mentioned", () => {
  it("is what is at hand, before anything is typed", async () => {
    openEditor("# One\n\n## Two\n\n║", "file:///book.md");
    const { names } = await ready("notes.md");
    expect(await names("")).toEqual([
      "selection Selection",
      "editors Open Editors",
      "file book.md",
      "heading One",
      "heading Two",
    ]);
  });

  it("are files, headings and folders with the letters, in capitals or not", async () => {
    openEditor("# The Sea\n\n# Land\n\n║", "file:///book.md");
    const { names } = await ready("Seaside.md", "sea/ship.md", "land.md", "node_modules/sea/x.md");
    expect(await names("SEA")).toEqual(["file Seaside.md", "heading The Sea", "folder sea"]);
  });

  it("is nothing for letters that nothing has, whatever they mean in a pattern", async () => {
    const { names } = await ready("a.md", "b[1].md");
    expect(await names("xyz")).toEqual([]);
    expect(await names("**/*")).toEqual([]);
    expect(await names("b[1]")).toEqual(["file b[1].md"]);
  });

  it("is looked for once at a time: of two searches the first is given up", async () => {
    const { controller, told } = await ready("note.md", "nest.md");
    const first = controller.handle({ kind: "mentions", ticket: 1, query: "n" });
    await controller.handle({ kind: "mentions", ticket: 2, query: "ne" });
    await first;
    expect(told("mentions").map(({ ticket }) => ticket)).toEqual([2]);
  });

  it("has no images for a model that does not see", async () => {
    const { names } = await ready("cat.png", "cat.md");
    expect(await names("cat")).toEqual(["file cat.md"]);
  });

  it("is not more than fits into a list", async () => {
    const { names } = await ready(...Array.from({ length: 60 }, (_, i) => `note${i}.md`));
    expect(await names("note")).toHaveLength(30);
  });
});

describe("a mention that is chosen", () => {
  it("becomes a chip", async () => {
    openEditor("# One\n\nText║", "file:///book.md");
    const { find, mention, shown } = await ready("sea/ship.md");
    for (const query of ["ship", "sea", "One", "Open"]) await mention((await find(query))[0]?.id ?? "");
    expect(shown().context.chips.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "file ship.md",
      "folder sea",
      "heading One",
      "editors Open Editors",
    ]);
  });

  it.each([
    ["is none", "sea"],
    ["is no address", JSON.stringify({ kind: "file", uri: "nowhere" })],
    ["is outside of the workspace", JSON.stringify({ kind: "file", uri: "file:///etc/passwd" })],
    ["climbs out of it", JSON.stringify({ kind: "folder", uri: "file:///../etc" })],
    ["is of an unknown kind", JSON.stringify({ kind: "keys" })],
  ])("reads nothing where it %s", async (_, id) => {
    const { mention, shown } = await ready("a.md");
    await mention(id);
    expect(shown().context.chips).toEqual([]);
    expect(shown().notice).toBeUndefined();
  });
});
