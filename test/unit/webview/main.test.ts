import { describe, expect, it } from "vitest";
import type { ToPanel } from "../../../src/protocol/chatPanel/toPanel";
import { emptyState, strings, vscodeApi, withAnswer } from "./support/panel";

/** Says something as VS Code does, and waits for the frame in which it is drawn. */
async function tell(...messages: unknown[]): Promise<void> {
  for (const data of messages) window.dispatchEvent(new MessageEvent("message", { data }));
  await new Promise(requestAnimationFrame);
}

describe("the page", () => {
  it("says that it is ready, and draws what it is told", async () => {
    document.body.innerHTML = '<div id="root"></div>';
    await import("../../../src/webview/chatPanel/main");
    expect(vscodeApi.posted).toEqual([{ kind: "ready" }]);
    const early: ToPanel = { kind: "append", id: "2", text: "too early" };
    await tell(early, { kind: "nonsense" }, null, { kind: "state" });
    expect(document.body.textContent).toBe("");
    const streaming = withAnswer({ state: "streaming", content: "Hel" });
    const state: ToPanel = { kind: "state", state: { ...emptyState, ...streaming }, strings };
    const more: ToPanel = { kind: "append", id: "2", text: "lo" };
    await tell(state, more, { kind: "append", id: "2", text: 7 });
    expect(document.querySelector(".assistant .content")?.textContent).toBe("Hello");
  });
});
