/** Language understanding over the fakes: the commands as a writer gives them, and what is seen then. */
import { expect, vi } from "vitest";
import { commands } from "vscode";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { Understanding } from "../../../../../src/features/understanding/understanding";
import type { AnalysisView, ToUnderstanding } from "../../../../../src/protocol/understanding";
import type { FakeEditor } from "../../../../fakes/documents";
import { host } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { unescaped } from "../../support/markdown";
import { says, type Answer } from "../../support/scriptedEngine";
import { testHost } from "../../support/testHost";

export function startUnderstanding() {
  const testing = testHost();
  const understanding = new Understanding(testing.commands, testing);
  return { ...testing, understanding };
}

/** Gives a command, and waits for its end. */
export async function run(id: string, ...args: unknown[]): Promise<void> {
  await commands.executeCommand(`inkling.understand.${id}`, ...args);
}

/** What a model answers that finds these names, each with its kind. */
export function names(...entities: readonly (readonly [text: string, kind: string])[]): Answer {
  return says(JSON.stringify({ entities: entities.map(([text, kind]) => ({ text, kind })) }));
}

/** An answer that has not come yet; the test lets it come. */
export function later() {
  const answer: Answer = new Channel<ModelChunk>();
  const come = (text: string) => {
    answer.push({ kind: "text", text });
    answer.push({ kind: "finish", reason: "stop" });
    answer.close();
  };
  return { answer, come };
}

/** The page, and what it was last told to draw. */
export function page() {
  const panel = ui.panels.at(-1);
  if (!panel) throw new Error("There is no page");
  const told = () => panel.posted as ToUnderstanding[];
  return {
    panel,
    told,
    /** The analysis on the page, drawn anew. */
    shown: (): AnalysisView | undefined => {
      panel.received.fire({ kind: "ready" });
      const last = told().at(-1);
      return last?.kind === "state" ? last.analysis : undefined;
    },
  };
}

/** What is marked in an editor, in the order of the text: the marked text and the decoration's own options. */
export function marks(editor: FakeEditor) {
  const all = [...editor.decorated].flatMap(([type, decorations]) =>
    decorations.flatMap((one) => {
      if (!("range" in one)) throw new Error("A mark without a hover");
      return {
        at: editor.document.offsetAt(one.range.start),
        text: editor.document.getText(one.range),
        hover: unescaped((one as unknown as { hoverMessage: { value: string } }).hoverMessage.value),
        options: (type as { options: Record<string, unknown> }).options,
      };
    }),
  );
  return all.toSorted((a, b) => a.at - b.at);
}

export const marked = (editor: FakeEditor) => marks(editor).map(({ text }) => text);

/** Whether the menus show what needs an analysis. */
export function isShownInMenus(): unknown {
  return host.executed.filter(([, key]) => key === "inkling.understanding.shown").at(-1)?.[2];
}

/** Waits until the model was asked so often. */
export async function asked(engine: { readonly requests: readonly unknown[] }, times: number): Promise<void> {
  await vi.waitFor(() => expect(engine.requests).toHaveLength(times));
}
