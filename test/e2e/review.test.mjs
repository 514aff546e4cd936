import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { useSession, withModelOf } from "./session.mjs";

/** A busy machine writes late. */
const POLLING = { timeout: 30_000 };

/** @param {string[]} chunks */
const says = (...chunks) => /** @type {const} */ ({ kind: "text", chunks });

/** What is proposed for paragraphs of the two letters: their line, a small correction, and a new wording. */
const PROSE = {
  english: {
    file: "letter.md",
    grammar: { line: 7, text: "She has two brothers, and they were waiting for us at the gate." },
    rewrite: {
      line: 5,
      text: "Yesterday we went to the lighthouse, where the old keeper showed us the lamp and the great book. The wind was so strong that we could hardly stand.",
    },
  },
  chinese: {
    file: "海边来信.md",
    grammar: {
      line: 3,
      text: "我们住的房子在路的尽头，田野在那里接上了大海。清晨，渔夫们从窗下走过，谈着天气。这里没有人着急。",
    },
    rewrite: {
      line: 5,
      text: "昨天风很大，我们一路走到灯塔。守塔的老人在那里住了三十年，他让我们看了灯，也看了那本记着每一艘船的厚册子。",
    },
  },
};

/** Somebody who reviews what a model proposes, in three themes and two languages. */
describe("a suggestion in review", () => {
  /** @type {Awaited<ReturnType<typeof startFakeOpenAiServer>>} */
  let server;
  const session = useSession(async () => {
    server = await startFakeOpenAiServer();
    return { settings: withModelOf(server) };
  });
  beforeEach(() => session.workbench.openFile("letter.md"));
  afterAll(() => server.close());

  const onDisk = () => readFile(join(session.folder, "letter.md"), "utf8");
  /** What Inkling keeps of the suggestions that wait, beside the files. */
  const onDiskForLater = async () => {
    const folder = join(session.userDataDir, "User/globalStorage/inkling.inkling/suggestions");
    const names = await readdir(folder).catch(() => []);
    const kept = names.map((name) => readFile(join(folder, name), "utf8").catch(() => ""));
    return (await Promise.all(kept)).join("\n");
  };
  /** Asks for a new wording of the paragraph. */
  const rewrite = async ({ line, text }, ...more) => {
    const { workbench } = session;
    server.respondWith(says(text), ...more);
    await workbench.goTo(line);
    await workbench.runCommand("Inkling: Rewrite…");
    await workbench.choose("Clearer");
    await workbench.threadTitle(/\d changes?$/).waitFor();
  };
  /** Leaves what is shown at the cursor. */
  const leave = async () => {
    const { workbench, page } = session;
    await page.keyboard.press("Escape");
    await workbench
      .lens(/Accept|Reject/)
      .first()
      .waitFor({ state: "hidden" });
    await workbench.thread().waitFor({ state: "hidden" });
  };
  const showSideBySide = async () => {
    const { workbench, page } = session;
    await workbench.runCommand("Inkling: Show the Suggestion Differently…");
    await workbench.choose("Side by Side");
    await page.locator(".monaco-diff-editor .modified .focused").first().waitFor();
    await page.locator(".monaco-diff-editor .line-insert").first().waitFor({ state: "attached" });
  };

  it("shows small changes in the line, to be taken and left one by one", async () => {
    const { workbench, page, picture } = session;
    const { grammar } = PROSE.english;
    const before = await onDisk();
    server.respondWith(says(grammar.text));
    await workbench.goTo(grammar.line);
    await workbench.runCommand("Inkling: Fix Grammar");
    await workbench.lens("Next of 2 Changes").waitFor();
    await workbench.textThat((text) => text.includes("havehas") && text.includes("waswere"));
    expect(await onDisk()).toBe(before);
    await picture("review-inline-light");

    await page.keyboard.press("Alt+]");
    await page.keyboard.press("Alt+]");
    await page.keyboard.press("Alt+Enter");
    await workbench.textThat((text) => text.includes("they were waiting") && text.includes("havehas"));
    await picture("review-inline-half-light");
    await page.keyboard.press("Shift+Alt+Enter");
    await workbench.textThat((text) => text.includes("She have two brothers, and they were waiting"));
    await workbench.lens(/Accept/).waitFor({ state: "hidden" });

    await page.keyboard.press("Control+Z");
    await workbench.textThat((text) => text.includes("and they was waiting"));
    await page.keyboard.press("Control+S");
    await expect.poll(onDisk, POLLING).toBe(before);
  });

  it("shows a new wording below the text, and changes it in words", async () => {
    const { workbench, page, picture } = session;
    await rewrite(PROSE.english.rewrite);
    expect(await workbench.proposal()).toBe(PROSE.english.rewrite.text);
    await picture("review-thread-light");

    server.respondWith(says("Yesterday we went to the lighthouse, ", "and the wind was strong."));
    await workbench.thread().locator(".comment-form").click();
    await workbench.type("shorter, please", 10);
    await picture("review-thread-reply-light");
    await page.keyboard.press("Control+Enter");
    await workbench.threadTitle(/version 2 of 2 · \d changes/).waitFor();
    expect(await workbench.proposal()).toBe("Yesterday we went to the lighthouse, and the wind was strong.");
    expect(JSON.stringify(server.requests.at(-1)?.body)).toContain("shorter, please");
    await picture("review-thread-version-light");

    await workbench.threadIcon("Previous Version").click();
    await workbench.threadTitle("version 1 of 2").waitFor();
    expect(await workbench.proposal()).toBe(PROSE.english.rewrite.text);

    server.respondWith(says("Yesterday we walked to the lighthouse in a strong wind."));
    await workbench.threadIcon("Other Version").click();
    await workbench.threadTitle(/version 3 of 3 · \d changes?/).waitFor();
  });

  it("compares both texts side by side, and takes the new one there", async () => {
    const { workbench, page, picture } = session;
    const before = await onDisk();
    await workbench.goTo(PROSE.english.rewrite.line);
    await showSideBySide();
    await picture("review-diff-light");
    await page.keyboard.press("Control+Enter");
    await page.locator(".tab", { hasText: "↔" }).waitFor({ state: "hidden" });
    await workbench.textThat((text) => text.includes("lighthouse in a strong wind.\n"));
    await page.keyboard.press("Control+Z");
    await workbench.textThat((text) => text.includes("Yesterday we walked to the lighthouse. The wind"));
    await page.keyboard.press("Control+S");
    await expect.poll(onDisk, POLLING).toBe(before);
  });

  it("shows the newest words of a long answer while it comes", async () => {
    const { workbench, page, picture } = session;
    const sentence = (_, index) =>
      `Sentence ${index + 1} says that the road ends where the fields give way to the sea. `;
    const paragraphs = Array.from({ length: 50 }, sentence).map((text, index) =>
      index % 5 === 4 ? `${text}\n\n` : text,
    );
    server.respondWith({ kind: "stall", chunks: paragraphs });
    await workbench.goTo(3);
    await workbench.runCommand("Inkling: Rewrite…");
    await workbench.choose("Longer");
    await workbench.thread().locator(".comment-body", { hasText: "Sentence 50 says" }).waitFor();
    await picture("review-streaming-light");
    await page.keyboard.press("Escape");
    await workbench.thread().waitFor({ state: "hidden" });
  });

  it("shows a continuation and a poem as what they are", async () => {
    const { workbench, page, picture } = session;
    server.respondWith(says("and counted ", "the boats."));
    await workbench.goTo(9);
    await workbench.runCommand("Inkling: Continue Writing");
    expect(await workbench.proposal()).toBe("and counted the boats.");
    await picture("review-continue-light");
    await leave();

    server.respondWith(says("Where the road runs out,\n", "the fields lean down\n", "to look at the sea.\n"));
    await workbench.goTo(3);
    await workbench.runCommand("Inkling: Poem…");
    await workbench.choose("Haiku");
    await workbench.proposal();
    await picture("review-poem-light");
    await page.keyboard.press("Control+Enter");
    await workbench.textThat((text) => text.includes("hurry here.\n\nWhere the road runs out,\nthe fields"));
    await page.keyboard.press("Control+Z");
    await workbench.textThat((text) => !text.includes("Where the road runs out"));
  });

  for (const theme of /** @type {const} */ (["dark", "contrast"])) {
    for (const language of /** @type {const} */ (["english", "chinese"])) {
      it(`is read in every view: ${theme}, ${language}`, async () => {
        const { workbench, page, picture } = session;
        const { file, grammar, rewrite: wording } = PROSE[language];
        await workbench.useTheme(theme);
        await workbench.openFile(file);
        server.respondWith(says(grammar.text));
        await workbench.goTo(grammar.line);
        await workbench.runCommand("Inkling: Fix Grammar");
        await workbench.lens("View: In the Line").waitFor();
        await picture(`review-inline-${language}-${theme}`);
        await leave();
        await rewrite(wording);
        await picture(`review-thread-${language}-${theme}`);
        await showSideBySide();
        await picture(`review-diff-${language}-${theme}`);
        await page.keyboard.press("Escape");
        await page.locator(".tab", { hasText: "↔" }).waitFor({ state: "hidden" });
      });
    }
  }

  it("is put aside, and shown again from above its text", async () => {
    const { workbench, picture } = session;
    await workbench.useTheme("light");
    await rewrite(PROSE.english.rewrite);
    await workbench.threadIcon("Keep for Later").click();
    await workbench.lens("Show the Suggestion That You Kept").waitFor();
    await workbench.thread().waitFor({ state: "hidden" });
    await picture("review-kept-light");
    await workbench.lens("Show the Suggestion That You Kept").click();
    expect(await workbench.proposal()).toBe(PROSE.english.rewrite.text);
  });

  it("is offered again when the window was loaded anew", async () => {
    const { workbench, page, picture } = session;
    await page.reload();
    await workbench.statusItem().waitFor({ timeout: 90_000 });
    await workbench.openFile("letter.md"); // VS Code may not have written down yet that it was in front
    expect(await workbench.proposal()).toBe(PROSE.english.rewrite.text);
    await picture("review-after-reload-light");
    await workbench.focusEditor();
    await workbench.goTo(5);
    await leave();
  });

  it.skipIf(process.platform === "win32")(
    "survives the end of the extension host, as far as it came",
    async () => {
      const { workbench, picture, crashExtensionHost } = session;
      server.respondWith({
        kind: "stall",
        chunks: ["Yesterday we walked to the lighthouse ", "in a strong "],
      });
      await workbench.goTo(5);
      await workbench.runCommand("Inkling: Rewrite…");
      await workbench.choose("Clearer");
      const body = workbench.thread().locator(".comment-body");
      await body.locator("ins", { hasText: "in a strong" }).waitFor();
      await expect.poll(onDiskForLater, POLLING).toContain("in a strong");
      await crashExtensionHost();
      // VS Code starts another one by itself; until then it shows what the old one has left.
      await workbench.lens("Try Again").waitFor({ timeout: 90_000 });
      await workbench.threadTitle("broke off").waitFor();
      await body.locator("ins", { hasText: "in a strong" }).waitFor();
      await picture("review-after-crash-light");

      server.respondWith(says("Yesterday we walked to the lighthouse in a strong wind."));
      await workbench.lens("Try Again").click();
      await workbench.threadTitle(/\d changes?$/).waitFor();
      expect(await workbench.proposal()).toBe("Yesterday we walked to the lighthouse in a strong wind.");
    },
  );
});
