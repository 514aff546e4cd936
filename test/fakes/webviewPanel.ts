import type * as vscode from "vscode";
import { EventEmitter, type Uri } from "./values";

/** A page in an editor tab: what the extension posted to it, and what a test lets it say. */
export class FakeWebviewPanel {
  visible = true;
  isDisposed = false;
  revealed = 0;
  /** What was posted while the page lived; VS Code drops the rest. */
  readonly posted: unknown[] = [];
  readonly received = new EventEmitter<unknown>();
  readonly #disposed = new EventEmitter<undefined>();
  readonly onDidDispose = this.#disposed.event;
  readonly webview = {
    cspSource: "https://own.example",
    asWebviewUri: (uri: Uri) => uri,
    onDidReceiveMessage: this.received.event,
    postMessage: async (message: unknown) => {
      if (this.isDisposed) throw new Error("Webview is disposed");
      if (this.visible) this.posted.push(structuredClone(message));
      return Promise.resolve(this.visible);
    },
    html: "",
  };

  constructor(
    readonly viewType: string,
    readonly title: string,
    readonly options: vscode.WebviewPanelOptions & vscode.WebviewOptions,
    /** In which column, and whether the focus stayed where it was. */
    readonly place: number | { readonly viewColumn: number; readonly preserveFocus?: boolean },
  ) {}

  reveal(): void {
    this.revealed++;
    this.visible = true;
  }

  /** By the extension, or by the writer who closes the tab. */
  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.#disposed.fire(undefined);
  }
}
