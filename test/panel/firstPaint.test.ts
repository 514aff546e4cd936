import { describe, expect, it } from "vitest";
import { useBrowser } from "./support/browser";
import { PanelPage } from "./support/panelPage";
import type { Language } from "./support/panelSite";
import { panelWords } from "./support/panelWords";
import { conversation, newChat, trouble } from "./support/states";

const browser = useBrowser();

/** In the page: what is in an element, whatever the order of attributes is. */
function markupOf(root: Element): string {
  const copy = root.cloneNode(true) as Element;
  for (const element of copy.querySelectorAll("*")) {
    const attributes = [...element.attributes].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name } of attributes) element.removeAttribute(name);
    for (const { name, value } of attributes) element.setAttribute(name, value);
  }
  return copy.innerHTML;
}

/** Where the composer stands, to the pixel. */
async function composerBox(panel: PanelPage) {
  const box = await panel.page.locator(".composer").boundingBox();
  if (!box) throw new Error("The composer is not to be seen");
  return [box.x, box.y, box.width, box.height].map(Math.round);
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

it.each([
  ["a new chat", newChat("en")],
  ["a conversation", conversation("en")],
  ["trouble", trouble("en")],
])("leaves nothing of what stood there before %s", async (_, state) => {
  const drawn = async (prepare: (root: Element | null) => void) => {
    const panel = await PanelPage.open(browser());
    await panel.page.locator("#root").evaluate(prepare);
    await panel.show(state);
    const html = await panel.page.locator("#root").evaluate(markupOf);
    await panel.close();
    return html;
  };
  const overIt = await drawn(() => {});
  const fromNothing = await drawn((root) => root?.replaceChildren());
  expect(overIt).toBe(fromNothing);
});
