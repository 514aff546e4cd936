import { beforeEach, describe, expect, it } from "vitest";
import { Uri, type Webview } from "vscode";
import { webviewHtml } from "../../../../src/platform/webviewHtml";
import { host, resetVscode } from "../../../fakes/vscode";

beforeEach(resetVscode);

function page(): string {
  const webview = {
    cspSource: "https://own.example",
    asWebviewUri: ({ path }: Uri) => `https://own.example${path}`,
  } as unknown as Webview;
  return webviewHtml({
    webview,
    extensionUri: Uri.file("/extension"),
    script: ["dist", "webview", "chatPanel.js"],
    styles: [
      ["media", "chatPanel.css"],
      ["dist", "codicon.css"],
    ],
  });
}

/** The policy's directives by name. */
function policy(html: string): Record<string, string> {
  const content = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  return Object.fromEntries(
    content.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources.join(" ")];
    }),
  );
}

describe("a webview's page", () => {
  it("allows nothing that is not named", () => {
    expect(policy(page())).toMatchObject({
      "default-src": "'none'",
      "base-uri": "'none'",
      "form-action": "'none'",
      "style-src": "https://own.example",
      "font-src": "https://own.example",
    });
  });

  it("runs scripts by this page's nonce alone, and its only script has it", () => {
    const html = page();
    const nonce = /^'nonce-(.+)'$/.exec(policy(html)["script-src"] ?? "")?.[1];
    expect(Buffer.from(nonce ?? "", "base64")).toHaveLength(16);
    const scripts = html.match(/<script[^>]*>/g);
    expect(scripts).toEqual([
      `<script type="module" nonce="${nonce}" src="https://own.example/extension/dist/webview/chatPanel.js">`,
    ]);
  });

  it("has a new nonce each time", () => {
    expect(policy(page())["script-src"]).not.toBe(policy(page())["script-src"]);
  });

  it("has no unsafe source, no wildcard, and no address but the extension's own", () => {
    const html = page();
    expect(JSON.stringify(policy(html))).not.toMatch(/unsafe-|\*|data:|blob:/);
    const addresses = html.match(/\w+:\/\/[^"' ;]+/g) ?? [];
    expect(addresses.every((address) => address.startsWith("https://own.example"))).toBe(true);
  });

  it("has no script or style of its own in the text", () => {
    expect(page()).not.toMatch(/<style|\son\w+=|style=|<script[^>]*>[^<]/);
  });

  it("links every style sheet in the order given", () => {
    const links = [...page().matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href);
    expect(links).toEqual([
      "https://own.example/extension/media/chatPanel.css",
      "https://own.example/extension/dist/codicon.css",
    ]);
  });

  it("is in the writer's language and has a title, for those who listen to it", () => {
    host.language = "zh-cn";
    expect(page()).toContain('<html lang="zh-cn">');
    expect(page()).toMatch(/<title>.+<\/title>/);
  });
});
