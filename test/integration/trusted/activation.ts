import assert from "node:assert/strict";
import * as vscode from "vscode";
import { inkling } from "../support/inkling";

describe("activation", () => {
  it("starts no child process", async () => {
    const { engine } = await inkling();
    assert.deepEqual(engine.processIds, []);
  });

  it("registers every command that the manifest promises", async () => {
    await inkling();
    const extension = vscode.extensions.getExtension("inkling.inkling");
    const { contributes } = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
