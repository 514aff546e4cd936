import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Uri, type CodeLens } from "vscode";
import { Channel } from "../../../../src/core/common/channel";
import type { Refinement } from "../../../../src/core/rewrite/proposal";
import type { ReviewSetting } from "../../../../src/core/settings/settings";
import { ReviewController } from "../../../../src/features/review/reviewController";
import { SuggestionStore } from "../../../../src/features/review/suggestionStore";
import { CommandRegistry } from "../../../../src/platform/commandRegistry";
import { readSnapshot } from "../../../../src/platform/editorSnapshot";
import type { OpenedRequest, Proposals } from "../../../../src/platform/proposals";
import type { Suggestion } from "../../../../src/platform/suggestionPresenter";
import { documents } from "../../../fakes/documents";
import { host, type FakeThread } from "../../../fakes/vscode";

/** One request for a later version: what was asked, and where the test writes the answer. */
export interface AskedAgain {
  readonly refinement: Refinement | undefined;
  readonly text: string;
  readonly document: string;
  readonly signal: AbortSignal;
  readonly proposals: Channel<string>;
}

/**
 * Review over the fakes, what it asks for again, and the errors that reached the writer. It ends with its test: a
 * late paint would be seen in the next one.
 */
export function review({
  view = "thread",
  folder = newFolder(),
}: { view?: ReviewSetting; folder?: string } = {}) {
  const reported: unknown[] = [];
  const errors = { report: (error: unknown) => void reported.push(error) };
  const asked: AskedAgain[] = [];
  const open: Proposals["open"] = (_request, { text, document }) =>
    Promise.resolve({
      template: { name: "Rewrite" },
      model: { info: { name: "gpt" } },
      propose: (signal: AbortSignal, refinement?: Refinement) => {
        const proposals = new Channel<string>();
        asked.push({ refinement, text, document, signal, proposals });
        return proposals;
      },
    } as unknown as OpenedRequest);
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const store = new SuggestionStore(Uri.file(folder), logger);
  const controller = new ReviewController(new CommandRegistry(errors), {
    errors,
    proposals: { open },
    store,
    configuration: { settings: { review: { view } } },
  });
  onTestFinished(() => controller.dispose());
  return { reported, asked, controller, store, folder };
}

/** A folder of its own for each test's stored suggestions. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "inkling-review-"));
}

/** A suggestion for what is selected in the active editor, whose proposal the test writes. */
export function suggest(
  controller: ReviewController,
  target: Suggestion["target"] = "replace",
  more: Partial<Suggestion> = {},
) {
  const proposals = new Channel<string>();
  const abort = new AbortController();
  const request = { templateId: "rewrite", variables: {} };
  const suggestion = {
    snapshot: readSnapshot(),
    target,
    title: "Rewrite",
    modelName: "gpt",
    request,
    ...more,
  };
  const presented = controller.present(suggestion, proposals, abort);
  return { proposals, abort, presented };
}

/** The same, with the whole proposal in its thread. */
export async function suggested(
  controller: ReviewController,
  text: string,
  target?: Suggestion["target"],
  more?: Partial<Suggestion>,
) {
  const { proposals, presented, abort } = suggest(controller, target, more);
  proposals.push(text);
  proposals.close();
  await presented;
  return { abort, thread: lastThread() };
}

export function lastThread(): FakeThread {
  const thread = host.threads.at(-1);
  if (!thread) throw new Error("There is no thread");
  return thread;
}

/** What the last thread says, its marks of words that come and go in words of their own: [-gone-]{+come+}. */
export function threadText(): string {
  const body = lastThread().comments[0]?.body;
  const value = typeof body === "string" ? body : (body?.value ?? "");
  return value
    .replace(/<\/?strong>/g, "")
    .replace(/<\/?span[^>]*>|<wbr>/g, "")
    .replace(/<del>(.*?)<\/del>/g, "[-$1-]")
    .replace(/<ins>(.*?)<\/ins>/g, "{+$1+}")
    .replace(/\\(.)/g, "$1");
}

/** The CodeLenses of the active document. */
function lenses(): CodeLens[] {
  const document = documents.active?.document as never;
  return host.lensProviders.flatMap(
    (provider) => (provider.provideCodeLenses(document, undefined as never) ?? []) as CodeLens[],
  );
}

/** The same, as the names of the commands behind them. */
export function lensNames(): string[] {
  return lenses().map(({ command }) => command?.command.replace("inkling.suggestion.", "") ?? "");
}

/** What the first of them gives to its command. */
export function lensArguments(): unknown[] {
  return (lenses()[0]?.command?.arguments ?? []) as unknown[];
}

/** What the keys of package.json look at. */
export function contextKeys(): Record<string, unknown> {
  const set = host.executed.filter(([id]) => id === "setContext");
  return Object.fromEntries(
    set.map(([, key, value]) => [String(key).replace("inkling.suggestion.", ""), value]),
  );
}
