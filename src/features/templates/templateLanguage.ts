import * as vscode from "vscode";

/** What VS Code calls template files, in package.json; VS Code's own prompt files have another name. */
export const TEMPLATE_LANGUAGE = "inkling-template";

/** The documents in which Inkling helps to write templates. Its own files lie elsewhere while it is developed. */
export function templateSelector(extensionUri: vscode.Uri): vscode.DocumentFilter[] {
  const builtIn = vscode.Uri.joinPath(extensionUri, "media", "templates");
  return [
    { language: TEMPLATE_LANGUAGE },
    { scheme: builtIn.scheme, pattern: new vscode.RelativePattern(builtIn, "*.prompt.md") },
  ];
}
