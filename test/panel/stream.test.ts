import { describe, expect, it } from "vitest";
import { useBrowser } from "./support/browser";
import { pour, pouredWords, type Shape } from "./support/longAnswer";
import { PanelPage } from "./support/panelPage";
import { emptyAnswer } from "./support/states";

const browser = useBrowser();
const SHAPES: readonly Shape[] = ["mixed", "paragraph", "list", "table", "code", "line of code"];
const TOKENS = 4000;

// `npm run bench` pours for a minute and measures.
describe("an answer of 2,000 tokens a second", () => {
  it.each(SHAPES)("loses none of its words: %s", async (shape) => {
    const panel = await PanelPage.open(browser());
    const { state, id } = emptyAnswer("en");
    await panel.show(state);
    await panel.page.evaluate(pour, { id, shape, tokens: TOKENS, perSecond: 2000 });
    await panel.drawn();
    expect(await panel.page.evaluate(pouredWords)).toEqual({ count: TOKENS, misplaced: 0 });
    expect(await panel.harm()).toEqual([]);
    await panel.close();
  });
});
