/* global document, requestAnimationFrame -- for what runs in the page */
import { afterAll, describe, expect, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession } from "./session.mjs";

/** @param {string} text @param {number} [delayMs] */
const says = (text, delayMs = 30) =>
  /** @type {const} */ ({
    kind: "text",
    chunks: text.match(/\s\S+/g) ?? [text],
    delayMs,
  });

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
    return {
      settings: {
        "workbench.colorTheme": "Default Light Modern",
        "inkling.ghostText.speculate": "off",
        "inkling.models": [
          {
            name: "lab",
            provider: "openai-compatible",
            model: "m",
            kind: "base",
            contextTokens: 4096,
            baseUrl: `${server.url}/v1`,
          },
        ],
        "inkling.model.ghostText": "lab",
      },
    };
  });
  afterAll(() => server.close());

  const freshLine = async () => {
    const { workbench, page } = session;
    await workbench.openFile("letter.md");
    // The first keys in a cold editor are not always followed by a question to anybody.
    server.respondWith(says(""));
    while (server.requests.length === 0) {
      await workbench.goToEnd();
      await workbench.type(" now", 100);
      await page.waitForTimeout(500);
    }
    await workbench.goToEnd();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
  };

  it("stays on screen, in every frame, while it is typed through", async () => {
    const { workbench, page, picture } = session;
    const sentence = " the lighthouse keeper waited for us with warm bread.";
    await freshLine();
    server.respondWith(says(sentence));
    await workbench.type("In the evening");
    await workbench.ghostWordsThat((words) => words.endsWith("bread."));
    await picture("ghost-text-light");
    const asked = server.requests.length;
    const stop = await watchFrames(page);
    await workbench.type(sentence.slice(0, 30), 120);
    const frames = await stop();
    expect(frames.filter((text) => text === "")).toEqual([]);
    expect(new Set(frames).size).toBeGreaterThan(15);
    expect(frames.at(-1)).toBe(sentence.slice(30));
    expect(server.requests.length).toBe(asked);
  });

  it("grows from the first words to the sentence without being hidden", async () => {
    const { workbench, page } = session;
    await freshLine();
    server.respondWith(says(" a ship came in without any lights at all.", 150));
    await workbench.type("Late that night");
    await workbench.ghostText().first().waitFor();
    const stop = await watchFrames(page);
    await workbench.ghostWordsThat((words) => words.endsWith("at all."));
    const frames = await stop();
    expect(frames.filter((text) => text === "")).toEqual([]);
  });

  it("is gone with Esc, and does not come back at that place", async () => {
    const { workbench, page } = session;
    await freshLine();
    server.respondWith(says(" its crew was sitting silently on the quay."));
    await workbench.type("On the next day");
    await workbench.ghostWordsThat((words) => words.endsWith("quay."));
    const asked = server.requests.length;
    await page.keyboard.press("Escape");
    await workbench.ghostWordsThat((words) => words === "");
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
    const sentence = " every family went out to look for its own boat.";
    await freshLine();
    server.respondWith(says(sentence));
    await workbench.type("After the storm");
    await workbench.ghostWordsThat((words) => words.endsWith("own boat."));
    await page.keyboard.press("Control+ArrowRight");
    await workbench.textThat((text) => text.includes("After the storm every"));
    await workbench.ghostWordsThat((words) => words.startsWith("family"));
    await page.keyboard.press("Alt+.");
    await workbench.textThat((text) => text.replaceAll("\n", " ").includes(`After the storm${sentence}`));
    await workbench.ghostWordsThat((words) => words === "");
    // What an undo takes back is offered again, in grey.
    await page.keyboard.press("Control+Z");
    await workbench.ghostWordsThat((words) => words === "family went out to look for its own boat.");
    await page.keyboard.press("Control+Z");
    await workbench.ghostWordsThat((words) => words === sentence.trim());
  });

  it("keeps its figures on a page of its own", async () => {
    const { workbench, picture } = session;
    await workbench.runCommand("Inkling: Ghost Text Statistics");
    const page = await workbench.panel();
    await page.getByText("Nothing leaves this machine").first().waitFor();
    await picture("ghost-text-statistics-light");
  });
});
