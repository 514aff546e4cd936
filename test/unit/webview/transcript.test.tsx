import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import type { PanelMessage } from "../../../src/protocol/chatPanel/panelState";
import { button, click, draw, emptyPage, one, strings, withAnswer } from "./support/panel";

beforeEach(emptyPage);

/** A conversation of this height in a window of 100 pixels: happy-dom lays nothing out. */
function lay(height: number): HTMLElement {
  const view = one(".transcript");
  for (const [name, value] of Object.entries({ scrollHeight: height, clientHeight: 100 })) {
    Object.defineProperty(view, name, { value, configurable: true });
  }
  return view;
}
function scroll(view: HTMLElement, top: number): void {
  view.scrollTop = top;
  void act(() => void view.dispatchEvent(new Event("scroll")));
}
const grow = (content: string) => draw(withAnswer({ state: "streaming", content }));

describe("the conversation", () => {
  it("follows the stream", () => {
    grow("The");
    const view = lay(500);
    grow("The sea");
    expect(view.scrollTop).toBe(500);
    lay(900);
    grow("The sea is wide");
    expect(view.scrollTop).toBe(900);
    expect(() => button(strings.jumpToEnd)).toThrow();
  });

  it("stays where the reader has scrolled up, and offers the way to the end", () => {
    grow("The");
    const view = lay(500);
    scroll(view, 400);
    scroll(view, 200);
    lay(900);
    grow("The sea");
    expect(view.scrollTop).toBe(200);
    click(strings.jumpToEnd);
    expect(view.scrollTop).toBe(900);
    expect(() => button(strings.jumpToEnd)).toThrow();
    lay(1000);
    grow("The sea is wide");
    expect(view.scrollTop).toBe(1000);
  });

  it("follows again when the reader comes back to the end", () => {
    grow("The");
    const view = lay(500);
    scroll(view, 400);
    scroll(view, 200);
    scroll(view, 390);
    lay(900);
    grow("The sea");
    expect(view.scrollTop).toBe(900);
  });

  it("goes on following where the text grows faster than the view", () => {
    grow("The");
    const view = lay(500);
    scroll(view, 400);
    lay(900);
    scroll(view, 450); // further down, and yet far from the end
    grow("The sea");
    expect(view.scrollTop).toBe(900);
  });

  it("is all there, however long, the end of it first", async () => {
    const messages = Array.from({ length: 100 }, (_, i) => ({
      ...{ id: `m${i}`, role: "user", content: `<${i}>`, state: "done" },
    })) as PanelMessage[];
    draw({ messages });
    const shown = () =>
      [...document.querySelectorAll(".message .content")].map(({ textContent }) => textContent);
    const first = shown();
    expect(first.length).toBeLessThan(100);
    expect(first).toEqual(messages.slice(-first.length).map(({ content }) => content));
    await expect.poll(shown).toEqual(messages.map(({ content }) => content));
  });
});
