import { afterAll, describe, expect, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession } from "./session.mjs";

/** @param {string} text as it is drawn */
const unwrapped = (text) => text.replaceAll("\n", "");

/**
 * Writes as an input method does: letters that are being composed, then what they become.
 * @param {import("playwright-core").Page} page
 * @param {string[]} steps
 * @param {string} text
 */
async function compose(page, steps, text) {
  const devtools = await page.context().newCDPSession(page);
  for (const step of steps) {
    const at = { selectionStart: step.length, selectionEnd: step.length };
    await devtools.send("Input.imeSetComposition", { text: step, ...at });
  }
  await devtools.send("Input.insertText", { text });
}

/** A Chinese text in a high-contrast theme, written through an input method. */
describe("a writer of Chinese", () => {
  /** @type {Awaited<ReturnType<typeof startFakeOpenAiServer>>} */
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer();
    return {
      settings: {
        "workbench.colorTheme": "Default High Contrast",
        "inkling.models": [
          {
            name: "写作",
            provider: "openai-compatible",
            model: "m",
            kind: "base",
            baseUrl: `${server.url}/v1`,
          },
        ],
        "inkling.model.actions": "写作",
        "inkling.model.ghostText": "写作",
        "inkling.model.chat": "写作",
      },
    };
  });
  afterAll(() => server.close());

  it("continues a paragraph without a stray space", async () => {
    const { workbench, page, picture } = session;
    await workbench.openFile("海边来信.md");
    server.respondWith({ kind: "text", chunks: ["海鸥", "在窗外叫。"] });
    await workbench.goTo(3);
    await workbench.runCommand("Inkling: Continue Writing");
    expect(await workbench.proposal()).toBe("海鸥在窗外叫。");
    await picture("proposal-chinese-contrast");
    await page.keyboard.press("Control+Enter");
    await workbench.textThat((text) => unwrapped(text).includes("这里没有人着急。海鸥在窗外叫。"));
  });

  it("sees grey text after what the input method commits, and takes one sentence of it", async () => {
    const { workbench, page, picture } = session;
    server.respondWith({ kind: "text", chunks: ["灯塔里", "还亮着灯。", "我们"] });
    await workbench.goTo(5);
    await page.keyboard.press("End");
    await page.keyboard.press("End");
    await compose(page, ["ye", "ye'li"], "夜里，");
    await workbench.ghostText().first().waitFor();
    expect(await workbench.ghostWords()).toBe("灯塔里还亮着灯。");
    await picture("ghost-text-chinese-contrast");
    await page.keyboard.press("Tab");
    await workbench.textThat((text) => unwrapped(text).includes("夜里，灯塔里还亮着灯。"));
  });

  it("reads the panel in high contrast", async () => {
    const { workbench, picture } = session;
    server.respondWith({ kind: "text", chunks: ["大海", "很蓝。"] });
    const panel = await workbench.openPanel();
    await panel.locator("textarea").fill("写一句话");
    await panel.locator("textarea").press("Enter");
    await panel.locator(".content", { hasText: "大海很蓝。" }).waitFor();
    await picture("panel-chinese-contrast");
  });
});
