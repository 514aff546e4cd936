import { afterAll, describe, expect, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession } from "./session.mjs";

const SENTENCE = " the lighthouse keeper waited for us with warm bread.";

/**
 * Writes down in every frame what the grey text says, until told to stop.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<() => Promise<string[]>>}
 */
async function watchFrames(page) {
  await page.evaluate(() => {
    const frames = (globalThis.ghostFrames = /** @type {string[]} */ ([]));
    const look = () => {
      if (globalThis.ghostFrames !== frames) return;
      const pieces = document.querySelectorAll(
        ".editor-instance .ghost-text-decoration, .editor-instance .ghost-text",
      );
      frames.push([...pieces].map((piece) => piece.textContent ?? "").join(""));
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () =>
    page.evaluate(() => {
      const frames = globalThis.ghostFrames;
      delete globalThis.ghostFrames;
      return frames.map((text) => text.replaceAll("\u00a0", " "));
    });
}

/** Somebody who writes with ghost text from a server of their own, in a light theme. */
describe("ghost text", () => {
  /** @type {Awaited<ReturnType<typeof startFakeOpenAiServer>>} */
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer();
    server.respondWith({ kind: "text", chunks: SENTENCE.match(/\s\S+/g) ?? [], delayMs: 30 });
    return {
      settings: {
        "workbench.colorTheme": "Default Light Modern",
        "inkling.ghostText.speculate": "off",
        "inkling.models": [
          { name: "lab", provider: "openai-compatible", model: "m", kind: "base", contextTokens: 4096, baseUrl: `${server.url}/v1` },
        ],
        "inkling.model.ghostText": "lab",
      },
    };
  });
  afterAll(() => server.close());

  const freshLine = async () => {
    const { workbench, page } = session;
    await workbench.openFile("letter.md");
    await workbench.goToEnd();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
  };

  it("stays on screen, in every frame, while it is typed through", async () => {
    const { workbench, page, picture } = session;
    await freshLine();
    await workbench.type("In the evening");
    await workbench.ghostText().filter({ hasText: "bread." }).first().waitFor();
    await picture("ghost-text-light");
    const asked = server.requests.length;
    const stop = await watchFrames(page);
    await workbench.type(SENTENCE.slice(0, 30), 120);
    const frames = await stop();
    expect(frames.filter((text) => text === "")).toEqual([]);
    expect(new Set(frames).size).toBeGreaterThan(15);
    expect(frames.at(-1)).toBe(SENTENCE.slice(30));
    expect(server.requests.length).toBe(asked);
  });

  it("grows from the first words to the sentence without being hidden", async () => {
    const { workbench, page } = session;
    await freshLine();
    server.respondWith({ kind: "text", chunks: SENTENCE.match(/\s\S+/g) ?? [], delayMs: 150 });
    await workbench.type("Late that night");
    await workbench.ghostText().first().waitFor();
    const stop = await watchFrames(page);
    await workbench.ghostText().filter({ hasText: "bread." }).first().waitFor();
    const frames = await stop();
    expect(frames.filter((text) => text === "")).toEqual([]);
  });

  it("is gone with Esc, and does not come back at that place", async () => {
    const { workbench, page } = session;
    await freshLine();
    await workbench.type("On the next day");
    await workbench.ghostText().filter({ hasText: "bread." }).first().waitFor();
    const asked = server.requests.length;
    await page.keyboard.press("Escape");
    await workbench.ghostText().first().waitFor({ state: "detached" });
    const stop = await watchFrames(page);
    await workbench.type("s", 100);
    await page.keyboard.press("Backspace");
    await workbench.runCommand("View: Show Explorer");
    await workbench.focusEditor();
    expect((await stop()).filter((text) => text !== "")).toEqual([]);
    expect(server.requests.length).toBeLessThanOrEqual(asked + 1);
  });

  it("is taken word by word and sentence by sentence, each one step to undo", async () => {
    const { workbench, page } = session;
    await freshLine();
    await workbench.type("After the storm");
    await workbench.ghostText().filter({ hasText: "bread." }).first().waitFor();
    await workbench.runCommand("Inkling: Accept Next Word");
    await workbench.textThat((text) => text.includes("After the storm the"));
    await workbench.ghostText().filter({ hasText: "lighthouse" }).first().waitFor();
    await workbench.runCommand("Inkling: Accept Next Sentence");
    await workbench.textThat((text) => text.replaceAll("\n", " ").includes(`After the storm${SENTENCE}`));
    await page.keyboard.press("Control+Z");
    await workbench.textThat((text) => text.includes("After the storm the") && !text.includes("storm the light"));
    await page.keyboard.press("Control+Z");
    await workbench.textThat((text) => text.includes("After the storm") && !text.includes("After the storm the"));
  });

  it("keeps its figures on a page of its own", async () => {
    const { workbench, picture } = session;
    await workbench.runCommand("Inkling: Ghost Text Statistics");
    const page = await workbench.panel();
    await page.getByText("Nothing leaves this machine").first().waitFor();
    await picture("ghost-text-statistics-light");
  });
});
