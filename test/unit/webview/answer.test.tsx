import { beforeEach, describe, expect, it } from "vitest";
import type { PanelMessage } from "../../../src/protocol/chatPanel/panelState";
import { button, click, draw, emptyPage, strings, vscodeApi, withAnswer } from "./support/panel";

beforeEach(emptyPage);

const text = () => document.body.textContent;
const buttons = (name: string) =>
  [...document.querySelectorAll("button")].filter((one) => one.getAttribute("aria-label") === name);

describe("another answer", () => {
  it("is asked for under the last one, also where that is empty", () => {
    draw(withAnswer({ content: "", state: "failed" }));
    click(strings.regenerate);
    expect(vscodeApi.posted).toEqual([{ kind: "regenerate", messageId: "2" }]);
  });

  it("is not offered under earlier ones, nor while one streams", () => {
    const { messages = [] } = withAnswer({ content: "Hello" });
    const more: PanelMessage[] = [
      { id: "3", role: "user", content: "And?", state: "done" },
      { id: "4", role: "assistant", content: "Well", state: "streaming" },
    ];
    draw({ messages: [...messages, ...more] });
    expect(buttons(strings.regenerate)).toEqual([]);
  });

  it("stands beside the first one, and there is a way between them", () => {
    draw(withAnswer({ content: "Hello", branch: { place: 2, of: 3 } }));
    expect(text()).toContain("2/3");
    click(strings.previousVersion);
    click(strings.nextVersion);
    expect(vscodeApi.posted).toEqual([
      { kind: "branch", messageId: "2", offset: -1 },
      { kind: "branch", messageId: "2", offset: 1 },
    ]);
  });

  it.each([
    [1, true, false],
    [2, false, true],
  ])("of which number %i of 2 is shown has no way beyond the ends", (place, before, after) => {
    draw(withAnswer({ content: "Hello", branch: { place, of: 2 } }));
    expect(button(strings.previousVersion).disabled).toBe(before);
    expect(button(strings.nextVersion).disabled).toBe(after);
  });
});

describe("an answer that was cut off", () => {
  it("says so, and can be continued", () => {
    draw(withAnswer({ content: "Once upon", state: "cut", canContinue: true }));
    expect(text()).toContain(strings.cut);
    click(strings.continueAnswer);
    expect(vscodeApi.posted).toEqual([{ kind: "continue", messageId: "2" }]);
  });

  it("is the only one that says so", () => {
    draw(withAnswer({ content: "Once upon a time." }));
    expect(text()).not.toContain(strings.cut);
    expect(() => button(strings.continueAnswer)).toThrow();
  });
});

describe("what is known of an answer", () => {
  it("stands under it", () => {
    draw(withAnswer({ content: "Hello", about: "gpt · 42 tokens · 1.5 s" }));
    expect(document.querySelector(".assistant .about")?.textContent).toBe("gpt · 42 tokens · 1.5 s");
  });

  it("with what the model thought folded away, as text", () => {
    draw(withAnswer({ content: "Hello", reasoning: "The writer <b>greets</b> me." }));
    const thought = document.querySelector("details");
    expect(thought?.open).toBe(false);
    expect(thought?.querySelector("summary")?.textContent).toBe(strings.reasoning);
    expect(thought?.textContent).toContain("<b>greets</b>");
  });
});
