import * as vscode from "vscode";

/** Answers VS Code's input box in place of the writer, for the time of `work`. */
export async function withInput<T>(answer: string | undefined, work: () => PromiseLike<T>): Promise<T> {
  const original = vscode.window.showInputBox;
  Object.assign(vscode.window, { showInputBox: () => Promise.resolve(answer) });
  try {
    return await work();
  } finally {
    Object.assign(vscode.window, { showInputBox: original });
  }
}
