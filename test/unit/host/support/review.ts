import type { FakeThread } from "../../../fakes/vscode";
import { ReviewController } from "../../../../src/features/review/reviewController";
import { readSnapshot } from "../../../../src/platform/editorSnapshot";
import type { Suggestion } from "../../../../src/platform/suggestionPresenter";
import { Channel } from "../../../../src/core/common/channel";
import { CommandRegistry } from "../../../../src/platform/commandRegistry";
import { host } from "../../../fakes/vscode";

/** Review over the fakes, and the errors that reached the writer. */
export function review() {
  const reported: unknown[] = [];
  const errors = { report: (error: unknown) => void reported.push(error) };
  return { reported, controller: new ReviewController(new CommandRegistry(errors), errors) };
}

/** A suggestion for what is selected in the active editor, whose proposal the test writes. */
export function suggest(controller: ReviewController, target: Suggestion["target"] = "replace") {
  const proposals = new Channel<string>();
  const abort = new AbortController();
  const suggestion = { snapshot: readSnapshot(), target, title: "Rewrite", modelName: "gpt" };
  const presented = controller.present(suggestion, proposals, abort);
  return { proposals, abort, presented };
}

/** The same, with the whole proposal in its thread. */
export async function suggested(controller: ReviewController, text: string, target?: Suggestion["target"]) {
  const { proposals, presented, abort } = suggest(controller, target);
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

/** What the keys of package.json look at. */
export function contextKeys(): Record<string, unknown> {
  const set = host.executed.filter(([id]) => id === "setContext");
  return Object.fromEntries(
    set.map(([, key, value]) => [String(key).replace("inkling.suggestion.", ""), value]),
  );
}
