import * as vscode from "vscode";
import { DisposableStore } from "../../core/common/disposable";
import { alternativesIn } from "../../core/rewrite/answerLines";
import { withLineEnding } from "../../core/text/lineEnding";
import { applyEdit } from "../../platform/applyEdit";
import { EditorError } from "../../platform/editorError";
import type { ActionRun, AskedText, Destination } from "./destination";

/** Each answer is a list of alternatives, one a line: the writer takes one in place of the text, or none. */
export class PickDestination implements Destination {
  #previous: Promise<unknown> = Promise.resolve();

  constructor(private readonly run: Pick<ActionRun, "title" | "modelName" | "controller">) {}

  /** One list after the other. Leaving one is leaving the rest. */
  take(asked: AskedText): Promise<void> {
    const taken = this.#previous.then(() => this.#pick(asked));
    this.#previous = taken.catch(() => undefined);
    return taken;
  }

  async #pick(asked: AskedText): Promise<void> {
    if (this.run.controller.signal.aborted) return;
    const { snapshot } = asked;
    const chosen = await this.#choose(asked);
    if (chosen === undefined) {
      this.run.controller.abort();
      return;
    }
    const text = withLineEnding(chosen, snapshot.lineEnding);
    const { start, end } = snapshot.range;
    try {
      await applyEdit(snapshot.uri, { start, end, text }, { start, text: snapshot.text });
    } catch (error) {
      throw error instanceof EditorError ? new EditorError(error.reason, chosen) : error;
    }
  }

  /** The alternative that the writer takes while the list fills or after; undefined when they leave. */
  async #choose({ snapshot, answer, controller }: AskedText): Promise<string | undefined> {
    const store = new DisposableStore();
    const list = store.add(vscode.window.createQuickPick());
    list.title = `${this.run.title}: ${snapshot.text}`;
    list.placeholder = vscode.l10n.t("Alternatives by {0}", this.run.modelName);
    list.busy = true;
    const chosen = new Promise<string | undefined>((resolve) => {
      store.add(
        list.onDidAccept(() => {
          const [item] = list.selectedItems;
          if (item) resolve(item.label);
        }),
      );
      store.add(list.onDidHide(() => resolve(undefined)));
    });
    list.show();
    try {
      const filled = fill(list, snapshot.text, answer);
      // A failure ends the waiting, the end of the answer does not.
      return await Promise.race([chosen, filled.then(() => chosen)]);
    } finally {
      // Of what is still to come nothing is wanted any more.
      controller.abort();
      store.dispose();
    }
  }
}

/** Adds each alternative to `list` as soon as it is whole, and keeps the one that the writer stands on. */
async function fill(
  list: vscode.QuickPick<vscode.QuickPickItem>,
  original: string,
  answer: AsyncIterable<string>,
): Promise<void> {
  let items: readonly vscode.QuickPickItem[] = [];
  const show = (text: string, isComplete: boolean) => {
    const alternatives = alternativesIn(text, original, isComplete);
    if (alternatives.length === items.length) return;
    const [active] = list.activeItems;
    items = alternatives.map((label) => items.find((item) => item.label === label) ?? { label });
    list.items = items;
    const same = items.find(({ label }) => label === active?.label);
    if (same) list.activeItems = [same];
  };
  let whole = "";
  for await (const text of answer) show((whole = text), false);
  show(whole, true);
  list.busy = false;
  if (items.length === 0) list.placeholder = vscode.l10n.t("The model offered no alternative.");
}
