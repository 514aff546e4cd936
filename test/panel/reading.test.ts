import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useBrowser } from "./support/browser";
import { pour, type Pouring } from "./support/longAnswer";
import { PanelPage } from "./support/panelPage";
import { panelWords } from "./support/panelWords";
import { conversation, emptyAnswer, newChat, streaming } from "./support/states";

const browser = useBrowser();
const words = panelWords("en");
let panel: PanelPage;
beforeEach(async () => {
  panel = await PanelPage.open(browser());
});
afterEach(async () => {
  const harm = [...(await panel.harm()), ...(await panel.violations())];
  await panel.close();
  expect(harm).toEqual([]);
});

/** How far the conversation is from its end, in pixels. */
const fromEnd = () =>
  panel.page
    .getByRole("region", { name: words.conversation })
    .evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);

describe("an answer that streams", () => {
  const { state, id } = emptyAnswer("en");
  const pouring: Pouring = { id, shape: "mixed", tokens: 1500, perSecond: 3000 };
  const stream = () => panel.page.evaluate(pour, pouring);

  beforeEach(() => panel.show(state));

  it("is followed to its end", async () => {
    await stream();
    await panel.drawn();
    expect(await fromEnd()).toBeLessThan(2);
    await expect.poll(() => panel.button(words.jumpToEnd).count()).toBe(0);
  });

  it("lets the reader scroll up, and brings them back", async () => {
    await stream();
    const region = panel.page.getByRole("region", { name: words.conversation });
    await region.hover();
    await panel.page.mouse.wheel(0, -600);
    await panel.button(words.jumpToEnd).waitFor();
    const before = await region.evaluate(({ scrollTop }) => scrollTop);
    await panel.post({ kind: "append", id, text: "\n\nMore, and more. ".repeat(50) });
    expect(await region.evaluate(({ scrollTop }) => scrollTop)).toBe(before);
    await panel.button(words.jumpToEnd).click();
    await expect.poll(fromEnd).toBeLessThan(2);
  });

  it("does not touch what it has drawn", async () => {
    await panel.post({ kind: "append", id, text: "# Heading\n\nFirst paragraph.\n\n- one\n- two\n\nThen" });
    const first = await panel.page.getByText("First paragraph.").elementHandle();
    await stream();
    expect(await first.evaluate((element) => element.isConnected)).toBe(true);
  });

  it("lets the writer type on", async () => {
    const streamed = stream();
    await panel.composer().pressSequentially("What about the coat?");
    await streamed;
    expect(await panel.composer().inputValue()).toBe("What about the coat?");
  });

  it("is said to a screen reader when it begins and once when it is there, not word by word", async () => {
    const spoken = () =>
      panel.page.evaluate(() => {
        const live = [...document.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log]")];
        return live.map((element) => element.textContent.trim()).filter((text) => text !== "");
      });
    await expect.poll(spoken).toEqual([words.writing]);
    await panel.post({ kind: "append", id, text: "The keeper wants to be asked." });
    expect(await spoken()).toEqual([words.writing]);
    const messages = state.messages.map((message) =>
      message.id === id
        ? { ...message, content: "The keeper wants to be asked.", state: "done" as const }
        : message,
    );
    await panel.show({ ...state, messages });
    await expect.poll(spoken).toEqual([expect.stringContaining("The keeper wants to be asked.")]);
  });
});

describe("a reader who asked for less motion", () => {
  it("sees none", async () => {
    await panel.page.emulateMedia({ reducedMotion: "reduce" });
    await panel.show(streaming("en"));
    await panel.drawn();
    const moving = await panel.page.evaluate(() =>
      document.getAnimations().filter(({ playState }) => playState === "running"),
    );
    expect(moving).toEqual([]);
  });
});

describe("a link in an answer", () => {
  it("is opened by VS Code alone, and no other address is a link", async () => {
    await panel.show(conversation("en"));
    const hrefs = await panel.page
      .locator("#root a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(hrefs).toEqual(["https://example.com/the-art-of-fiction?chapter=3", "mailto:ada@example.com"]);
    await panel.page.getByRole("link").first().click();
    expect(await panel.page.evaluate(() => stage.opened)).toEqual([hrefs[0]]);
  });
});

describe("a message that no host sends", () => {
  it.each([
    ["of a kind that there is not", { kind: "nonsense" }],
    ["without a kind", {}],
    ["that is none", "hello"],
    ["of nothing", null],
    ["with half a state", { kind: "state", state: { messages: [] }, strings: {} }],
    ["for an answer that there is not", { kind: "append", id: "none", text: "lost" }],
    ["of the wrong types", { kind: "append", id: 4, text: ["a"] }],
  ])("changes nothing: %s", async (_, message) => {
    await panel.show(newChat("en"));
    const before = await panel.page.locator("#root").innerHTML();
    await panel.postRaw(message);
    expect(await panel.page.locator("#root").innerHTML()).toBe(before);
  });
});
