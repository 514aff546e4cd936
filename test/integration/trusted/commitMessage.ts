import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { workspaceFolder } from "../support/editor";
import { withEditorSettings } from "../support/editorSettings";
import { run, useServer } from "../support/inkling";
import { lastPrompt } from "../support/requests";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const execute = promisify(execFile);

/** What the suite uses of version 1 of the API of VS Code's own Git extension. */
interface Repository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
  status(): Promise<void>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { openRepository(uri: vscode.Uri): Promise<Repository | null> };
}

describe("a commit message", () => {
  const scene = setScene();
  withEditorSettings({ "git.enabled": true });
  const folder = join(workspaceFolder(), "repository");
  const git = (...args: string[]) =>
    execute("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...args], { cwd: folder });
  let repository: Repository;

  before(async () => {
    await mkdir(folder);
    await git("init", "--quiet");
    await writeFile(join(folder, "chapter.md"), "Anna waited at the station.\n");
    await git("add", ".");
    await git("commit", "--quiet", "-m", "Chapter 1: the station");
    const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
    assert.ok(extension, "VS Code comes with its Git extension");
    const exports = await extension.activate();
    await until("Git to be switched on", () => exports.enabled);
    repository = await until("the repository", () =>
      exports.getAPI(1).openRepository(vscode.Uri.file(folder)),
    );
  });
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: ["Chapter 1: move the ", "wait to the harbour"] });
    repository.inputBox.value = "";
  });

  it("nothing staged: says so, and asks nothing", async () => {
    await run("action.commitMessage", { rootUri: repository.rootUri });
    assert.match((await until("a message", () => scene.messages.last)).text, /Nothing is staged/);
    assert.equal(scene.server.requests.length, 0);
  });

  it("is written into the box, from what is staged and no more", async () => {
    await writeFile(join(folder, "chapter.md"), "Anna waited at the harbour.\n");
    await git("add", ".");
    await writeFile(join(folder, "chapter.md"), "Anna waited at the harbour, unstaged.\n");
    await repository.status();
    await run("action.commitMessage", { rootUri: repository.rootUri });
    assert.equal(repository.inputBox.value, "Chapter 1: move the wait to the harbour");
    const prompt = lastPrompt(scene.server);
    assert.match(prompt, /\+Anna waited at the harbour\./);
    assert.match(prompt, /-Anna waited at the station\./);
    assert.doesNotMatch(prompt, /unstaged/);
    assert.match(JSON.stringify(scene.server.requests[0]?.body), /Chapter 1: the station/);
    assert.deepEqual(scene.messages.shown, []);
  });

  for (const [pressed, expected] of [
    ["Replace", "Chapter 1: move the wait to the harbour"],
    [undefined, "My own words"],
  ] as const) {
    it(`asks before it takes the place of what is in the box, answered with ${pressed ?? "Cancel"}`, async () => {
      repository.inputBox.value = "My own words";
      scene.messages.press = pressed;
      await run("action.commitMessage", { rootUri: repository.rootUri });
      assert.match(scene.messages.last?.text ?? "", /not empty/);
      assert.equal(repository.inputBox.value, expected);
    });
  }
});
