import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession } from "./session.mjs";

const KEY = "sk-my-own-key-0123456789";

/** A writer with a server and a key, in a dark theme. */
describe("a writer with a model of their own", () => {
  /** @type {Awaited<ReturnType<typeof startFakeOpenAiServer>>} */
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer({ apiKey: KEY });
    return {
      settings: {
        "workbench.colorTheme": "Default Dark Modern",
        "inkling.models": [
          { name: "lab", provider: "openai-compatible", model: "m", baseUrl: `${server.url}/v1` },
        ],
        "inkling.model.actions": "lab",
        "inkling.model.chat": "lab",
        "inkling.ghostText.enabled": false,
      },
    };
  });
  beforeEach(async () => {
    await session.workbench.openFile("letter.md");
    await session.workbench.goTo(5);
  });
  afterAll(() => server.close());

  it("is told that the key is missing, enters it behind the button, and goes on", async () => {
    const { workbench, page, picture } = session;
    server.respondWith({ kind: "text", chunks: ["Yesterday we went ", "to the lighthouse."] });
    await workbench.runCommand("Inkling: Rewrite…");
    await workbench.choose("Clearer");
    const message = workbench.notification("refused the API key");
    await message.waitFor();
    await picture("message-wrong-key-dark");
    await message.getByRole("button", { name: "Set API Key" }).click();
    await workbench.typeInto("API key for", KEY);
    await workbench.notification("is stored").waitFor();
    await workbench.focusEditor();
    await workbench.runCommand("Inkling: Rewrite…");
    await workbench.choose("Clearer");
    expect(await workbench.proposal()).toBe("Yesterday we went to the lighthouse.");
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
    await picture("proposal-dark");
    await workbench.focusEditor();
    await page.keyboard.press("Escape");
    await workbench.thread().waitFor({ state: "hidden" });
  });

  it("watches words come, and stops them with Cancel", async () => {
    const { workbench, picture } = session;
    server.respondWith({ kind: "stall", chunks: ["Yesterday ", "we "] });
    const closed = server.closedByClient;
    await workbench.runCommand("Inkling: Rewrite…");
    await workbench.choose("Clearer");
    await workbench.thread().locator(".comment-body", { hasText: "Yesterday we" }).waitFor();
    const progress = workbench.notification("Rewrite with lab");
    await progress.waitFor();
    await picture("streaming-dark");
    await progress.getByRole("button", { name: "Cancel" }).click();
    await workbench.thread().waitFor({ state: "hidden" });
    await progress.waitFor({ state: "hidden" });
    await server.waitFor(({ closedByClient }) => closedByClient > closed);
  });

  it("reads a formatted answer in the panel, in which nothing runs and nothing is loaded", async () => {
    const { workbench, picture } = session;
    server.respondWith({
      kind: "text",
      chunks: [
        "## Notes\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- **bold** and `code`\n\n",
        `<img src="${server.url}/pixel.png" onerror="document.title='ran'"> `,
        `![pixel](${server.url}/pixel.png) [link](javascript:alert(1))\n`,
      ],
    });
    const panel = await workbench.openPanel();
    await panel.locator("textarea").fill("Format something");
    await panel.locator("textarea").press("Enter");
    const answer = panel.locator(".message.assistant[aria-busy=false] .content");
    await answer.locator("table").waitFor();
    await answer.locator("strong", { hasText: "bold" }).waitFor();
    expect(await answer.locator("img").count()).toBe(0);
    expect(await answer.locator("a[href^=javascript]").count()).toBe(0);
    expect(server.requests.some(({ path }) => path.includes("pixel"))).toBe(false);
    await picture("panel-markdown-dark");
  });

  it("stops an answer in the panel, and asks again after a failure", async () => {
    const { workbench, picture } = session;
    const panel = await workbench.panel();
    await panel.getByRole("button", { name: "New Chat" }).click();
    server.respondWith({ kind: "stall", chunks: ["Once upon"] });
    await panel.locator("textarea").fill("Tell me a story");
    await panel.getByRole("button", { name: "Send" }).click();
    await panel.locator(".content", { hasText: "Once upon" }).waitFor();
    const closed = server.closedByClient;
    await panel.getByRole("button", { name: "Stop" }).click();
    await panel.getByText("Stopped.").waitFor();
    await server.waitFor(({ closedByClient }) => closedByClient > closed);

    server.respondWith({ kind: "drop", chunks: ["The e"] }, { kind: "text", chunks: ["The end."] });
    await panel.locator("textarea").fill("And then?");
    await panel.getByRole("button", { name: "Send" }).click();
    const again = panel.getByRole("button", { name: "Try Again" });
    await again.waitFor();
    await picture("panel-failure-dark");
    await again.click();
    await panel.locator(".content", { hasText: "The end." }).waitFor();
    expect(await panel.getByRole("alert").count()).toBe(0);
  });

  it("keeps the conversation and what stands in the composer while the panel is hidden", async () => {
    const { workbench } = session;
    const panel = await workbench.panel();
    await panel.locator("textarea").fill("half a thought");
    await workbench.runCommand("View: Show Explorer");
    const again = await workbench.openPanel();
    await again.locator(".content", { hasText: "The end." }).waitFor();
    expect(await again.locator("textarea").inputValue()).toBe("half a thought");
    await again.locator("textarea").fill("");
  });

  it("chooses another model from the list", async () => {
    const { workbench, page, picture } = session;
    await workbench.runCommand("Inkling: Choose Model");
    await page.locator(".quick-input-list", { hasText: "Your text stays here" }).waitFor();
    await picture("choose-model-dark");
    await workbench.choose("demo", "demo model");
    await workbench.choose("Actions", "Actions on the selection");
    // A setting takes VS Code a moment to write.
    await workbench.modelItem().getByText("demo model").waitFor();
    await workbench.focusEditor();
    const asked = server.requests.length;
    await workbench.runCommand("Inkling: Continue Writing");
    await workbench.thread().locator(".review-title", { hasText: "demo model" }).first().waitFor();
    await workbench.proposal();
    expect(server.requests.length).toBe(asked);
  });
});
