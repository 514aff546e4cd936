import { describe, expect, it } from "vitest";
import { useBrowser } from "./support/browser";
import { PanelPage } from "./support/panelPage";
import type { Language } from "./support/panelSite";
import { panelWords } from "./support/panelWords";
import { newChat } from "./support/states";

const browser = useBrowser();

/** Where the composer stands, to the pixel. */
async function composerBox(panel: PanelPage) {
  const { x, y, width, height } = (await panel.page.locator(".composer").boundingBox()) ?? {};
  return [x, y, width, height].map((pixels) => Math.round(pixels ?? NaN));
}

describe.each<Language>(["en", "zh-cn"])("before the extension has said anything, in %s", (language) => {
  it.each([240, 400])("the composer is there, and stays where it is, %i px wide", async (width) => {
    const panel = await PanelPage.open(browser(), { language, width });
    const composer = panel.page.getByRole("textbox", { name: panelWords(language).placeholder });
    expect(await composer.isDisabled()).toBe(true);
    const element = await composer.elementHandle();
    const before = await composerBox(panel);

    await panel.show(newChat(language));
    expect(await composer.isEnabled()).toBe(true);
    expect(await composer.evaluate((now, then) => now === then, element)).toBe(true);
    expect(await composerBox(panel)).toEqual(before);
    await panel.close();
  });
});

it("leaves nothing of what stood there before the first state", async () => {
  const panel = await PanelPage.open(browser());
  await panel.show(newChat("en"));
  const remains = () =>
    [...document.querySelectorAll("[aria-busy], #root :disabled")].map((element) => element.outerHTML);
  expect(await panel.page.evaluate(remains)).toEqual([
    expect.stringContaining(`aria-label="${panelWords("en").send}"`), // nothing to send as yet
  ]);
  await panel.close();
});

it("draws every template, though not all at once", async () => {
  const first = newChat("en");
  const panel = await PanelPage.open(browser(), { first });
  await panel.drawn();
  const names = await panel.page.locator(".templateRow .name").allTextContents();
  for (const { name } of first.templates) expect(names).toContain(name);
  await panel.close();
});
