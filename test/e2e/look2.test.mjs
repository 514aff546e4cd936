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
    await workbench.goTo(5);
    server.respondWith({ kind: "text", chunks: ["Yesterday we went to the lighthouse, ", "and the wind was strong."] });
    await workbench.runCommand("Inkling: Rewrite");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Shorter" }).first().waitFor();
    await picture("look-rewrite-question");
    await page.keyboard.press("Enter");
    await page.locator(".codelens-decoration a", { hasText: "Accept" }).waitFor();
    await page.waitForTimeout(1000);
    await picture("look-thread");
    console.log(await page.locator(".review-widget .comment-body").first().evaluate((b) => { const out=[b.outerHTML]; for (let e=b.querySelector("del"); e && !e.classList.contains("review-widget"); e=e.parentElement) { const c=getComputedStyle(e); out.push([e.tagName,e.className,c.whiteSpace,c.display,c.overflow,c.wordBreak,c.width].join(" | ")); } return out.join("\n"); }));
  });
});
