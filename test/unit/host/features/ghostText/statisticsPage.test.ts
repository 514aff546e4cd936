import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GhostTextEvent } from "../../../../../src/core/completion/ghostTextEvent";
import { StatisticsPage } from "../../../../../src/features/ghostText/statisticsPage";
import { StatisticsStore } from "../../../../../src/features/ghostText/statisticsStore";
import type { ToStatistics } from "../../../../../src/protocol/statistics";
import { FakeMemento, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { extensionUri } from "../../support/testHost";

beforeEach(() => {
  resetVscode();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const offered: GhostTextEvent = {
  ...{ model: "mine", languageId: "markdown" },
  ...{ kind: "offered", from: "cache", isNew: true, characters: 9 },
};

function start() {
  const store = new StatisticsStore({ state: new FakeMemento(), logger: { warn: vi.fn() } });
  const page = new StatisticsPage({ store, extensionUri });
  return { store, page };
}

function open() {
  const started = start();
  started.page.show();
  const [panel] = ui.panels;
  if (!panel) throw new Error("There is no page");
  const shown = () => panel.posted.at(-1) as ToStatistics | undefined;
  return { ...started, panel, shown };
}

/** Long enough for a page to be drawn anew. */
const wait = () => vi.advanceTimersByTimeAsync(1000);

describe("the statistics page", () => {
  it("is opened once, and brought to the front after that", () => {
    const { page, panel } = open();
    page.show();
    expect(ui.panels).toHaveLength(1);
    expect(panel.revealed).toBe(1);
    panel.dispose();
    page.show();
    expect(ui.panels).toHaveLength(2);
  });

  it("loads its own script, and from nowhere but the extension's own folders", () => {
    const { panel } = open();
    expect(panel.webview.html).toContain("dist/webview/statistics.js");
    expect(panel.webview.html).toContain("media/statistics.css");
    expect(panel.options.enableScripts).toBe(true);
    expect(panel.options.localResourceRoots?.map(({ path }) => path.replace(extensionUri.path, ""))).toEqual([
      "/dist/webview",
      "/media",
    ]);
  });

  it("is told everything when it is ready, also that nothing happened yet", () => {
    const { panel, shown, store } = open();
    panel.received.fire({ kind: "ready" });
    expect(shown()).toMatchObject({ kind: "state", strings: { title: "Ghost Text Statistics" } });
    expect(shown()).not.toHaveProperty("figures");
    store.record(offered);
    panel.received.fire({ kind: "ready" });
    expect(shown()?.figures?.cards[4]?.value).toBe("100%");
  });

  it("follows what happens, by one drawing for much", async () => {
    const { panel, store, shown } = open();
    panel.received.fire({ kind: "ready" });
    for (let i = 0; i < 50; i++) store.record(offered);
    expect(panel.posted).toHaveLength(1);
    await wait();
    expect(panel.posted).toHaveLength(2);
    expect(shown()?.figures?.cards[0]?.detail).toBe("0 of 50 suggestions");
  });

  it("is told nothing while it is hidden, and all when it is shown again", async () => {
    const { panel, store, shown } = open();
    panel.visible = false;
    store.record(offered);
    await wait();
    expect(panel.posted).toEqual([]);
    panel.visible = true;
    panel.received.fire({ kind: "ready" });
    expect(shown()?.figures).toBeDefined();
  });

  it("is told nothing any more once it is closed", async () => {
    const { panel, store } = open();
    store.record(offered);
    panel.dispose();
    await wait();
    store.record(offered);
    await wait();
    expect(panel.posted).toEqual([]);
  });

  it.each([[null], ["reset"], [{ kind: "eval" }]])("does nothing with a message that is none: %j", (raw) => {
    const { panel } = open();
    panel.received.fire(raw);
    expect(panel.posted).toEqual([]);
    expect(ui.messages).toEqual([]);
  });

  it("leaves nothing behind", async () => {
    const { page, panel, store } = open();
    store.record(offered);
    page.dispose();
    store.dispose();
    expect(panel.isDisposed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    await wait();
    expect(panel.posted).toEqual([]);
  });

  it("costs nothing before it was opened", () => {
    const { store, page } = start();
    store.record(offered);
    expect(vi.getTimerCount()).toBe(1); // the store's own
    page.dispose();
    store.dispose();
  });
});

describe("reset", () => {
  it("is asked for first, and then seen", async () => {
    const { panel, store, shown } = open();
    store.record(offered);
    ui.answers = ["Reset"];
    panel.received.fire({ kind: "reset" });
    await wait();
    expect(ui.messages[0]).toMatchObject({ severity: "warning", options: { modal: true } });
    expect(store.all().since).toBeUndefined();
    expect(shown()).not.toHaveProperty("figures");
  });

  it("does nothing if the writer thinks better of it", async () => {
    const { panel, store } = open();
    store.record(offered);
    ui.answers = [undefined];
    panel.received.fire({ kind: "reset" });
    await wait();
    expect(store.all().all.offered).toBe(1);
  });
});
