import { act } from "preact/test-utils";
import { vi } from "vitest";
import type {
  FromStatistics,
  StatisticsFigures,
  StatisticsStrings,
  ToStatistics,
} from "../../../../src/protocol/statistics";

/** What the page posted to the extension. */
export const posted: FromStatistics[] = [];

vi.stubGlobal("acquireVsCodeApi", () => ({
  postMessage: (message: FromStatistics) => posted.push(message),
}));

export const strings: StatisticsStrings = {
  title: "Ghost Text Statistics",
  privacy: "Nothing leaves this machine.",
  reset: "Reset…",
  overview: "Overview",
  empty: "This page will show:",
  emptyItems: ["how much you accepted", "how long you waited"],
  byDay: "By day",
  day: "Day",
  offered: "Offered",
  accepted: "Accepted",
  daysAsTable: "Days as a table",
};

export const figures: StatisticsFigures = {
  since: "Since Mar 1",
  cards: [
    { label: "Acceptance rate", value: "25%", detail: "10 of 40 suggestions" },
    { label: "Requests", value: "55", detail: "3 aborted, 1 failed" },
  ],
  chart: {
    summary: "Mar 1 to Mar 3: 40 offered, 10 accepted.",
    top: "30",
    days: [
      { label: "Mar 1", offered: 30, accepted: 9, cells: ["30", "9"] },
      { label: "Mar 2", offered: 0, accepted: 0, cells: ["0", "0"] },
      { label: "Mar 3", offered: 10, accepted: 1, cells: ["10", "1"] },
    ],
  },
  tables: [
    {
      title: "By model",
      columns: ["Model", "Acceptance rate", "Offered"],
      rows: [{ name: "mine", bar: { fill: 0.25 }, cells: ["25%", "40"] }],
    },
    {
      title: "Time until text is shown",
      note: "Of suggestions for which a model was asked.",
      columns: ["Stage", "p50", "p90"],
      rows: [{ name: "First words", bar: { fill: 0.2, outline: 0.5 }, cells: ["400 ms", "1 sec"] }],
    },
  ],
};

/** Loads the page once, as VS Code does. */
export async function load(): Promise<void> {
  if (document.getElementById("root")) return;
  document.body.innerHTML = '<div id="root"></div>';
  await import("../../../../src/webview/statistics/main");
}

/** The extension tells the page what to draw. */
export function tell(shown?: StatisticsFigures): void {
  const data: ToStatistics = { kind: "state", strings, ...(shown && { figures: shown }) };
  void act(() => void window.dispatchEvent(new MessageEvent("message", { data })));
}
