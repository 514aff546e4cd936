import * as vscode from "vscode";
import { DisposableStore } from "../core/common/disposable";

/** What the writer did instead of answering: went a step back, or gave up. */
export type Left = "back" | "cancelled";

/** The answer to one step of a walk through several. */
export type StepResult<T> = { readonly value: T } | Left;

/** Where in the walk a question stands; the first has no way back. */
export interface StepFrame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/**
 * Shows a list and waits for a choice. `typed` makes an item of what the writer has typed where it is none of the
 * list.
 */
export function pickStep<T extends vscode.QuickPickItem>(
  frame: StepFrame,
  placeholder: string,
  items: readonly T[],
  typed?: (text: string) => T,
): Promise<StepResult<T>> {
  const pick = vscode.window.createQuickPick<T>();
  Object.assign(pick, shownFrame(frame), { placeholder, matchOnDescription: true });
  pick.items = items;
  if (typed) {
    pick.onDidChangeValue((value) => {
      const own = value.trim();
      const isListed = items.some(({ label }) => label.toLowerCase() === own.toLowerCase());
      pick.items = own === "" || isListed ? items : [...items, typed(own)];
    });
  }
  return answerOf(pick, () => pick.selectedItems[0]);
}

/** Asks for a text that is not empty. It stays while the writer looks something up in their document. */
export function textStep(
  frame: StepFrame,
  { value = "", placeholder = "" }: { readonly value?: string; readonly placeholder?: string },
): Promise<StepResult<string>> {
  const input = vscode.window.createInputBox();
  Object.assign(input, shownFrame(frame), { value, placeholder, ignoreFocusOut: true });
  return answerOf(input, () => (input.value.trim() === "" ? undefined : input.value.trim()));
}

/** "1/2" is shown only where there is more than one step. */
function shownFrame({ title, step, totalSteps }: StepFrame): Partial<vscode.QuickInput> {
  return totalSteps > 1 ? { title, step, totalSteps } : { title };
}

/** Shows an input until it is accepted with something, left or hidden. */
function answerOf<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  accepted: () => T | undefined,
): Promise<StepResult<T>> {
  const store = new DisposableStore();
  store.add(input);
  if ((input.step ?? 1) > 1) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<StepResult<T>>((resolve) => {
    store.add(
      input.onDidAccept(() => {
        const value = accepted();
        if (value !== undefined) resolve({ value });
      }),
    );
    store.add(input.onDidTriggerButton(() => resolve("back")));
    store.add(input.onDidHide(() => resolve("cancelled")));
    input.show();
  }).finally(() => store.dispose());
}
