import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession } from "./session.mjs";

const KEY = "sk-added-in-the-walk-0123456789";

/** A writer with a server of their own, who has read nothing. */
describe("a writer who adds a model", () => {
  /** @type {Awaited<ReturnType<typeof startFakeOpenAiServer>>} */
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer({ apiKey: KEY, models: ["acme/tiny-instruct", "acme/large"] });
    return { settings: { "workbench.colorTheme": "Default Light Modern" } };
  });
  afterAll(() => server.close());

  it("is led from the status bar to the first words of an answer", async () => {
    const { workbench, page, picture } = session;
    server.respondWith({ kind: "text", chunks: ["The sea ", "is calm."] });
    await workbench.openFile("letter.md");
    await workbench.modelItem().click();
    await picture("choose-model");
    await workbench.choose("Add Model");
    await page.locator(".quick-input-title", { hasText: "Add Model (1/" }).waitFor();
    await picture("add-model-provider");
    await workbench.choose("OpenAI-compatible");
    await workbench.typeInto("(2/6)", `${server.url}/v1`);
    await workbench.typeInto("(4/6)", KEY);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "acme/large" }).waitFor();
    await picture("add-model-list");
    await workbench.choose("acme/tiny-instruct");
    await workbench.typeInto("(6/6)", "tiny");
    await workbench.notification("The sea is calm.").waitFor();
    await workbench.choose("Everything");
    await workbench.modelItem().locator("text=tiny").waitFor();
    await picture("model-added");
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
    const settings = await readFile(join(session.userDataDir, "User/settings.json"), "utf8");
    expect(JSON.parse(settings)["inkling.model.ghostText"]).toBe("tiny");
    expect(settings).not.toContain(KEY);
  });

  it("sees what is known of it, and who said so", async () => {
    const { workbench, page, picture } = session;
    await workbench.runCommand("Inkling: Choose Model");
    const row = page.locator(".quick-input-list .monaco-list-row", { hasText: "tiny-instruct" });
    await row.hover();
    await row.locator(".codicon-settings-gear").click();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Kind: instruct model" }).waitFor();
    await page.waitForFunction(() => {
      const list = globalThis.document.querySelector(".quick-input-widget");
      return list && globalThis.getComputedStyle(list).opacity === "1"; // it fades in
    });
    await picture("model-details");
    await page.keyboard.press("Escape");
  });

  it("sees under the pointer where the text goes and what was used", async () => {
    const { workbench, page, picture } = session;
    await workbench.modelItem().hover();
    await page.locator(".workbench-hover, .monaco-hover", { hasText: "tokens today" }).first().waitFor();
    await picture("model-hover");
  });
});
