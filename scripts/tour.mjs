import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "./lib/browser.mjs";
import { Workbench } from "./lib/workbench.mjs";

/** How long a file may take to be as it was, in ms: a busy machine writes late. */
const PATIENCE_MS = 30_000;
const POLL_MS = 50;

/**
 * Walks the main job by itself, in a browser without a window, as a new user would: prints what it saw at each
 * step and leaves a picture of it. Throws when a step does not show what it should.
 * @param {{ url: string, folder: string, outDir: string }} options
 */
export async function tour({ url, folder, outDir }) {
  const { browser, context } = await launchBrowser();
  const page = await context.newPage();
  try {
    const workbench = new Workbench(page);
    let step = 0;
    const saw = async (name, what) => {
      step++;
      await page.screenshot({ path: join(outDir, `${step}-${name}.png`) });
      console.log(`${step}. ${name}: ${what}`);
    };
    const file = join(folder, "letter.md");
    const letter = await readFile(file, "utf8");

    await workbench.open(url);
    await workbench.openFile("letter.md");
    await saw("open", "VS Code with the sample folder and letter.md");

    await workbench.goTo(9);
    await page.keyboard.press("Control+L");
    await saw("select", "a line is selected");

    const before = await workbench.text();
    await workbench.runCommand("Inkling: Continue Writing");
    const proposal = await workbench.proposal();
    await saw("proposal", JSON.stringify(proposal));

    await page.keyboard.press("Control+Enter");
    await workbench.thread().waitFor({ state: "hidden" });
    await workbench.textThat((text) => text !== before);
    await saw("accept", "the proposal stands in the text");

    await page.keyboard.press("Control+Z");
    await workbench.textThat((text) => text === before);
    await page.locator(".tab.active:not(.dirty)").waitFor();
    // VS Code in a browser saves by itself: what it may have written of the proposal, it writes over in a second.
    const end = Date.now() + PATIENCE_MS;
    while ((await readFile(file, "utf8")) !== letter) {
      if (Date.now() > end) throw new Error("The file is not as it was.");
      await page.waitForTimeout(POLL_MS);
    }
    await saw("undo", "one undo, and the letter is as it was");

    await workbench.goTo(9);
    await page.keyboard.press("End");
    await workbench.type(" and ");
    await workbench.ghostText().first().waitFor();
    const words = await workbench.ghostWords();
    await saw("ghost-text", JSON.stringify(words));
    await page.keyboard.press("Tab");
    await workbench.textThat((text) => text.includes(`and ${words}`));

    const panel = await workbench.openPanel();
    await panel.locator("footer textarea").fill("the sea");
    await panel.getByRole("button", { name: "Poem", exact: true }).click();
    await panel.locator(".templateForm select").selectOption({ label: "Free Verse" });
    await saw("panel-template", "the form of the poem, with the prompt as it will be sent");

    await panel.getByRole("button", { name: "Run" }).first().click();
    const answer = panel.locator(".message.assistant[aria-busy=false] .content");
    await answer.waitFor();
    await saw("panel-poem", JSON.stringify(await answer.innerText()));
  } catch (error) {
    await page.screenshot({ path: join(outDir, "failed.png") });
    throw error;
  } finally {
    await browser.close();
  }
}
