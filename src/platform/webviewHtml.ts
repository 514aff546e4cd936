import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

export interface WebviewPage {
  readonly webview: vscode.Webview;
  readonly extensionUri: vscode.Uri;
  /** Paths inside the extension. */
  readonly script: readonly string[];
  readonly styles: readonly (readonly string[])[];
  /** HTML that stands there until the script draws. */
  readonly content?: string;
}

/**
 * A page that holds one element for the script to draw in, and loads our own script and styles, and nothing else from
 * anywhere: the policy names this page's nonce for the script and the extension's own folder for styles and fonts.
 */
export function webviewHtml({ webview, extensionUri, script, styles, content = "" }: WebviewPage): string {
  const nonce = randomBytes(16).toString("base64");
  const link = (path: readonly string[]) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styles.map((path) => `<link rel="stylesheet" href="${link(path)}">`).join("\n")}
<title>Inkling</title>
</head>
<body><div id="root">${content}</div><script type="module" nonce="${nonce}" src="${link(script)}"></script></body>
</html>`;
}
