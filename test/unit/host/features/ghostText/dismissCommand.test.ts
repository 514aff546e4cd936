import { beforeEach, describe, expect, it } from "vitest";
import { commands } from "vscode";
import { AskCommand } from "../../../../../src/features/ghostText/askCommand";
import { DismissCommand } from "../../../../../src/features/ghostText/dismissCommand";
import { documents, openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

describe("Esc", () => {
  it("refuses what is shown before it hides it", async () => {
    host.ownCommands.push("editor.action.inlineSuggest.hide");
    const order: unknown[] = [];
    new DismissCommand(testHost().commands, {
      refused: (id) => order.push([id, host.executed.length]),
    });
    openEditor("A house║", "file:///story.md");
    await commands.executeCommand("inkling.dismissGhostText");
    expect(order).toEqual([["file:///story.md", 1]]);
    expect(host.executed).toEqual([["inkling.dismissGhostText"], ["editor.action.inlineSuggest.hide"]]);
  });

  it("hides what is shown without an active editor, and refuses nothing", async () => {
    host.ownCommands.push("editor.action.inlineSuggest.hide");
    const refused: string[] = [];
    new DismissCommand(testHost().commands, { refused: (id) => refused.push(id) });
    documents.active = undefined;
    await commands.executeCommand("inkling.dismissGhostText");
    expect([refused, host.executed.at(-1)]).toEqual([[], ["editor.action.inlineSuggest.hide"]]);
  });
});

describe("the key that asks", () => {
  it("is VS Code's own command", async () => {
    host.ownCommands.push("editor.action.inlineSuggest.trigger");
    new AskCommand(testHost().commands);
    await commands.executeCommand("inkling.askForGhostText");
    expect(host.executed.at(-1)).toEqual(["editor.action.inlineSuggest.trigger"]);
  });
});
