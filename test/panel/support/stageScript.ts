/** What a page of the suite has beside the panel: VS Code's API, and a watch over what must not happen. */
export interface Stage {
  /** What the panel told the extension. */
  readonly said: unknown[];
  /** Links that VS Code would have been asked to open. */
  readonly opened: string[];
  /** What broke the page's policy. */
  readonly violations: string[];
  /** When the page had drawn the first state, in ms from its beginning. */
  readonly firstState: Promise<number>;
}

declare global {
  var stage: Stage;
  /** Tells the suite of a script that was not ours and ran, or of an uncaught error: it outlives the frame. */
  function tellHarm(harm: string): Promise<void>;
}

/**
 * Runs in every frame before any script of the page; knows nothing from outside itself.
 * @param first what the extension says as soon as the panel is ready, if anything
 */
export function setStage(first: unknown): void {
  const firstState = new Promise<number>((found) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector("#root main:not([aria-busy])")) return;
      observer.disconnect();
      setTimeout(() => found(performance.now())); // once this frame is painted
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  const stage: Stage = { said: [], opened: [], violations: [], firstState };
  let state: unknown;
  let isTaken = false;
  // The payloads of all published lists call one of these.
  const canary = (name: string) => () => void tellHarm(`${name}() was called in ${location.href}`);
  Object.assign(globalThis, {
    stage,
    alert: canary("alert"),
    confirm: canary("confirm"),
    prompt: canary("prompt"),
    print: canary("print"),
    open: canary("open"),
    acquireVsCodeApi() {
      // As VS Code's own.
      if (isTaken) throw new Error("An instance of the VS Code API has already been acquired");
      isTaken = true;
      return Object.freeze({
        postMessage: (message: unknown) => {
          if (first && stage.said.length === 0) window.postMessage(first, location.origin);
          stage.said.push(structuredClone(message));
        },
        getState: () => state,
        setState: (next: unknown) => (state = structuredClone(next)),
      });
    },
  });
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
    stage.violations.push(`${violatedDirective}: ${blockedURI} ${sample}`.trim());
  });
  addEventListener("error", ({ message }) => void tellHarm(message));
  addEventListener("unhandledrejection", ({ reason }) => void tellHarm(String(reason)));
  // VS Code takes clicks on links from the page and asks its opener instead
  // (src/vs/workbench/contrib/webview/browser/pre/index.html, handleInnerClick).
  document.addEventListener("click", (event) => {
    for (const target of event.composedPath()) {
      if (!(target instanceof HTMLAnchorElement) || !target.href) continue;
      if (target.protocol === "javascript:") continue;
      stage.opened.push(target.href);
      event.preventDefault();
      return;
    }
  });
}
