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

export interface ListOptions<T extends vscode.QuickPickItem> {
  readonly placeholder: string;
  readonly items: readonly T[];
  /** Finds more items while the list is shown; aborted when it is left. */
  readonly fill?: (signal: AbortSignal) => Promise<readonly T[]>;
  /** Makes an item of what the writer has typed where it is none of the list. */
  readonly typed?: ((text: string) => T) | undefined;
}

export interface BoxOptions {
  readonly prompt?: string;
  readonly value?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly password?: boolean;
  /** What is wrong with a text, without the white space around it, if anything. Default: that it is empty. */
  readonly check?: (text: string) => string | undefined;
}

/** Shows a list and waits for a choice. */
export function pickStep<T extends vscode.QuickPickItem>(
  frame: StepFrame,
  { placeholder, items, fill, typed }: ListOptions<T>,
): Promise<StepResult<T>> {
  const pick = vscode.window.createQuickPick<T>();
  const left = new AbortController();
  Object.assign(pick, shownFrame(frame), { placeholder, matchOnDescription: true, matchOnDetail: true });
  let listed = items;
  const draw = () => {
    const own = pick.value.trim();
    const isListed = listed.some(({ label }) => label.toLowerCase() === own.toLowerCase());
    pick.items = typed && own !== "" && !isListed ? [...listed, typed(own)] : listed;
  };
  draw();
  if (fill) {
    pick.busy = true;
    void fill(left.signal).then((found) => {
      if (left.signal.aborted) return;
      listed = [...items, ...found];
      pick.busy = false;
      draw();
    });
  }
  if (typed) pick.onDidChangeValue(draw);
  return answerOf(pick, () => pick.selectedItems[0]).finally(() => left.abort());
}

/** Asks for a text, and gives it without the white space around it. */
export function textStep(
  frame: StepFrame,
  { prompt = "", value = "", placeholder = "", password = false, check = isMissing }: BoxOptions,
): Promise<StepResult<string>> {
  const input = vscode.window.createInputBox();
  Object.assign(input, shownFrame(frame), { prompt, value, placeholder, password, ignoreFocusOut: true });
  input.onDidChangeValue((text) => (input.validationMessage = check(text.trim())));
  return answerOf(input, () => {
    const text = input.value.trim();
    input.validationMessage = check(text);
    return input.validationMessage === undefined ? text : undefined;
  });
}

function isMissing(text: string): string | undefined {
  return text === "" ? vscode.l10n.t("Write something here, or press Escape to leave.") : undefined;
}

/** A walk of several steps says where it is, and stays while the writer looks something up. */
function shownFrame({ title, step, totalSteps }: StepFrame): Partial<vscode.QuickInput> {
  return totalSteps > 1 ? { title, step, totalSteps, ignoreFocusOut: true } : { title };
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
