import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "./lib/browser.mjs";
import { Workbench } from "./lib/workbench.mjs";

/**
 * Walks the main job by itself, in a browser without a window, as a new user would: prints what it saw at each
 * step and leaves a picture of it. Throws when a step does not show what it should.
 * @param {{ url: string, folder: string, outDir: string }} options
 */
export async function tour({ url, folder, outDir }) {
  const { browser, context } = await launchBrowser();
  try {
    const page = await context.newPage();
    const workbench = new Workbench(page);
    let step = 0;
    const saw = async (name, what) => {
      step++;
      await page.screenshot({ path: join(outDir, `${step}-${name}.png`) });
      console.log(`${step}. ${name}: ${what}`);
    };

    await workbench.open(url);
    await workbench.openFile("letter.md");
    await saw("open", "VS Code with the sample folder and letter.md");

    await workbench.goTo(3);
    await workbench.runCommand("Inkling: Continue Writing");
    const accept = page.locator(".codelens-decoration a", { hasText: "Accept" });
    await accept.waitFor();
    const proposal = (await workbench.thread().locator(".comment-body").innerText()).trim();
    const before = await readFile(join(folder, "letter.md"), "utf8");
    await saw("proposal", JSON.stringify(proposal));

    await page.keyboard.press("Control+Enter");
    await workbench.thread().waitFor({ state: "hidden" });
    await page.waitForFunction(
      (text) => document.body.innerText.replaceAll("\u00a0", " ").includes(text),
      proposal.slice(0, 20),
    );
    await saw("accepted", "the proposal stands in the text");

    await page.keyboard.press("Control+Z");
    await page.locator(".tab.active:not(.dirty)").waitFor();
    const after = await workbench.text();
    if (after.includes(proposal)) throw new Error("Undo did not take the proposal back.");
    await saw("undone", "one undo, and the letter is as it was");
    if ((await readFile(join(folder, "letter.md"), "utf8")) !== before)
      throw new Error("The file was written.");

    await page.keyboard.press("Control+End");
    await workbench.type(" and thought of ");
    await workbench.ghostText().first().waitFor();
    await saw("ghost text", JSON.stringify(await workbench.ghostText().allInnerTexts()));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");

    await workbench.openFile("notes.txt");
    await workbench.goTo(3);
    await workbench.runCommand("Inkling: Open Chat Panel");
    const panel = await workbench.panel();
    await panel.getByRole("button", { name: "Poem" }).click();
    const answer = panel.locator(".message.assistant[aria-busy=false]");
    await answer.waitFor();
    await saw("poem", JSON.stringify(await answer.locator(".content").innerText()));
  } finally {
    await browser.close();
  }
}
