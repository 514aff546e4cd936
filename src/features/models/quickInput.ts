import * as vscode from "vscode";
import { DisposableStore } from "../../core/common/disposable";

/** What the writer did instead of answering: went a step back, or gave up. */
export type Left = "back" | "cancelled";

/** The answer to one step of a walk through several. */
export type StepResult<T> = { readonly value: T } | Left;

export interface StepFrame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/**
 * Shows a list and waits for a choice. `fill` may add items while it is shown; `typed` makes an item of what the
 * writer has typed where it is none of the list.
 */
export function pickStep<T extends vscode.QuickPickItem>(
  frame: StepFrame & { readonly placeholder: string },
  items: readonly T[],
  more: {
    readonly fill?: (signal: AbortSignal) => Promise<readonly T[]>;
    readonly typed?: (text: string) => T;
  } = {},
): Promise<StepResult<T>> {
  const pick = vscode.window.createQuickPick<T>();
  const left = new AbortController();
  Object.assign(pick, { ...frame, ignoreFocusOut: true, matchOnDescription: true, matchOnDetail: true });
  let listed = items;
  const draw = () => {
    const own = pick.value.trim();
    const isListed = listed.some(({ label, description }) => label === own || description === own);
    pick.items = own !== "" && more.typed && !isListed ? [...listed, more.typed(own)] : listed;
  };
  draw();
  if (more.fill) {
    pick.busy = true;
    void more.fill(left.signal).then((found) => {
      if (left.signal.aborted) return;
      listed = [...items, ...found];
      pick.busy = false;
      draw();
    });
  }
  if (more.typed) pick.onDidChangeValue(draw);
  return show(pick, () => pick.selectedItems[0]).finally(() => left.abort());
}

/** Asks for a text. `check` says what is wrong with it, if anything. */
export function inputStep(
  frame: StepFrame & {
    readonly prompt: string;
    readonly value?: string;
    readonly placeholder?: string;
    readonly password?: boolean;
  },
  check: (text: string) => string | undefined = () => undefined,
): Promise<StepResult<string>> {
  const input = vscode.window.createInputBox();
  Object.assign(input, { ...frame, ignoreFocusOut: true });
  input.onDidChangeValue((value) => (input.validationMessage = check(value.trim())));
  return show(input, () => {
    const text = input.value.trim();
    input.validationMessage = check(text);
    return input.validationMessage === undefined ? text : undefined;
  });
}

/** Shows an input until it is accepted with something, left or hidden. */
function show<T>(
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
