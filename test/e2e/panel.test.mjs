import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession, withModelOf } from "./session.mjs";

/** A busy machine draws late. */
const POLLING = { timeout: 30_000 };

/** @param {string[]} chunks */
const says = (...chunks) => /** @type {const} */ ({ kind: "text", chunks });

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A template of the workspace's own. @param {string} name */
const template = (name) =>
  [
    `---\nname: ${name}\ndescription: As she wrote from the coast\ncategory: write\ntarget: panel`,
    "variables:\n  - name: whom\n    type: text\n    label: To whom?\n    default: Ada\n---",
    "\n# user\n\nWrite a letter to {{whom}} about this:\n\n{{selection}}\n",
  ].join("\n");

/** Somebody who talks with a model about a text, and turns its answers into edits. */
describe("the chat panel", () => {
  /** @type {Awaited<ReturnType<typeof startFakeOpenAiServer>>} */
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer();
    return { settings: { ...withModelOf(server), "inkling.model.chat": "lab" } };
  });
  beforeEach(() => session.workbench.openFile("letter.md"));
  afterAll(() => server.close());

  const asked = () => JSON.stringify(server.requests.at(-1)?.body);
  /** Opens the panel with a chat that is new. */
  const newChat = async () => {
    const panel = await session.workbench.openPanel();
    await panel.getByRole("button", { name: "New Chat" }).click();
    return panel;
  };
  const composer = (panel) => panel.locator("footer textarea");
  const answers = (panel) => panel.locator(".message.assistant[aria-busy=false] .content");
  /** @param {string} question */
  const ask = async (panel, question) => {
    await composer(panel).fill(question);
    await composer(panel).press("Enter");
  };
  it("shows a template's prompt as it will be sent, and runs it", async () => {
    const { workbench, picture } = session;
    await workbench.goTo(5);
    const panel = await newChat();
    await panel.getByRole("searchbox").fill("poem");
    await picture("panel-gallery-light");
    await panel.getByRole("searchbox").press("Enter");
    await panel.getByText("the old keeper showed us the lamp").first().waitFor();
    await picture("panel-form-light");
    server.respondWith(says("The lamp is lit,\n", "the book is shut."));
    await panel.getByRole("button", { name: "Run" }).first().click();
    await answers(panel).getByText("the book is shut").waitFor();
    expect(asked()).toContain("the old keeper showed us the lamp");
  });

  it("sends what is beside the question, and shows before what that is", async () => {
    const { workbench, page, picture } = session;
    await workbench.goTo(7);
    await page.keyboard.press("Control+L");
    const panel = await newChat();
    await panel.getByRole("button", { name: "Add Context" }).click();
    await panel.getByRole("menuitem", { name: "Selection" }).click();
    await panel.locator(".chips .chip").first().waitFor();
    await composer(panel).pressSequentially("@notes");
    await panel
      .getByRole("option", { name: /notes\.txt/ })
      .first()
      .waitFor();
    await picture("panel-mention-light");
    await composer(panel).press("Enter");
    await expect.poll(() => panel.locator("footer .chip").count(), POLLING).toBe(2);
    server.respondWith(says("She has two brothers."));
    await composer(panel).press("End");
    await composer(panel).pressSequentially("What is wrong here?");
    await composer(panel).press("Enter");
    await answers(panel).getByText("two brothers").waitFor();
    await picture("panel-context-light");
    expect(asked()).toContain("they was waiting for us at the gate");
    const notes = await readFile(join(session.folder, "notes.txt"), "utf8");
    expect(asked()).toContain(JSON.stringify(notes.split("\n")[0]).slice(1, -1));
  });

  it("asks an earlier question anew, in a branch of its own", async () => {
    const panel = await newChat();
    server.respondWith(says("An old man."), says("A young man."));
    await ask(panel, "Who is the keeper?");
    await answers(panel).getByText("An old man.").waitFor();
    await panel.getByRole("button", { name: /Edit/ }).first().click();
    await panel.locator(".editing textarea").fill("Who was the keeper?");
    await panel.locator(".editing textarea").press("Enter");
    await answers(panel).getByText("A young man.").waitFor();
    expect(asked()).not.toContain("Who is the keeper?");
    await panel.getByText("2/2").first().waitFor();
    await panel.getByRole("button", { name: "Previous Version" }).first().click();
    await answers(panel).getByText("An old man.").waitFor();
  });

  it("replaces the selection by way of a review", async () => {
    const { workbench, page, picture } = session;
    const panel = await newChat();
    server.respondWith(says("She has two brothers, and they were waiting for us at the gate.\n"));
    await ask(panel, "Mend the third paragraph.");
    await answers(panel).getByText("they were waiting").waitFor();
    await workbench.focusEditor();
    await workbench.goTo(7);
    await page.keyboard.press("Control+L");
    await panel.getByRole("button", { name: "Replace Selection" }).click();
    await workbench.lens(/Accept/).waitFor();
    await picture("panel-replace-light");
    expect(await readFile(join(session.folder, "letter.md"), "utf8")).toContain("She have two brothers");
    await workbench
      .lens(/Accept/)
      .first()
      .click();
    await workbench.textThat((text) => text.includes("they were waiting for us at the gate."));
    await workbench.focusEditor();
    await page.keyboard.press("Control+Z");
    await workbench.textThat((text) => text.includes("they was waiting for us at the gate."));
  });

  it("shows a template as soon as its file is there, is changed, is broken, is gone", async () => {
    const panel = await newChat();
    const row = (name) => panel.locator(".templateRow", { hasText: name }).first();
    const ofWorkspace = join(session.folder, ".inkling/templates");
    await mkdir(ofWorkspace, { recursive: true });
    await writeFile(join(ofWorkspace, "aunt.prompt.md"), template("A Letter of My Aunt"));
    await row("A Letter of My Aunt").waitFor();
    const own = join(
      session.userDataDir,
      "User/globalStorage/inkling.inkling/templates/grandmother.prompt.md",
    );
    await writeFile(own, template("A Letter of My Grandmother"));
    await row("A Letter of My Grandmother").waitFor();
    await writeFile(own, template("A Letter of Hers"));
    await row("A Letter of Hers").waitFor();
    await writeFile(own, "---\nname: [broken\n---\n");
    await panel.getByText("Files That Cannot Be Used").waitFor();
    await row("A Letter of Hers").waitFor({ state: "detached" });
    await rm(own);
    await panel.getByText("Files That Cannot Be Used").waitFor({ state: "detached" });
  });

  it("has nothing against it in axe, in any theme", async () => {
    const { workbench } = session;
    const panel = await newChat();
    server.respondWith(says("# Heading\n\n- one\n- two\n\n```js\ncode\n```\n\n[link](https://example.com)"));
    await ask(panel, "Everything, please.");
    await answers(panel).getByText("Heading").waitFor();
    await panel.evaluate(await readFile(axe, "utf8"));
    // The page is transparent, and axe cannot see what VS Code has below it.
    await panel.locator("html").evaluate((root) => {
      root.style.backgroundColor = "var(--vscode-sideBar-background)";
    });
    for (const theme of /** @type {const} */ (["light", "dark", "contrast"])) {
      await workbench.useTheme(theme);
      const violations = await panel.evaluate(async () => {
        const found = await globalThis.axe.run({ resultTypes: ["violations"], preload: false });
        return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
      });
      expect(violations, theme).toEqual([]);
      await session.picture(`panel-${theme}`);
    }
    await workbench.useTheme("light");
  });

  it("has the conversation after a crash in the middle of an answer", async () => {
    const { workbench, page, picture } = session;
    const panel = await newChat();
    server.respondWith({ kind: "stall", chunks: ["The keeper lit the lamp ", "and opened the book."] });
    await ask(panel, "Tell me of the keeper.");
    await panel.getByText("and opened the book.").waitFor();
    // What streams is written within a second: once it is on the disk, the crash may come.
    const chats = join(session.userDataDir, "User/globalStorage/inkling.inkling/chats");
    await expect.poll(() => allText(chats), POLLING).toContain("and opened the book.");
    await session.crashExtensionHost();
    await page.reload();
    await workbench.statusItem().waitFor({ timeout: 120_000 });
    const again = await workbench.openPanel();
    await workbench.runCommand("Inkling: Chat History");
    await workbench.choose("keeper", "Tell me of the keeper");
    await again.getByText("and opened the book.").waitFor();
    await picture("panel-after-crash-light");
  });
});

/** Everything in the folder's files. @param {string} folder */
async function allText(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const texts = names.map((name) => readFile(join(folder, name), "utf8").catch(() => ""));
  return (await Promise.all(texts)).join("\n");
}
