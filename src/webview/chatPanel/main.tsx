import { render } from "preact";
import type { ToPanel } from "../../protocol/chatPanel";
import { App } from "./app";
import { send } from "./host";
import { reduce, type PanelModel } from "./panelModel";

function start(root: HTMLElement): void {
  let model: PanelModel | undefined;
  window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
    model = reduce(model, data);
    if (model) render(<App model={model} />, root);
  });
  send({ kind: "ready" });
}

const root = document.getElementById("root");
if (root) start(root);
