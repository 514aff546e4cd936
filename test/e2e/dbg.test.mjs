import { afterAll, describe, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession } from "./session.mjs";
const SENTENCE = " the lighthouse keeper waited for us with warm bread.";
describe("dbg", () => {
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer();
    server.respondWith({ kind: "text", chunks: SENTENCE.match(/\s\S+/g) ?? [], delayMs: 30 });
    return { settings: { "inkling.ghostText.speculate": "off", "inkling.models": [{ name: "lab", provider: "openai-compatible", model: "m", kind: "base", contextTokens: 4096, baseUrl: `${server.url}/v1` }], "inkling.model.ghostText": "lab" } };
  });
  afterAll(() => server.close());
  it("x", async () => {
    const { workbench, page } = session;
    await workbench.openFile("letter.md");
    await workbench.goToEnd();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.evaluate(() => {
      const t0 = performance.now(); let last; globalThis.log = [];
      const look = () => { const t = [...document.querySelectorAll(".editor-instance .ghost-text-decoration, .editor-instance .ghost-text")].map((p) => p.textContent).join("|"); if (t !== last) { last = t; globalThis.log.push([Math.round(performance.now() - t0), t]); } requestAnimationFrame(look); };
      requestAnimationFrame(look);
    });
    await workbench.type("In the evening");
    await page.waitForTimeout(6000);
    console.log(JSON.stringify(await page.evaluate(() => globalThis.log), null, 1));
    const { execSync } = await import("node:child_process");
    console.log(execSync(`find ${session.userDataDir} -name "*.log" -size +0 -print0 | xargs -0 tail -n 30`).toString());
    await session.picture("dbg");
    console.log(server.requests.map(({ path, body }) => path + " " + JSON.stringify(body).slice(-300)));
  });
});
