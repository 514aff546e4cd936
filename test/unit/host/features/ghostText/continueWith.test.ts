import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands } from "vscode";
import { ContinueWith } from "../../../../../src/features/ghostText/continueWith";
import { GhostTextLanguages } from "../../../../../src/features/ghostText/ghostTextLanguages";
import { openEditor } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

function start() {
  const { commands: registry, configuration } = testHost();
  const asked: unknown[] = [];
  new ContinueWith(registry, {
    languages: new GhostTextLanguages(configuration),
    continueWith: ({ document }, keywords) => asked.push([document.uri.toString(), keywords]),
  });
  /** Runs the command up to its list. */
  const open = async () => {
    const done = commands.executeCommand("inkling.continueWith");
    const shown = ui.quickPicks.length;
    const pick = await vi.waitUntil(() => ui.quickPicks[shown], { interval: 1 });
    return { pick, done };
  };
  return { asked, open };
}

describe("Continue With", () => {
  it("continues the active editor with what was typed", async () => {
    openEditor("A house║", "untitled:One");
    const { asked, open } = start();
    const { pick, done } = await open();
    pick.type("  sea, gulls ");
    pick.accept();
    await done;
    expect(asked).toEqual([["untitled:One", "sea, gulls"]]);
    expect(pick.isShown).toBe(false);
  });

  it("takes no empty keywords, and none when the writer leaves", async () => {
    openEditor("A house║");
    const { asked, open } = start();
    const { pick, done } = await open();
    pick.accept();
    pick.type("   ");
    pick.accept();
    expect(pick.isShown).toBe(true);
    pick.hide();
    await done;
    expect(asked).toEqual([]);
  });

  it("lists what was asked for before, the last first, each once", async () => {
    openEditor("A house║");
    const { asked, open } = start();
    for (const keywords of ["sea", "hill", "sea"]) {
      const { pick, done } = await open();
      pick.type(keywords);
      pick.accept();
      await done;
    }
    const { pick, done } = await open();
    expect(pick.items.map(({ label }) => label)).toEqual(["sea", "hill"]);
    pick.take("hill");
    await done;
    expect(asked.at(-1)).toEqual(["untitled:Untitled-1", "hill"]);
  });

  it("says that there is no editor", async () => {
    start();
    ui.answers.push(undefined);
    await commands.executeCommand("inkling.continueWith");
    expect(ui.messages[0]?.message).toContain("Open a text first");
    expect(ui.quickPicks).toEqual([]);
  });

  it("says that the document cannot be written", async () => {
    openEditor("A house║", "git:/story.md");
    settings.readOnlySchemes = ["git"];
    start();
    ui.answers.push(undefined);
    await commands.executeCommand("inkling.continueWith");
    expect(ui.messages[0]?.message).toContain("cannot be changed");
    expect(ui.quickPicks).toEqual([]);
  });

  it("offers to turn ghost text on in a language where it is off, and goes on", async () => {
    openEditor("A house║", "untitled:One", "html");
    const { asked, open } = start();
    ui.answers.push("Turn On");
    const { pick, done } = await open();
    pick.type("sea");
    pick.accept();
    await done;
    expect(asked).toEqual([["untitled:One", "sea"]]);
    expect(settings.user["inkling.ghostText.languages"]).toContain("html");
  });

  it("does nothing in a language that stays off", async () => {
    openEditor("A house║", "untitled:One", "html");
    const { asked } = start();
    ui.answers.push(undefined);
    await commands.executeCommand("inkling.continueWith");
    expect(ui.messages[0]?.message).toContain("html");
    expect([asked, ui.quickPicks]).toEqual([[], []]);
  });
});
