import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { ChatController } from "../../../../src/features/chatPanel/chatController";
import { TemplateFiles } from "../../../../src/platform/templateFiles";
import type { Suggestion } from "../../../../src/platform/suggestionPresenter";
import { parseToPanel, type ToPanel } from "../../../../src/protocol/chatPanel/toPanel";
import { reduce, type PanelModel } from "../../../../src/webview/chatPanel/panelModel";
import { testHost, type TestHostOptions } from "./testHost";

/** What was handed to review, and the whole text of it. */
export interface Presented {
  readonly suggestion: Suggestion;
  readonly text: string;
}

/** What the panel's parts are built of, over the fakes; review is played. */
export function panelHost(options: TestHostOptions = {}) {
  const templateFolder = options.templateFolder ?? mkdtempSync(join(tmpdir(), "inkling-panel-"));
  const host = testHost({ ...options, templateFolder });
  const presented: Presented[] = [];
  const presenter = {
    present: async (suggestion: Suggestion, proposals: AsyncIterable<string>) => {
      let text = "";
      for await (const proposal of proposals) text = proposal;
      presented.push({ suggestion, text });
    },
  };
  onTestFinished(async () => {
    host.templates.dispose();
    await rm(templateFolder, { recursive: true, force: true });
  });
  return { ...host, templateFolder, files: new TemplateFiles(host.templates), presenter, presented };
}

/** A controller over the fakes, and the panel that draws what it is told. */
export function openPanel(options: TestHostOptions = {}) {
  const host = panelHost(options);
  onTestFinished(async () => {
    controller.dispose();
    await host.chats.settled();
    host.chats.dispose();
    await rm(host.chatFolder, { recursive: true, force: true });
  });
  const posted: ToPanel[] = [];
  const controller = new ChatController(host, (message) => {
    // As the panel itself would check it.
    if (!parseToPanel(structuredClone(message)))
      throw new Error(`The panel would not take "${message.kind}"`);
    posted.push(message);
  });
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
    /** The messages of one kind that the panel was told. */
    told: <Kind extends ToPanel["kind"]>(kind: Kind) =>
      posted.filter((message): message is Extract<ToPanel, { kind: Kind }> => message.kind === kind),
    /** The conversation as "role: text" lines. */
    transcript: () => shown().messages.map(({ role, content }) => `${role}: ${content}`),
    last: () => shown().messages.at(-1),
    send: (text: string) => controller.handle({ kind: "send", text }),
    runTemplate: (id: string, text = "", values: Record<string, string> = {}) =>
      controller.handle({ kind: "runTemplate", id, text, values }),
  };
}
