import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Configuration } from "../../platform/configuration";
import type { OutputLogger } from "../../platform/logger";
import type { TemplateLibrary } from "../../platform/templateLibrary";
import type { UsageLedger } from "../../platform/usageLedger";
import { parseFromPanel, type FromPanel } from "../../protocol/chatPanel/fromPanel";
import type { ToPanel } from "../../protocol/chatPanel/toPanel";
import { ChatHistory } from "./chatHistory";
import type { ChatStore } from "./chatStore";
import { ChatController, type ChatControllerParts } from "./chatController";
import { panelHtml } from "./panelHtml";
import { panelStrings } from "./panelStrings";
import type { PanelUsage } from "./panelView";

const VIEW_ID = "inkling.chat";

export interface ChatViewParts extends ChatControllerParts {
  readonly configuration: Configuration;
  readonly usage: PanelUsage & Pick<UsageLedger, "onDidChange">;
  readonly extensionUri: vscode.Uri;
  readonly chats: ChatStore;
  readonly templates: Pick<TemplateLibrary, "contents" | "get" | "onDidChange">;
  readonly logger: Pick<OutputLogger, "warn">;
}

/** The panel's life: made when its view is first shown, fed by the controller, which outlives the view. */
export class ChatViewProvider implements vscode.WebviewViewProvider, Disposable {
  readonly #controller: ChatController;
  readonly #registrations: readonly Disposable[];
  #view: vscode.WebviewView | undefined;
  /** The composer gets the focus as soon as the page is there. */
  #wantsFocus = false;

  constructor(
    commands: CommandRegistry,
    private readonly parts: ChatViewParts,
  ) {
    this.#controller = new ChatController(parts, (message) => this.#post(message));
    const history = new ChatHistory({
      store: parts.chats,
      open: (id, messageId) => this.#open(id, messageId),
      changed: (id, events) => this.#controller.chatChanged(id, events),
      goes: (id) => this.#controller.chatGoes(id),
    });
    commands.register("openPanel", () => this.#focus());
    commands.register("chatHistory", () => history.show());
    commands.register("saveChatAsTemplate", () => this.#controller.saveAsTemplate());
    this.#registrations = [
      vscode.window.registerWebviewViewProvider(VIEW_ID, this),
      parts.configuration.onDidChange(() => this.#configurationChanged()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#controller.showTemplates()),
      parts.usage.onDidChange(() => this.#controller.showUsage()),
      parts.templates.onDidChange(() => this.#templatesChanged()),
      parts.chats.onDidChangeSaving((id) => this.#controller.savingChanged(id)),
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
      if (message) void this.#take(message);
      else this.parts.logger.warn(`Chat panel: a message was not understood (${kindOf(raw)})`);
    });
    view.onDidDispose(() => {
      if (this.#view === view) this.#view = undefined; // the next may be there
    });
    webview.html = panelHtml(webview, extensionUri, panelStrings());
  }

  /** What is not shown is read when it is shown. */
  #templatesChanged(): void {
    if (this.#view?.visible === true) void this.#controller.reloadTemplates();
  }

  /** A panel that nobody has opened yet asks no server about the model. */
  #configurationChanged(): void {
    if (this.#view) this.#controller.redraw();
  }

  async #open(id: string, messageId: string | undefined): Promise<void> {
    await this.#controller.openChat(id, messageId);
    await this.#focus();
  }

  async #take(message: FromPanel): Promise<void> {
    await this.#controller.handle(message);
    if (message.kind === "ready" && this.#wantsFocus) this.#focusComposer();
  }

  /** Brings the panel to the front. A page that is loaded by that tells when it is ready. */
  async #focus(): Promise<void> {
    this.#wantsFocus = true;
    const wasVisible = this.#view?.visible === true;
    await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
    if (wasVisible) this.#focusComposer();
  }

  #focusComposer(): void {
    this.#wantsFocus = false;
    this.#post({ kind: "focus" });
  }

  #post(message: ToPanel): void {
    void this.#view?.webview.postMessage(message);
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#controller.dispose();
  }
}

/** What kind of message it would be; of anything else of it the log learns nothing. */
function kindOf(raw: unknown): string {
  const kind = typeof raw === "object" && raw !== null && "kind" in raw ? raw.kind : undefined;
  return typeof kind === "string" && /^\w{1,40}$/.test(kind) ? kind : "no kind";
}
