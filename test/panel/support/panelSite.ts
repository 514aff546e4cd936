import { readFile } from "node:fs/promises";
import type { BrowserContext, Route } from "playwright-core";
import { Uri, type Webview } from "vscode";
import { panelHtml } from "../../../src/features/chatPanel/panelHtml";
import { host } from "../../fakes/vscode";
import { panelWords } from "./panelWords";
import { THEMES, type ThemeName } from "./themes";

export type Language = "en" | "zh-cn";

/** Where VS Code serves a webview's page and its files from, and the source that its policy names for them. */
const PAGE = "https://panel.vscode-cdn.net/";
const FILES = "https://file+.vscode-resource.vscode-cdn.net";
const CSP_SOURCE = "'self' https://*.vscode-cdn.net";

const root = new URL("../../../", import.meta.url);
const MIME_TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript",
  css: "text/css",
  ttf: "font/ttf",
};

/**
 * The panel's page as VS Code serves it, for a browser without VS Code: the real HTML with its policy, the built
 * script and styles. All other requests are refused and told.
 */
export class PanelSite {
  /** Addresses that were asked for and are none of the panel's own files. */
  readonly foreign: string[] = [];

  constructor(
    private readonly language: Language,
    private readonly theme: ThemeName,
  ) {}

  readonly address = PAGE;

  /** Answers everything that pages of the context ask for. @param context without pages as yet */
  async serve(context: BrowserContext): Promise<void> {
    await context.route(/.*/, (route) => this.#answer(route));
    await context.routeWebSocket(/.*/, (socket) => {
      this.foreign.push(socket.url());
      void socket.close();
    });
  }

  async #answer(route: Route): Promise<void> {
    const { origin, pathname, href } = new URL(route.request().url());
    if (href === PAGE) return route.fulfill({ contentType: "text/html", body: this.#html() });
    const mimeType = MIME_TYPES[/\.(\w+)$/.exec(pathname)?.[1] ?? ""];
    const isOwn = origin === FILES && /^\/extension\/(dist\/webview|media)\/[\w.]+$/.test(pathname);
    if (!isOwn || mimeType === undefined) {
      this.foreign.push(href);
      return route.abort();
    }
    const body = await readFile(new URL(`.${pathname.slice("/extension".length)}`, root));
    return route.fulfill({ contentType: mimeType, body, headers: { "access-control-allow-origin": "*" } });
  }

  #html(): string {
    host.language = this.language;
    const webview = {
      cspSource: CSP_SOURCE,
      asWebviewUri: ({ path }: Uri) => `${FILES}${path}`,
    } as unknown as Webview;
    const html = panelHtml(webview, Uri.file("/extension"), panelWords(this.language));
    // VS Code puts its styles before all others, and so before the policy; the side bar's colour lies below the page.
    const { bodyClass, bodyData, defaultStyles, variables } = THEMES[this.theme];
    const below = "html { background: var(--vscode-sideBar-background); }";
    const style = Object.entries(variables).map(([property, value]) => `${property}: ${value};`);
    const data = Object.entries(bodyData).map(
      ([name, value]) => ` data-${hyphened(name)}="${escaped(value)}"`,
    );
    return html
      .replace("<html", `<html style="${escaped(style.join(" "))}"`)
      .replace("<head>", `<head><style>${below}${defaultStyles}</style>`)
      .replace("<body", `<body class="${bodyClass}"${data.join("")}`);
  }
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** As `dataset` names attributes: "vscodeThemeKind" is data-vscode-theme-kind. */
const hyphened = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
