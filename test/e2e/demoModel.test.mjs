import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useSession } from "./session.mjs";

/** What a person does first: no key, no server, the model that comes with Inkling. */
describe("a new user, with the demo model", () => {
  const session = useSession();

  it("continues a text, takes it, and goes back with one undo", async () => {
    const { workbench, page, picture, folder } = session;
    await workbench.openFile("letter.md");
    await workbench.goTo(9);
    const before = await workbench.text();
    await workbench.runCommand("Inkling: Continue Writing");
    expect(await workbench.proposal()).not.toBe("");
    expect(await workbench.text()).toBe(before);
    await picture("proposal-light");
    await page.keyboard.press("Control+Enter");
    await workbench.textThat((text) => text !== before);
    await page.keyboard.press("Control+Z");
    await workbench.textThat((text) => text === before);
    // VS Code in a browser saves by itself: what it may have written of the proposal, it writes over.
    await expect
      .poll(() => readFile(join(folder, "letter.md"), "utf8"), { timeout: 30_000 })
      .toMatch(/looked at the sea\n$/);
  });

  it("leaves a proposal with Escape", async () => {
    const { workbench, page } = session;
    const before = await workbench.text();
    await workbench.runCommand("Inkling: Continue Writing");
    // The lens may still be that of the suggestion before: VS Code keeps it for a moment.
    await workbench.threadIcon("Accept").waitFor();
    await page.keyboard.press("Escape");
    await workbench.lens("Accept").waitFor({ state: "hidden" });
    await workbench.textThat((text) => text === before);
  });

  it("finds the actions in the context menu", async () => {
    const { page, picture } = session;
    await page.locator(".view-line", { hasText: "The house stands" }).click({ button: "right" });
    await page.locator(".context-view .action-label", { hasText: "Inkling" }).first().hover();
    await page.locator(".context-view .action-label", { hasText: "Fix Grammar" }).waitFor();
    await picture("context-menu");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  });

  it("sees grey text while typing, and takes it with Tab", async () => {
    const { workbench, page, picture } = session;
    await workbench.goTo(9);
    await page.keyboard.press("End");
    await workbench.type(" and ");
    await workbench.ghostText().first().waitFor();
    const words = await workbench.ghostWords();
    await picture("ghost-text");
    await page.keyboard.press("Tab");
    await workbench.textThat((text) => text.includes(`and ${words}`));
  });

  it("turns ghost text off and on behind the status item, which leads to all about it", async () => {
    const { workbench, page, picture } = session;
    await workbench.statusItem().click();
    await page.locator(".quick-input-list", { hasText: "Snooze…" }).waitFor();
    await picture("ghost-text-menu");
    await workbench.choose("Turn Off Everywhere");
    await workbench.statusItem().locator(".codicon-circle-slash").waitFor();
    await workbench.statusItem().click();
    await workbench.choose("Turn On");
    await workbench.statusItem().locator(".codicon-sparkle").waitFor();
  });

  it("gets a poem in the panel, and puts it into the text", async () => {
    const { workbench, picture, page } = session;
    await workbench.openFile("notes.txt");
    await workbench.goTo(6);
    const panel = await workbench.openPanel();
    await panel.locator("footer textarea").fill("the sea");
    await panel.getByRole("button", { name: "Poem", exact: true }).click();
    await panel.locator(".templateForm select").selectOption({ label: "Free Verse" });
    await panel.getByRole("button", { name: "Run" }).first().click();
    const answer = panel.locator(".message.assistant[aria-busy=false] .content");
    await answer.waitFor();
    const [firstLine = ""] = (await answer.innerText()).split("\n");
    expect(firstLine.trim()).not.toBe("");
    await picture("panel-poem-light");
    await panel.getByRole("button", { name: "Insert at Cursor" }).click();
    await workbench.textThat((text) => text.includes(firstLine.trim()));
    await page.keyboard.press("Control+Z");
  });

  it("fills the panel at its narrowest without cutting anything off", async () => {
    const { workbench } = session;
    const panel = await workbench.panel();
    const overflow = await panel.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(overflow).toBe(0);
  });
});
