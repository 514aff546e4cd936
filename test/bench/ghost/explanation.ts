import { PAUSE, type Explained } from "./replay";
import type { TraceEvent } from "./trace";

/**
 * A line for each event: its time, `+` where the ghost text had foretold it, what happened, the text that was on
 * screen just before, and what was asked, given up or flickered since the event before.
 */
export function explanation(events: readonly Explained[]): string[] {
  return events.map(({ atMs, event, ghostText, isUseful, requests, aborted, flickers }, index) => {
    const before = events[index - 1];
    const since = [
      [requests - (before?.requests ?? 0), "asked"],
      [aborted - (before?.aborted ?? 0), "aborted"],
      [flickers - (before?.flickers ?? 0), "FLICKER"],
    ] as const;
    const news = since.flatMap(([count, what]) =>
      count > 0 ? [count > 1 ? `${what} ×${count}` : what] : [],
    );
    const columns = [
      `${String(atMs).padStart(7)}${event.gap >= PAUSE ? " …" : "  "}`,
      isUseful ? "+" : " ",
      describe(event).padEnd(12),
      ghostText === undefined ? "" : `[${ghostText.replaceAll("\n", "⏎")}]`,
      news.join(", "),
    ];
    return columns.join(" ").trimEnd();
  });
}

function describe(event: TraceEvent): string {
  switch (event.type) {
    case "key":
      return event.text.replaceAll("\n", "⏎").replaceAll(" ", "␣");
    case "compose":
      return `(${event.text})`;
    case "commit":
      return `=${event.text}`;
    case "delete":
    case "undo":
      return `${event.type} ${event.count}`;
    case "move":
      return `move ${event.offset}`;
  }
}
