import * as vscode from "vscode";

/** Whether the document stands in some tab: by itself, on either side of a comparison, or as a notebook's cell. */
export function hasTab(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => shows(input, uri)));
}

function shows(input: unknown, uri: vscode.Uri): boolean {
  const isIt = (other: vscode.Uri) => other.toString() === uri.toString();
  if (input instanceof vscode.TabInputText) return isIt(input.uri);
  if (input instanceof vscode.TabInputTextDiff) return isIt(input.modified) || isIt(input.original);
  if (input instanceof vscode.TabInputNotebook) return input.uri.path === uri.path;
  return false;
}
