import { render } from "preact";
import { parseToPanel } from "../../protocol/chatPanel/toPanel";
import { App } from "./app";
import { send } from "./host";
import { reduce, type PanelModel } from "./panelModel";

/** Draws what the host says, once a frame however much it says. */
function start(root: HTMLElement): void {
  let model: PanelModel | undefined;
  let isWaiting = false;
  const draw = () => {
    isWaiting = false;
    if (model) render(<App model={model} />, root);
  };
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = parseToPanel(data);
    if (!message) return;
    model = reduce(model, message);
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(draw);
  });
  send({ kind: "ready" });
}

const root = document.getElementById("root");
if (root) start(root);
