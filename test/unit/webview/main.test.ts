import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import type { ToPanel } from "../../../src/protocol/chatPanel";
import { emptyState, strings, vscodeApi, withAnswer } from "./support/panel";

function tell(message: ToPanel): void {
  void act(() => void window.dispatchEvent(new MessageEvent("message", { data: message })));
}

describe("the page", () => {
  it("says that it is ready, and draws what it is told", async () => {
    document.body.innerHTML = '<div id="root"></div>';
    await import("../../../src/webview/chatPanel/main");
    expect(vscodeApi.posted).toEqual([{ kind: "ready" }]);
    expect(document.body.textContent).toBe("");
    tell({ kind: "append", id: "2", text: "too early" });
    expect(document.body.textContent).toBe("");
    const streaming = withAnswer({ state: "streaming", content: "Hel" });
    tell({ kind: "state", state: { ...emptyState, ...streaming }, strings });
    tell({ kind: "append", id: "2", text: "lo" });
    expect(document.querySelector(".rendered")?.textContent).toBe("Hello");
  });
});
