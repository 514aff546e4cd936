import * as vscode from "vscode";
import { until } from "./until";

/** Answers VS Code's input box in place of the writer, for the time of `work`. */
export async function withInput<T>(answer: string | undefined, work: () => PromiseLike<T>): Promise<T> {
  return withAnswer({ showInputBox: () => Promise.resolve(answer) }, work);
}

/** Chooses a file to be read, or a name to be written under, for the time of `work`. */
export async function withChosenFile<T>(file: vscode.Uri, work: () => PromiseLike<T>): Promise<T> {
  const dialogs = {
    showOpenDialog: () => Promise.resolve([file]),
    showSaveDialog: () => Promise.resolve(file),
  };
  return withAnswer(dialogs, work);
}

/**
 * Chooses the item with this label (without its icon) from whatever list is shown for the time of `work`; leaves the
 * list where there is no such item. Gives what was listed last.
 */
export async function withPick(
  label: string | undefined,
  work: () => PromiseLike<unknown>,
): Promise<readonly vscode.QuickPickItem[]> {
  let listed: readonly vscode.QuickPickItem[] = [];
  const showQuickPick = (items: readonly vscode.QuickPickItem[]) => {
    listed = items;
    return Promise.resolve(items.find((item) => labelOf(item) === label));
  };
  await withAnswer({ showQuickPick }, work);
  return listed;
}

/** Without the icon in front. */
export function labelOf({ label }: vscode.QuickPickItem): string {
  return label.replace(/^\$\([\w-]+\)\s*/, "");
}

/** Writes into the box that `work` shows, which is VS Code's own, and presses Enter until it is gone. */
export async function withTyped<T>(text: string, work: () => PromiseLike<T>): Promise<T> {
  const { createInputBox } = vscode.window;
  let isHidden = false;
  const typed = () => {
    const box = createInputBox();
    const show = box.show.bind(box);
    box.onDidHide(() => (isHidden = true));
    box.show = () => {
      show();
      box.value = text;
    };
    return box;
  };
  return withAnswer({ createInputBox: typed }, async () => {
    const working = work();
    await until("the box to be answered", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return isHidden;
    });
    return working;
  });
}

async function withAnswer<T>(
  functions: Partial<Record<keyof typeof vscode.window, unknown>>,
  work: () => PromiseLike<T>,
): Promise<T> {
  const names = Object.keys(functions) as (keyof typeof vscode.window)[];
  const originals = Object.fromEntries(names.map((name) => [name, vscode.window[name]]));
  Object.assign(vscode.window, functions);
  try {
    return await work();
  } finally {
    Object.assign(vscode.window, originals);
  }
}
