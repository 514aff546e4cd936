import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Uri } from "vscode";
import { openEditor } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openFolders } from "../../../../fakes/workspace";
import { openChatView } from "../../support/chatView";
import { says } from "../../support/scriptedEngine";

let disk: string;

beforeEach(() => {
  resetVscode();
  disk = mkdtempSync(join(tmpdir(), "inkling-participant-"));
});

afterEach(() => rmSync(disk, { recursive: true, force: true }));

it("runs a workspace's template in place of Inkling's only once the writer has agreed", async () => {
  const folder = join(disk, "book/.inkling/templates");
  mkdirSync(folder, { recursive: true });
  const front = "---\nname: Mine\ndescription: d\ntarget: replace\n---\n";
  writeFileSync(join(folder, "fixGrammar.prompt.md"), `${front}\nFix {{selection}} {{glossary}}\n`);
  openFolders(Uri.file(join(disk, "book")));
  openEditor("«He go.»");
  const { turn, engine, sent } = openChatView({ templateFolder: join(disk, "user") });
  ui.answers.push(undefined);
  await turn(undefined, "", { command: "fixGrammar" });
  expect(engine.requests).toEqual([]);
  expect(ui.messages[0]?.options.detail).toContain("The glossary");
  ui.answers.push("Run");
  await turn(says("He goes."), "", { command: "fixGrammar" });
  expect(sent()).toEqual(["user: Fix He go."]);
});
