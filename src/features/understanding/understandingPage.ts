import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import { webviewHtml } from "../../platform/webviewHtml";
import {
  parseFromUnderstanding,
  type FromUnderstanding,
  type ToUnderstanding,
} from "../../protocol/understanding";

/** The shortest time between two drawings of the page while its text is edited. */
const REFRESH_MS = 200;

/** What the writer does on the page. */
export type PageAction = Exclude<FromUnderstanding, { readonly kind: "ready" }>;

export interface UnderstandingPageParts {
  readonly extensionUri: vscode.Uri;
  readonly title: string;
  /** All that the page shows now. */
  readonly state: () => ToUnderstanding;
  readonly handle: (action: PageAction) => void;
}

/** The one page on which an analysis is read: legend and table, in an editor tab beside the text. */
export class UnderstandingPage implements Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: UnderstandingPageParts) {}

  /** Opens the page, or brings it to the front; the keyboard stays in the text unless `focus` is set. */
  show(focus: boolean): void {
    if (this.#panel) {
      this.#panel.reveal(undefined, !focus);
      this.draw();
    } else this.#panel = this.#open(focus);
  }

  /** Draws what there is now. A page that is hidden does not live: it says that it is ready when it is shown again. */
  draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#post(this.parts.state());
  }

  /** Draws soon, once for much that happens. */
  drawSoon(): void {
    if (this.#panel) this.#timer ??= setTimeout(() => this.draw(), REFRESH_MS);
  }

  /** Says on the page what was done and cannot be seen. */
  tell(text: string): void {
    this.#post({ kind: "notice", text });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#panel?.dispose();
  }

  #post(message: ToUnderstanding): void {
    if (this.#panel?.visible) void this.#panel.webview.postMessage(message);
  }

  #open(focus: boolean): vscode.WebviewPanel {
    const { extensionUri, title } = this.parts;
    const folder = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
    const panel = vscode.window.createWebviewPanel(
      "inkling.understanding",
      title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: !focus },
      { enableScripts: true, localResourceRoots: [folder("dist", "webview"), folder("media")] },
    );
    panel.onDidDispose(() => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseFromUnderstanding(raw);
      if (message?.kind === "ready") this.draw();
      else if (message) this.parts.handle(message);
    });
    panel.webview.html = webviewHtml({
      webview: panel.webview,
      extensionUri,
      script: ["dist", "webview", "understanding.js"],
      styles: [
        ["dist", "webview", "codicon.css"],
        ["media", "page.css"],
        ["media", "understanding.css"],
      ],
    });
    return panel;
  }
}
