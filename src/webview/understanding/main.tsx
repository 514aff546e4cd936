import { render } from "preact";
import type { ToUnderstanding } from "../../protocol/understanding";
import { App, type AppProps } from "./app";
import { send } from "./host";

function start(root: HTMLElement): void {
  let shown: AppProps | undefined;
  window.addEventListener("message", ({ data }: MessageEvent<ToUnderstanding>) => {
    if (data.kind === "state") shown = { ...data, notice: "" };
    else if (shown) shown = { ...shown, notice: data.text };
    if (shown) render(<App {...shown} />, root);
  });
  send({ kind: "ready" });
}

const root = document.getElementById("root");
if (root) start(root);
