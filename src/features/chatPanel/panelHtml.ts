import type { Uri, Webview } from "vscode";
import { webviewHtml } from "../../platform/webviewHtml";
import type { PanelStrings } from "../../protocol/chatPanel/panelStrings";

/** The panel's page. Until its script has drawn anything, the place where the writer will ask stands in it. */
export function panelHtml(webview: Webview, extensionUri: Uri, words: PanelStrings): string {
  return webviewHtml({
    webview,
    extensionUri,
    script: ["dist", "webview", "chatPanel.js"],
    styles: [
      ["dist", "webview", "codicon.css"],
      ["media", "chatPanel.css"],
    ],
    content: composer(words),
  });
}

/**
 * The foot of the panel as the script draws it, which takes over these elements, so that in a new chat nothing moves.
 * The last line keeps the place of what the context comes to.
 */
function composer({ title, addContext, placeholder }: PanelStrings): string {
  return `<main aria-busy="true">
<header><h1 class="unseen">${escaped(title)}</h1></header>
<div class="transcriptFrame"></div>
<footer>
<div class="contextRow"><div class="menu"><button type="button" class="labelled" disabled><i class="codicon codicon-add" aria-hidden="true"></i><span>${escaped(addContext)}</span></button></div></div>
<div class="composer"><textarea rows="2" disabled placeholder="${escaped(placeholder)}" aria-label="${escaped(placeholder)}"></textarea><button type="button" class="icon" disabled aria-hidden="true"><i class="codicon codicon-send"></i></button></div>
<p class="usage">&nbsp;</p>
</footer>
</main>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
