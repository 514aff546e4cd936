import { rm } from "node:fs/promises";
import { onTestFinished } from "vitest";
import type { ToPanel } from "../../../../src/protocol/chatPanel";
import { ChatController } from "../../../../src/features/chatPanel/chatController";
import { reduce, type PanelModel } from "../../../../src/webview/chatPanel/panelModel";
import { testHost, type TestHostOptions } from "./testHost";

/** A controller over the fakes, and the panel that draws what it is told. */
export function openPanel(options: TestHostOptions = {}) {
  const host = testHost(options);
  onTestFinished(async () => {
    controller.dispose();
    await host.chats.settled();
    host.chats.dispose();
    await rm(host.chatFolder, { recursive: true, force: true });
  });
  const posted: ToPanel[] = [];
  const controller = new ChatController(host, (message) => void posted.push(message));
  /** What the panel shows after everything that it was told. */
  const shown = () => {
    const model = posted.reduce<PanelModel | undefined>(reduce, undefined);
    if (!model) throw new Error("The panel was told nothing");
    return model.state;
  };
  return {
    ...host,
    controller,
    posted,
    shown,
    /** The conversation as "role: text" lines. */
    transcript: () => shown().messages.map(({ role, content }) => `${role}: ${content}`),
    last: () => shown().messages.at(-1),
    send: (text: string) => controller.handle({ kind: "send", text }),
    runTemplate: (id: string, text = "") => controller.handle({ kind: "runTemplate", id, text }),
  };
}
