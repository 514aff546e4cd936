import type { JSHandle } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useBrowser } from "./support/browser";
import { PanelPage } from "./support/panelPage";
import { panelWords } from "./support/panelWords";
import { conversation, newChat, OWN_TEMPLATE, ownTemplate, trouble } from "./support/states";

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

/** What a screen reader calls the element with the focus. */
const focused = () =>
  panel.page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? element?.textContent.trim() ?? "";
  });

describe("the keyboard", () => {
  it.each([
    ["a new chat", { ...newChat("en"), templates: newChat("en").templates.slice(0, 6) }],
    ["a conversation", conversation("en")],
    ["trouble", trouble("en")],
  ])("reaches everything that can be used, in %s", async (_, state) => {
    await panel.show(state);
    await panel.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const unreached = async () =>
      panel.page.evaluate(() => {
        const all = [
          ...document.querySelectorAll<HTMLElement>(
            "#root :is(button, input, select, textarea, a[href], summary)",
          ),
        ];
        const usable = all.filter((element) => element.checkVisibility() && !element.matches(":disabled"));
        return usable
          .filter((element) => element.dataset.reached === undefined)
          .map((element) => element.outerHTML.slice(0, 150));
      });
    /** Remembers by which key the focus came where it is. @returns undefined on the page itself, else if it is news */
    const mark = (by: "tab" | "arrow") =>
      panel.page.evaluate((key) => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element === document.body) return undefined;
        const isNew = element.dataset[key] === undefined;
        element.dataset[key] = element.dataset.reached = "";
        return isNew;
      }, by);
    const walk = async (key: string) => {
      do await panel.page.keyboard.press(key);
      while (await mark("arrow"));
    };
    const back = (place: JSHandle<Element | null>) =>
      place.evaluate((element) => element instanceof HTMLElement && element.focus());
    // Tab goes from one group of controls to the next, and past the last of them out of the page and in again; the
    // arrows go about in a group.
    for (let isNew: boolean | undefined; isNew !== false;) {
      await panel.page.keyboard.press("Tab");
      isNew = await mark("tab");
      const place = await panel.page.evaluateHandle(() => document.activeElement);
      const isGroup = await place.evaluate((element) =>
        element?.matches("button:not([aria-expanded=false])"),
      );
      if (isNew !== true || !isGroup) continue;
      await walk("ArrowRight");
      await back(place);
      for (let isRow: boolean | undefined = true; isRow;) {
        await panel.page.keyboard.press("ArrowDown");
        isRow = await mark("arrow");
        if (isRow) await walk("ArrowRight");
      }
      await back(place);
    }
    expect(await unreached()).toEqual([]);
  });

  it("comes back where it was after a menu and after a question was left as it is", async () => {
    await panel.show(conversation("en"));
    for (const name of [words.addContext, words.manageTemplates]) {
      await panel.button(name).focus();
      await panel.page.keyboard.press("Enter");
      await panel.page.getByRole("menu").waitFor();
      await panel.page.keyboard.press("Escape");
      await expect.poll(focused).toBe(name);
    }
    await panel.button(words.editQuestion).first().click();
    await expect.poll(focused).toBe(words.editQuestion); // the field is called as its button was
    expect(await panel.page.evaluate(() => document.activeElement?.localName)).toBe("textarea");
    await panel.page.keyboard.press("Escape");
    await panel.page.locator(".editing").waitFor({ state: "detached" });
    await expect.poll(focused).toBe(words.editQuestion);
  });

  it("stays in the list that the writer has opened while the panel came, and goes on when the panel gets it", async () => {
    const { page: own, site } = panel;
    const workbench = await own.context().newPage();
    await workbench.setContent(`<input autofocus><iframe src="${site.address}"></iframe>`);
    const list = workbench.locator("input");
    await list.focus();
    const frame = workbench.frameLocator("iframe");
    const composer = frame.locator("footer textarea");
    await composer.waitFor();
    await composer.evaluate(
      async (_, messages) => {
        for (const message of messages) window.postMessage(message, location.origin);
        await new Promise((heard) => setTimeout(heard));
        for (let drawn = 0; drawn < 3; drawn++) await new Promise(requestAnimationFrame);
      },
      [{ kind: "state", state: newChat("en"), strings: words }, { kind: "focus" }],
    );
    await frame.getByRole("searchbox").waitFor(); // the page has taken both, and had the frames to act upon it
    await workbench.keyboard.type("lamp"); // where the focus is
    expect(await list.inputValue()).toBe("lamp");
    await workbench.locator("iframe").focus();
    await frame.locator("footer textarea:focus").waitFor();
    await workbench.close();
  });

  it("fills a template's form, sees the prompt, runs it, and leaves it", async () => {
    await panel.show(newChat("en"));
    const { name } = ownTemplate("en");
    await panel.page.getByRole("searchbox").fill("grandmother");
    await panel.page.keyboard.press("Enter");
    await panel.page.getByRole("heading", { name }).waitFor();
    await panel.said();
    await panel.page.keyboard.type("Ada");
    const { values } = await panel.saysNext("preview");
    expect(values).toMatchObject({ whom: "Ada", length: "200", tone: "Warm" });
    await panel.page.keyboard.press("Control+Enter");
    const run = await panel.saysNext("runTemplate");
    expect(run).toMatchObject({ id: OWN_TEMPLATE, text: "", values: { whom: "Ada" } });
    await panel.page.keyboard.press("Escape");
    await panel.page.getByRole("searchbox").waitFor();
    expect(await panel.page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  });
});

describe("what is pasted or dropped", () => {
  /** The smallest PNG that there is. */
  const PNG =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==";

  const give = (type: "paste" | "drop", data: { png?: string; uris?: string }) =>
    panel.page.evaluate(
      ([event, { png, uris }]) => {
        const transfer = new DataTransfer();
        if (png !== undefined) {
          const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
          transfer.items.add(new File([bytes], "sea.png", { type: "image/png" }));
        }
        if (uris !== undefined) transfer.setData("text/uri-list", uris);
        const options = { bubbles: true, cancelable: true };
        const target = document.querySelector("textarea:last-of-type");
        target?.dispatchEvent(
          event === "paste"
            ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
            : new DragEvent("drop", { ...options, dataTransfer: transfer }),
        );
      },
      [type, data] as const,
    );

  it.each(["paste", "drop"] as const)("is an image, where the model sees: %s", async (type) => {
    await panel.show(newChat("en"));
    await give(type, { png: PNG });
    expect(await panel.saysNext("dropImage")).toMatchObject({
      name: "sea.png",
      mimeType: "image/png",
      data: PNG,
    });
  });

  it("is no image where the model is blind, and the writer is told", async () => {
    const state = newChat("en");
    await panel.show({ ...state, context: { ...state.context, seesImages: false } });
    await panel.said();
    await give("paste", { png: PNG });
    await panel.page.getByText(words.noImages).waitFor();
    expect((await panel.said()).map(({ kind }) => kind)).not.toContain("dropImage");
  });

  it("are files of the workspace, and no addresses of the web", async () => {
    await panel.show(newChat("en"));
    await give("drop", { uris: "file:///a/letter.md\r\nhttps://xss.example/\r\nfile:///a/keeper.md" });
    expect(await panel.saysNext("dropFiles")).toMatchObject({
      uris: ["file:///a/letter.md", "file:///a/keeper.md"],
    });
  });
});
