import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useBrowser } from "./support/browser";
import { foreignMarkup, PLAIN_ELEMENTS } from "./support/foreignMarkup";
import {
  answerId,
  beforeAnswers,
  HARMFUL,
  harmfulMentions,
  harmfulPreview,
  harmfulState,
} from "./support/harmfulStates";
import { PanelPage } from "./support/panelPage";
import { panelWords } from "./support/panelWords";
import { batches, CORPUS, PAYLOADS } from "./support/payloads";

const browser = useBrowser();

/** What the panel may say by itself while it is looked at. */
const HARMLESS = ["ready", "preview", "draft", "mentions"];

/** What is wrong with the panel as it stands, once a reader has been over all of it and has tried every link. */
async function wrongs(panel: PanelPage): Promise<string[]> {
  const opened = await panel.page.evaluate(async () => {
    for (const element of document.querySelectorAll("#root *")) {
      element.dispatchEvent(new Event("mouseover", { bubbles: false }));
    }
    for (const link of document.querySelectorAll<HTMLElement>("#root a")) link.click();
    await new Promise(requestAnimationFrame);
    return stage.opened.splice(0);
  });
  const said = (await panel.said()).map(({ kind }) => kind).filter((kind) => !HARMLESS.includes(kind));
  return [
    ...(await panel.harm()),
    ...(await panel.page.evaluate(foreignMarkup, PLAIN_ELEMENTS)),
    ...opened.filter((href) => !/^(https?:\/\/|mailto:)/.test(href)).map((href) => `would open ${href}`),
    ...said.map((kind) => `said ${kind}`),
  ];
}

it("has a corpus of at least 150 payloads, none of them twice", () => {
  expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length);
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(150);
});

it("would notice: put into a page as HTML, much of the corpus does harm", async () => {
  const panel = await PanelPage.open(browser(), { withoutPolicy: true });
  // Some lead to another page, or let addresses mean others, and then what the rest does could not be counted.
  const staying = PAYLOADS.filter((payload) => !/refresh|<base/i.test(payload));
  await panel.page.evaluate((payloads) => {
    for (const payload of payloads) {
      const place = document.createElement("div");
      document.body.append(place);
      place.innerHTML = payload;
    }
  }, staying);
  await expect.poll(async () => (await panel.harm()).length).toBeGreaterThan(25);
  const harm = (await panel.harm()).join("\n");
  expect(harm).toMatch(/alert\(\) was called/);
  expect(harm).toMatch(/asked for https:\/\/xss\.example\//);
  await panel.close();
});

it("would notice markup that came out of a text", async () => {
  const panel = await PanelPage.open(browser());
  expect(await panel.page.evaluate(foreignMarkup, PLAIN_ELEMENTS)).toEqual([]);
  await panel.page.evaluate((markup) => {
    document.getElementById("root")?.insertAdjacentHTML("beforeend", markup);
  }, "<img src=x onerror=alert(1)><a href=command:x id=acquireVsCodeApi>x</a>");
  expect(await panel.page.evaluate(foreignMarkup, PLAIN_ELEMENTS)).toHaveLength(5);
  await panel.close();
});

// The panel's own care and the page's policy are two walls, and each has to hold alone.
describe.each([
  ["under its policy", false],
  ["without a policy", true],
])("the panel %s", (_, withoutPolicy) => {
  let panel: PanelPage;
  beforeAll(async () => {
    panel = await PanelPage.open(browser(), { withoutPolicy });
  });
  afterAll(async () => {
    const violations = await panel.violations();
    await panel.close();
    expect(violations).toEqual([]);
  });

  describe.each(Object.entries(CORPUS))("is unmoved by the payloads of %s", (__, list) => {
    it("in all of its texts", async () => {
      for (const payloads of batches(list)) {
        await panel.show(harmfulState(payloads));
        expect(await wrongs(panel), payloads.join("\n")).toEqual([]);
        const text = await panel.page.evaluate(() => document.getElementById("root")?.textContent ?? "");
        // They are words like others, and nobody's words are lost.
        const plain = (words: string) => words.replace(/[\s\0\ufffd]+/g, "");
        expect(payloads.filter((payload) => !plain(text).includes(plain(payload)))).toEqual([]);
      }
    });

    it("while they stream in", async () => {
      for (const payloads of batches(list)) {
        await panel.show(beforeAnswers(payloads));
        const growing = payloads.map(pieces);
        for (let part = 0; part < PIECES; part++) {
          // All answers grow by a piece, and each step is drawn.
          await panel.post(
            ...growing.map((texts, i) => ({
              ...{ kind: "append" as const, id: answerId(i), text: texts[part] ?? "" },
            })),
          );
        }
        expect(await wrongs(panel), payloads.join("\n")).toEqual([]);
      }
    });

    it("in forms and previews", async () => {
      for (const payloads of batches(list)) {
        await panel.show(harmfulState(payloads));
        await panel.said();
        await panel.post({ kind: "openTemplate", id: HARMFUL, text: "", values: {} });
        const { ticket } = await panel.saysNext("preview");
        await panel.post({ kind: "preview", ticket, preview: harmfulPreview(payloads) });
        expect(await wrongs(panel), payloads.join("\n")).toEqual([]);
        await panel.button(panelWords("en").back).dispatchEvent("click");
      }
    });
  });

  it("is unmoved by all of them as mentions", async () => {
    await panel.show(harmfulState([]));
    for (const payloads of batches(PAYLOADS)) {
      await panel.composer().fill("");
      await panel.composer().pressSequentially("@");
      const { ticket } = await panel.saysNext("mentions");
      await panel.post({ kind: "mentions", ticket, mentions: harmfulMentions(payloads) });
      await panel.page.getByRole("option").first().waitFor();
      expect(await wrongs(panel), payloads.join("\n")).toEqual([]);
    }
  });
});

const PIECES = 3;

/** A text in pieces: cut where it hurts, inside of tags and links. */
function pieces(text: string): string[] {
  const size = Math.ceil(text.length / PIECES);
  return Array.from({ length: PIECES }, (_, i) => text.slice(i * size, (i + 1) * size));
}
