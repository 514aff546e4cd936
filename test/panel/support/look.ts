import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsOfAxe } from "./axe";
import { useBrowser } from "./browser";
import { PanelPage } from "./panelPage";
import type { Language } from "./panelSite";
import { SCENES } from "./scenes";
import { THEME_NAMES, type ThemeName } from "./themes";

const WIDTHS = [240, 400, 800];
/** The width in which colours are checked: they are the same in all. */
const USUAL_WIDTH = 400;
const HEIGHT = 800;
const pictures = fileURLToPath(new URL("../../../test-results/screenshots/panel/", import.meta.url));

/** Says of every scene in this language that it is accessible, legible and narrow enough, and leaves pictures. */
export function describeLook(language: Language): void {
  const browser = useBrowser();
  mkdirSync(pictures, { recursive: true });

  describe.each(Object.entries(SCENES))("%s", (name, scene) => {
    let panel: PanelPage;
    beforeAll(async () => {
      panel = await PanelPage.open(browser(), { language, width: USUAL_WIDTH, height: HEIGHT });
      if (scene.state) await panel.show(scene.state(language));
      await scene.steps?.(panel);
      await panel.drawn();
    });
    afterAll(() => panel.close());

    const picture = async (theme: ThemeName, width: number) => {
      const file = `${name}-${theme}-${language}-${width}.png`.replace(/[' ]+/g, "-");
      await panel.page.screenshot({ path: pictures + file });
    };

    it("has nothing against it in axe", async () => {
      expect(await violationsOfAxe(panel.page, "all else")).toEqual([]);
    });

    it("is legible in every theme", async () => {
      const faults: string[] = [];
      for (const theme of THEME_NAMES) {
        await panel.wear(theme);
        faults.push(...(await violationsOfAxe(panel.page, "colours")).map((each) => `${theme}: ${each}`));
      }
      expect(faults).toEqual([]);
    });

    it("fits into every width", async () => {
      const faults: string[] = [];
      for (const width of WIDTHS) {
        await panel.page.setViewportSize({ width, height: HEIGHT });
        for (const theme of scene.isPhotographed === true ? THEME_NAMES : shownIn(width)) {
          await panel.wear(theme);
          await panel.drawn();
          await picture(theme, width);
        }
        faults.push(...(await panel.page.evaluate(overflowing)).map((each) => `${width}: ${each}`));
      }
      expect(faults).toEqual([]);
    });

    it("breaks no rule of its page's policy, and asks for nothing", async () => {
      expect([...(await panel.violations()), ...(await panel.harm())]).toEqual([]);
    });
  });
}

/** A few pictures of each scene; others are taken of the scenes that everybody sees. */
function shownIn(width: number): readonly ThemeName[] {
  return width === 240 ? ["dark"] : width === 400 ? ["light"] : [];
}

/** In the page: what reaches beyond the panel's right edge and cannot be scrolled to, and the page if it scrolls. */
function overflowing(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const isInside = (element: Element) => {
    for (let one: Element | null = element; one && one !== document.body; one = one.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX)) return true;
    }
    return false;
  };
  const wide = [...document.querySelectorAll("#root *")].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 1 && !isInside(element),
  );
  return [
    ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : []),
    ...wide.map(
      (element) => `${element.localName}.${element.className}: ${element.textContent.slice(0, 40)}`,
    ),
  ];
}
