import { beforeEach, expect, it } from "vitest";
import { Uri, type Webview } from "vscode";
import { panelHtml } from "../../../../../src/features/chatPanel/panelHtml";
import { panelStrings } from "../../../../../src/features/chatPanel/panelStrings";
import { resetVscode } from "../../../../fakes/vscode";

beforeEach(resetVscode);

it("takes the words that stand in the page for words, whatever a translation has in it", () => {
  const webview = {
    cspSource: "https://own.example",
    asWebviewUri: ({ path }: Uri) => `https://own.example${path}`,
  } as unknown as Webview;
  const harmful = `"><img src=x onerror="alert(1)">&amp;`;
  const words = { ...panelStrings(), title: harmful, addContext: harmful, placeholder: harmful };
  const html = panelHtml(webview, Uri.file("/extension"), words);
  expect(html).not.toContain("<img");
  expect(html).toContain('placeholder="&quot;>&lt;img src=x onerror=&quot;alert(1)&quot;>&amp;amp;"');
});
