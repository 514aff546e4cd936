import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Configuration } from "../../platform/configuration";
import type { UsageLedger } from "../../platform/usageLedger";
import { webviewHtml } from "../../platform/webviewHtml";
import { parseFromPanel } from "../../protocol/chatPanel";
import { ChatHistory } from "./chatHistory";
import type { ChatStore } from "./chatStore";
import { ChatController, type ChatControllerParts } from "./chatController";
import type { PanelUsage } from "./panelView";

const VIEW_ID = "inkling.chat";

export interface ChatViewParts extends ChatControllerParts {
  readonly configuration: Configuration;
  readonly usage: PanelUsage & Pick<UsageLedger, "onDidChange">;
  readonly extensionUri: vscode.Uri;
  readonly chats: ChatStore;
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
    const history = new ChatHistory({
      store: parts.chats,
      open: (id, messageId) => this.#open(id, messageId),
      changed: (id, events) => this.#controller.chatChanged(id, events),
      goes: (id) => this.#controller.chatGoes(id),
    });
    commands.register("openPanel", focus);
    commands.register("chatHistory", () => history.show());
    this.#registrations = [
      vscode.window.registerWebviewViewProvider(VIEW_ID, this),
      parts.configuration.onDidChange(() => this.#controller.redraw()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#controller.showTemplates()),
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

  async #open(id: string, messageId: string | undefined): Promise<void> {
    await this.#controller.openChat(id, messageId);
    await focus();
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#controller.dispose();
  }
}

async function focus(): Promise<void> {
  await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
}
