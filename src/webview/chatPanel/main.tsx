import { render } from "preact";
import type { ToPanel } from "../../protocol/chatPanel";
import { App } from "./app";
import { send } from "./host";
import { reduce, type PanelModel } from "./panelModel";

const root = document.getElementById("root");
let model: PanelModel | undefined;

window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  model = reduce(model, data);
  if (model && root) render(<App model={model} />, root);
});

send({ kind: "ready" });
