import { render } from "preact";
import type { ToStatistics } from "../../protocol/statistics";
import { App } from "./app";
import { send } from "./host";

function start(root: HTMLElement): void {
  window.addEventListener("message", ({ data }: MessageEvent<ToStatistics>) =>
    render(<App strings={data.strings} figures={data.figures} />, root),
  );
  send({ kind: "ready" });
}

const root = document.getElementById("root");
if (root) start(root);
