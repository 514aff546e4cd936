import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Configuration } from "../../platform/configuration";
import type { UsageLedger } from "../../platform/usageLedger";
import { webviewHtml } from "../../platform/webviewHtml";
import { parseFromPanel } from "../../protocol/chatPanel";
import { ChatController, type ChatControllerParts } from "./chatController";
import type { PanelUsage } from "./panelView";

const VIEW_ID = "inkling.chat";

export interface ChatViewParts extends ChatControllerParts {
  readonly configuration: Configuration;
  readonly usage: PanelUsage & Pick<UsageLedger, "onDidChange">;
  readonly extensionUri: vscode.Uri;
}

/** The panel's life: made when its view is first shown, fed by the controller, which outlives the view. */
export class ChatViewProvider implements vscode.WebviewViewProvider, Disposable {
  readonly #controller: ChatController;
  readonly #registrations: vscode.Disposable[];
  #view: vscode.WebviewView | undefined;

  constructor(
    commands: CommandRegistry,
    private readonly parts: ChatViewParts,
  ) {
    this.#controller = new ChatController(parts, (message) => void this.#view?.webview.postMessage(message));
    commands.register("openPanel", () => vscode.commands.executeCommand(`${VIEW_ID}.focus`));
    this.#registrations = [
      vscode.window.registerWebviewViewProvider(VIEW_ID, this),
      parts.configuration.onDidChange(() => this.#controller.redraw()),
      parts.usage.onDidChange(() => this.#controller.showUsage()),
    ];
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    const { webview } = view;
    const { extensionUri } = this.parts;
    const folder = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
    webview.options = {
      enableScripts: true,
      localResourceRoots: [folder("dist", "webview"), folder("media")],
    };
    webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseFromPanel(raw);
      if (message) void this.#controller.handle(message);
    });
    view.onDidDispose(() => (this.#view = undefined));
    webview.html = webviewHtml({
      webview,
      extensionUri,
      script: ["dist", "webview", "chatPanel.js"],
      styles: [
        ["dist", "webview", "codicon.css"],
        ["media", "chatPanel.css"],
      ],
    });
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#controller.dispose();
  }
}
