import { beforeEach, describe, expect, it } from "vitest";
import { Uri } from "vscode";
import { openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { askedOf, runAction, startActions } from "../../support/actions";
import { SCRIPTED } from "../../support/testHost";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

const DIFF = "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-Helo\n+Hello\n";

/** A repository as VS Code's Git extension shows it. */
function repository(root = "/work/book", diff = DIFF, box = "") {
  return {
    rootUri: Uri.file(root),
    inputBox: { value: box },
    diff: (cached: boolean) => Promise.resolve(cached ? diff : "what is not staged"),
    log: ({ maxEntries }: { maxEntries: number }) =>
      Promise.resolve(
        [{ message: "Fix the map\n\nIt was upside down." }, { message: "Add chapter 2" }].slice(
          0,
          maxEntries,
        ),
      ),
  };
}

/** VS Code's Git extension with these repositories. */
function install(repositories: readonly ReturnType<typeof repository>[], isActive = true) {
  const api = {
    repositories,
    getRepository: ({ path }: Uri) =>
      repositories.find(({ rootUri }) => path.startsWith(rootUri.path)) ?? null,
  };
  host.extensions.set("vscode.git", { isActive, exports: { enabled: true, getAPI: () => api } });
}

/** Runs the command, with this answer. */
async function write(answer?: string, given?: unknown) {
  const started = startActions();
  if (answer !== undefined) started.engine.answers.push(says(answer));
  await runAction("commitMessage", given);
  return started;
}

describe("a commit message", () => {
  it("is written about what is staged, in the style of the last ones, into the empty box", async () => {
    const repo = repository();
    install([repo], false);
    const { engine } = await write("Correct a greeting\n");
    expect(repo.inputBox.value).toBe("Correct a greeting");
    const prompt = askedOf(engine.requests[0]);
    expect(prompt).toContain("+Hello");
    expect(prompt).toContain("Fix the map\\nAdd chapter 2");
    expect(prompt).not.toContain("upside down");
  });

  it("does not ask for anything where nothing is staged", async () => {
    install([repository("/work/book", " \n")]);
    ui.answers.push(undefined);
    const { engine } = await write();
    expect(ui.messages[0]?.message).toContain("Nothing is staged");
    expect(engine.requests).toEqual([]);
  });

  it.each([
    [
      "Git is switched off",
      () => host.extensions.set("vscode.git", { isActive: true, exports: { enabled: false } }),
    ],
    ["there is no Git extension", () => host.extensions.clear()],
    ["no repository is open", () => install([])],
  ])("cannot be written where %s, and that is said", async (_, arrange) => {
    arrange();
    ui.answers.push(undefined);
    await write();
    expect(ui.messages[0]?.message).toContain("no Git repository");
  });

  it("is written in a repository without a commit as well", async () => {
    const repo = { ...repository(), log: () => Promise.reject(new Error("does not have any commits yet")) };
    install([repo]);
    await write("Begin the book");
    expect(repo.inputBox.value).toBe("Begin the book");
  });
});

describe("the repository", () => {
  it("is the one whose button was pressed, else the one that the document is in", async () => {
    const [one, two] = [repository("/work/one"), repository("/work/two")];
    install([one, two]);
    openEditor("║", "file:///work/two/a.md");
    await write("For one", { rootUri: one.rootUri });
    expect([one.inputBox.value, two.inputBox.value]).toEqual(["For one", ""]);
  });

  it("is the one that the document is in", async () => {
    const [one, two] = [repository("/work/one"), repository("/work/two")];
    install([one, two]);
    openEditor("║", "file:///work/two/a.md");
    await write("For two");
    expect([one.inputBox.value, two.inputBox.value]).toEqual(["", "For two"]);
  });

  it("is chosen where there are several and none is meant", async () => {
    const [one, two] = [repository("/work/one"), repository("/work/two")];
    install([one, two]);
    ui.picks.push("two");
    await write("For two");
    expect([one.inputBox.value, two.inputBox.value]).toEqual(["", "For two"]);
    expect(ui.picked[0]?.map(({ label }) => label)).toEqual(["one", "two"]);
  });

  it("may be left unchosen", async () => {
    install([repository("/work/one"), repository("/work/two")]);
    ui.picks.push(undefined);
    const { engine } = await write();
    expect([engine.requests, ui.messages]).toEqual([[], []]);
  });
});

describe("a message in the box already", () => {
  it.each([
    ["Replace", "New", "nothing copied yet"],
    ["Copy", "Mine", "New"],
    [undefined, "Mine", "nothing copied yet"],
  ])("asked about, the writer says %j", async (answer, box, clipboard) => {
    const repo = repository("/work/book", DIFF, "Mine");
    install([repo]);
    ui.answers.push(answer);
    await write("New");
    expect([repo.inputBox.value, host.clipboard]).toEqual([box, clipboard]);
    expect(ui.messages[0]).toMatchObject({ severity: "warning", options: { modal: true, detail: "New" } });
  });
});

describe("a diff that the model cannot take", () => {
  it("is cut file by file, and says so", async () => {
    settings.user = { "inkling.models": [{ ...SCRIPTED, contextTokens: 4096 }] };
    const long = `diff --git a/long.md b/long.md\n${"+one more line of it\n".repeat(5000)}`;
    const repo = repository("/work/book", long + DIFF);
    install([repo]);
    const { engine } = await write("Add a long file");
    const prompt = askedOf(engine.requests[0]);
    expect(prompt).toMatch(/\[… \d+ more lines of this file\]/);
    expect(prompt).toContain("+Hello");
    expect(repo.inputBox.value).toBe("Add a long file");
  });
});
