import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { act } from "preact/test-utils";
import { draw, emptyPage, one, strings, withAnswer } from "./support/panel";

beforeEach(emptyPage);

const said = () => one("main > .unseen[role=status]").textContent;

describe("for those who listen", () => {
  it("an answer is said to be written, not read out as it grows, and then read once", () => {
    draw(withAnswer({ state: "streaming" }));
    expect(said()).toBe(strings.writing);
    draw(withAnswer({ state: "streaming", content: "The *sea*" }));
    expect(said()).toBe(strings.writing);
    draw(withAnswer({ content: "The *sea* is wide." }));
    expect(said()).toBe("The sea is wide.");
  });

  it("it does not stay to be found twice", () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    draw(withAnswer({ state: "streaming" }));
    draw(withAnswer({ content: "The sea." }));
    void act(() => void vi.advanceTimersByTime(60_000));
    expect(said()).toBe("");
  });

  it("nothing is said of what was there before, nor of another chat", () => {
    draw(withAnswer({ content: "The sea." }));
    expect(said()).toBe("");
    draw(withAnswer({ state: "streaming", content: "The" }));
    draw({ messages: [{ id: "9", role: "user", content: "Else", state: "done" }] });
    expect(said()).toBe("");
  });

  it("a failure is said by its own alert", () => {
    draw(withAnswer({ state: "streaming", content: "Half" }));
    draw(withAnswer({ state: "failed", content: "Half", failure: { message: "No.", remedies: [] } }));
    expect(said()).toBe("");
    expect(one(".message [role=alert]").textContent).toContain("No.");
  });

  it("nothing else of the conversation speaks by itself", () => {
    draw(withAnswer({ state: "streaming", content: "The" }));
    const answer = one(".message.assistant");
    expect(answer.closest("[aria-live], [role=log], [role=status], [role=alert]")).toBeNull();
  });
});
