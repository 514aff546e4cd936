import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { openText, suggestionsReady } from "../support/editor";
import { inkling, run } from "../support/inkling";
import { setScene } from "../support/scene";

/** The folder's settings name a stranger's server for every face (test/fixtures/untrusted). */
describe("a folder that is not trusted", () => {
  setScene();

  it("is not trusted, and its settings name the stranger", () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const settings = readFileSync(join(folder?.uri.fsPath ?? "", ".vscode/settings.json"), "utf8");
    assert.ok(settings.includes('"inkling.model.actions": "stranger"'));
  });

  it("cannot add a model", async () => {
    await inkling();
    const original = vscode.window.createQuickPick.bind(vscode.window);
    let labels = "";
    Object.assign(vscode.window, {
      createQuickPick: () => {
        const pick = original();
        const show = pick.show.bind(pick);
        pick.show = () => {
          labels = pick.items.map(({ label }) => label).join();
          show();
          pick.hide();
        };
        return pick;
      },
    });
    await run("chooseModel", "actions");
    Object.assign(vscode.window, { createQuickPick: original });
    assert.match(labels, /demo model/);
    assert.doesNotMatch(labels, /stranger/);
  });

  it("cannot change who answers: the demo model does", async () => {
    const { engine } = await inkling();
    const { document } = await openText("The captain looked at the sea. The wind was strong, and");
    await run("action.continueWriting");
    await suggestionsReady(document);
    assert.equal(engine.processIds.length, 1);
    engine.dispose();
  });
});
