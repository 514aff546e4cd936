import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession, withModelOf } from "./session.mjs";

/** @param {string[]} chunks */
const says = (...chunks) => /** @type {const} */ ({ kind: "text", chunks });

/** The names in the second paragraph of the letter, and one that is not there. */
const ENTITIES = JSON.stringify({
  entities: [
    { text: "Yesterday", kind: "date" },
    { text: "the lighthouse", kind: "place" },
    { text: "the old keeper", kind: "person" },
    { text: "thirty years", kind: "date" },
    { text: "Atlantis", kind: "place" },
  ],
});

/** Somebody who looks for an action, and gets answers that leave the text as it is. */
describe("actions on a text", () => {
  /** @type {Awaited<ReturnType<typeof startFakeOpenAiServer>>} */
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer();
    return { settings: withModelOf(server) };
  });
  beforeEach(async () => {
    await session.workbench.runCommand("View: Close All Editors");
    await session.workbench.openFile("letter.md");
    await session.workbench.goTo(5);
  });
  afterAll(() => server.close());

  const rows = (words) => session.page.locator(".quick-input-list .monaco-list-row", { hasText: words });
  const lines = (words) => session.page.locator(".editor-instance .view-line", { hasText: words });

  it("are in the light bulb, where a text is selected", async () => {
    const { workbench, page, picture } = session;
    await page.keyboard.press("Control+L");
    await page.locator(".lightBulbWidget").first().waitFor();
    const actions = page.locator(".action-widget .monaco-list-row");
    // The first question to a cold editor may end without a menu.
    await expect
      .poll(
        async () => {
          await page.keyboard.press("Control+Period");
          await page.waitForTimeout(1000);
          return actions.filter({ hasText: "Fix Grammar" }).count();
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0);
    await picture("actions-bulb-light");
    server.respondWith(says("Yesterday we went to the lighthouse."));
    await actions.filter({ hasText: "Shorter" }).click();
    await workbench.threadTitle(/\d changes?$/).waitFor();
    expect(JSON.stringify(server.requests.at(-1)?.body)).toContain("about half as long");
    await workbench.focusEditor();
    // The first takes the selection away, the second leaves the suggestion.
    for (let press = 0; press < 2; press++) await page.keyboard.press("Escape");
    await workbench.thread().waitFor({ state: "hidden" });
  });

  it("are in the context menu, in groups", async () => {
    const { page, picture } = session;
    await page.locator(".view-line", { hasText: "The house stands" }).click({ button: "right" });
    const items = page.locator(".context-view .action-label");
    await items.filter({ hasText: "Inkling" }).first().hover();
    await items.filter({ hasText: "Turn Into" }).hover();
    await items
      .filter({ hasText: /List|Bullets/ })
      .first()
      .waitFor();
    await items.filter({ hasText: "Understand and Judge" }).hover();
    await items.filter({ hasText: "Critique" }).waitFor();
    await picture("actions-context-menu-light");
    for (let menu = 0; menu < 3; menu++) await page.keyboard.press("Escape");
    await items.first().waitFor({ state: "hidden" });
  });

  it("are in a list of their own, on its keys", async () => {
    const { page, picture } = session;
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+A");
    await page.locator(".quick-input-title", { hasText: "Actions on the Selection" }).waitFor();
    await rows("Prose to").waitFor();
    await picture("actions-chooser-light");
    await page.keyboard.press("Escape");
  });

  it("remark at the text, and take the remarks away", async () => {
    const { workbench, page, picture } = session;
    server.respondWith(
      says(
        '"The wind was strong": Say what it did to your coats, and to the hat of the keeper, who had come down from ',
        "the lamp room to meet you at the gate, in a storm of which nobody else in the village would hear for days.\n",
        '"the great book in which every ship is written down": Name one of the ships.\n',
      ),
    );
    await workbench.runCommand("Inkling: Critique");
    const remark = page.locator(".review-widget .comment-body", { hasText: "your coats" });
    await remark.waitFor();
    expect(await remark.evaluate((body) => body.scrollWidth - body.clientWidth)).toBeLessThanOrEqual(0);
    await picture("actions-critique-light");
    expect(await workbench.text()).toContain("The wind was strong");
    await workbench.focusEditor();
    await workbench.runCommand("Inkling: Dismiss All Remarks");
    await workbench.thread().first().waitFor({ state: "hidden" });
  });

  it("explain beside the text", async () => {
    const { workbench, page, picture } = session;
    server.respondWith(says("Two people visit a lighthouse.\n\n", "- **Keeper:** who looks after it.\n"));
    await workbench.runCommand("Inkling: Explain");
    await page.locator(".tab", { hasText: "Explain" }).waitFor();
    await lines("who looks after it").waitFor();
    await picture("actions-explain-light");
  });

  it("offer words in place of the one at the cursor", async () => {
    const { workbench, page, picture } = session;
    await workbench.goTo(5, 15);
    server.respondWith(says("strolled\n", "wandered\n", "made our way"));
    await workbench.runCommand("Inkling: Synonyms…");
    await rows("made our way").waitFor();
    await picture("actions-synonyms-light");
    await workbench.choose("wandered");
    await workbench.textThat((text) => text.includes("Yesterday we wandered to the lighthouse."));
    await page.keyboard.press("Control+Z");
    await workbench.textThat((text) => text.includes("Yesterday we walked to the lighthouse."));
  });

  it("translate to the side", async () => {
    const { workbench, picture } = session;
    server.respondWith(says("Gestern gingen wir zum Leuchtturm. ", "Der Wind war stark."));
    await workbench.runCommand("Inkling: Translate to the Side…");
    await rows("German").waitFor();
    await workbench.choose("German");
    await lines("Gestern gingen wir").waitFor();
    await picture("actions-translation-light");
    expect(JSON.stringify(server.requests.at(-1)?.body)).toContain("Translate to German");
  });

  it("find names, places and dates, and lead to them", async () => {
    const { workbench, page, picture } = session;
    server.respondWith(says(ENTITIES));
    await workbench.runCommand("Inkling: Find Names, Places and Dates");
    const panel = await workbench.panel("#root main table");
    await panel.getByText("the old keeper").waitFor();
    expect(await panel.locator("tbody tr").count()).toBe(4);
    await panel.getByText("Left out").waitFor();
    await picture("understanding-light");
    for (const theme of /** @type {const} */ (["dark", "contrast"])) {
      await workbench.useTheme(theme);
      await picture(`understanding-${theme}`);
    }
    await workbench.useTheme("light");

    const place = panel.locator("tbody tr", { hasText: "the lighthouse" });
    await workbench.focusOnPage(place, "Understand the Text");
    await place.press("Enter");
    await page.locator(".statusbar-item", { hasText: "Ln 5, Col 38 (14 selected)" }).waitFor();
    await page.locator(".part.editor .editor-group-container .monaco-editor.focused").first().waitFor();

    await workbench.goTo(5, 30);
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+I");
    await page.locator(".monaco-hover-content", { hasText: "place" }).waitFor();
    await picture("understanding-hover-light");

    await panel.getByRole("button", { name: "Copy as CSV" }).click();
    await panel.getByText("Copied as CSV").waitFor();
    const copied = await page.evaluate(() => globalThis.navigator.clipboard.readText());
    expect(copied).toMatch(/the old keeper/);
    await panel.getByRole("button", { name: "Clear" }).click();
    await panel.getByText("No text has been analysed yet").waitFor();
  });
});
