import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import { webviewHtml } from "../../platform/webviewHtml";
import { parseFromStatistics, type FromStatistics, type ToStatistics } from "../../protocol/statistics";
import type { StatisticsStore } from "./statisticsStore";
import { statisticsFigures, statisticsStrings } from "./statisticsView";

/** The shortest time between two drawings of the page while something happens. */
const REFRESH_MS = 500;

export interface StatisticsPageParts {
  readonly store: Pick<StatisticsStore, "all" | "reset" | "onDidChange">;
  readonly extensionUri: vscode.Uri;
}

/** Inkling: Ghost Text Statistics: one page in an editor tab, which follows what happens while it is seen. */
export class StatisticsPage implements Disposable {
  readonly #subscription: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: StatisticsPageParts) {
    this.#subscription = parts.store.onDidChange(() => this.#refreshSoon());
  }

  /** Opens the page, or brings it to the front. */
  show(): void {
    if (this.#panel) this.#panel.reveal();
    else this.#panel = this.#open();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const { extensionUri } = this.parts;
    const folder = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
    const panel = vscode.window.createWebviewPanel(
      "inkling.ghostTextStatistics",
      statisticsStrings().title,
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [folder("dist", "webview"), folder("media")] },
    );
    panel.onDidDispose(() => (this.#panel = undefined));
    const { webview } = panel;
    webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseFromStatistics(raw);
      if (message) void this.#handle(message);
    });
    webview.html = webviewHtml({
      webview,
      extensionUri,
      script: ["dist", "webview", "statistics.js"],
      styles: [
        ["dist", "webview", "codicon.css"],
        ["media", "page.css"],
        ["media", "statistics.css"],
      ],
    });
    return panel;
  }

  async #handle({ kind }: FromStatistics): Promise<void> {
    if (kind === "ready") this.#draw();
    else await this.#reset();
  }

  async #reset(): Promise<void> {
    const reset = vscode.l10n.t("Reset");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("Reset the statistics of ghost text?"),
      { modal: true, detail: vscode.l10n.t("All counts and times are deleted. This cannot be undone.") },
      reset,
    );
    if (answer === reset) this.parts.store.reset();
  }

  #refreshSoon(): void {
    if (!this.#panel) return;
    this.#timer ??= setTimeout(() => this.#draw(), REFRESH_MS);
  }

  /** A page that is hidden does not live: it says that it is ready when it is shown again. */
  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#panel?.visible) return;
    const figures = statisticsFigures(this.parts.store.all(), Date.now());
    const message: ToStatistics = {
      kind: "state",
      strings: statisticsStrings(),
      ...(figures && { figures }),
    };
    void this.#panel.webview.postMessage(message);
  }
}
