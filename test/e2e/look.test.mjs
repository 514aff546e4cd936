import { afterAll, describe, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession } from "./session.mjs";
describe("look", () => {
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer();
    return { settings: { "workbench.colorTheme": process.env.LOOK_THEME ?? "Default Dark Modern",
      "inkling.models": [{ name: "lab", provider: "openai-compatible", model: "m", baseUrl: `${server.url}/v1`, kind: "instruct", contextTokens: 32000 }],
      "inkling.model.actions": "lab", "inkling.model.chat": "lab", "inkling.ghostText.enabled": false } };
  });
  afterAll(() => server.close());
  it("looks", async () => {
    const { workbench, page, picture } = session;
    await workbench.openFile("letter.md");
    await workbench.goTo(7);
    server.respondWith({ kind: "text", chunks: ["She has two brothers, ", "and they were waiting for us at the gate."] });
    await workbench.runCommand("Inkling: Fix Grammar");
    await page.locator(".codelens-decoration a", { hasText: "Accept" }).waitFor();
    await page.waitForTimeout(1500);
    await picture("look-inline");
    await page.keyboard.press("Alt+]");
    await page.waitForTimeout(500);
    await picture("look-inline-next");
    await page.keyboard.press("Alt+Enter");
    await page.waitForTimeout(800);
    await picture("look-inline-accepted-one");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Z");
    await workbench.goTo(5);
    server.respondWith({ kind: "text", chunks: ["Yesterday we went to the lighthouse, where the old keeper showed us the lamp ", "and the great book. ", "Every ship is written down in it, and has been for the thirty years that he has lived there. The wind was so strong that we could hardly stand."] });
    await workbench.runCommand("Inkling: Rewrite");
    await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await picture("look-rewrite-question");
    await page.keyboard.press("Enter");
    await page.locator(".codelens-decoration a", { hasText: "Accept" }).waitFor();
    await page.waitForTimeout(1000);
    await picture("look-thread");
    server.respondWith({ kind: "text", chunks: ["Yesterday we went to the lighthouse, ", "and the wind was strong."] });
    const box = page.locator(".review-widget .comment-form");
    await box.click();
    await page.waitForTimeout(500);
    await page.keyboard.type("shorter please");
    await picture("look-thread-reply");
    await page.keyboard.press("Control+Enter");
    await page.locator(".review-title", { hasText: "version 2" }).first().waitFor();
    await page.waitForTimeout(800);
    await picture("look-thread-version2");
    await workbench.focusEditor();
    await workbench.runCommand("Inkling: Show the Suggestion Differently");
    await workbench.choose("Side by Side");
    await page.waitForTimeout(2500);
    await picture("look-diff");
    await page.keyboard.press("Control+Enter");
    await page.waitForTimeout(1500);
    await picture("look-diff-accepted");
  });
});
