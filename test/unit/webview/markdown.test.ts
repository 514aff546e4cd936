// @vitest-environment node
import { build } from "esbuild";
import fc from "fast-check";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

// What a browser makes of an answer is seen in the browser that the other suites use, alone.
interface BrowserModule {
  readonly launchBrowser: () => Promise<{ browser: Browser; context: BrowserContext }>;
}
declare global {
  // The bundle's global name in the page.
  var posted: unknown[];
  var panel: { show(source: string, root: Element): void };
}

/** Draws an answer and nothing around it. */
const PAGE = `
import { render } from "preact";
import { Markdown } from "./markdown";
import { Words } from "./words";
const words = { copyCode: "Copy Code", copied: "Copied" };
export function show(source, root) {
  render(null, root);
  render(<Words.Provider value={words}><Markdown source={source} /></Words.Provider>, root);
}`;

let browser: Browser;
let page: Page;
/** Addresses that the page asked for. */
let requests: string[] = [];

beforeAll(async () => {
  const root = new URL("../../..", import.meta.url);
  const script = new URL("scripts/lib/browser.mjs", root).href;
  const { launchBrowser } = (await import(script)) as BrowserModule;
  const { outputFiles } = await build({
    stdin: { contents: PAGE, loader: "tsx", resolveDir: new URL("src/webview/chatPanel", root).pathname },
    tsconfig: new URL("src/webview/tsconfig.json", root).pathname,
    bundle: true,
    format: "iife",
    globalName: "panel",
    write: false,
  });
  const launched = await launchBrowser();
  browser = launched.browser;
  page = await launched.context.newPage();
  page.on("request", (request) => requests.push(request.url()));
  await page.evaluate(() => {
    Object.assign(globalThis, {
      posted: [],
      acquireVsCodeApi: () => ({ postMessage: (m: unknown) => posted.push(m) }),
    });
  });
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
}, 120_000);

afterAll(() => browser.close());
beforeEach(() => {
  requests = [];
});

/** The answer as the panel shows it, put into the page. @returns its HTML, without the groups that hold it */
function show(source: string): Promise<string> {
  return page.evaluate((markdown) => {
    panel.show(markdown, document.body);
    return [...document.querySelectorAll(".group")].map(({ innerHTML }) => innerHTML).join("");
  }, source);
}

/** Every element's name with its attributes' names, for instance "a[href]". */
function elements(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".group *")].map(
      (element) =>
        element.localName +
        element
          .getAttributeNames()
          .map((name) => `[${name}]`)
          .join(""),
    ),
  );
}

describe("an answer", () => {
  it.each([
    ["emphasis", "a *b* **c** ~~d~~ `e`", "<p>a <em>b</em> <strong>c</strong> <s>d</s> <code>e</code></p>"],
    ["headings", "# One\n\n### Three", '<h3 class="depth1">One</h3><h3 class="depth3">Three</h3>'],
    [
      "lists",
      "- one\n- two\n  1. three",
      '<ul><li>one</li><li>two<ol start="1"><li>three</li></ol></li></ul>',
    ],
    ["a quotation", "> said the raven", "<blockquote><p>said the raven</p></blockquote>"],
    [
      "a link",
      "[here](https://example.com/a?b=c)",
      '<p><a href="https://example.com/a?b=c" title="https://example.com/a?b=c">here</a></p>',
    ],
    [
      "a mail address",
      "<ada@example.com>",
      '<p><a href="mailto:ada@example.com" title="mailto:ada@example.com">ada@example.com</a></p>',
    ],
    ["the line breaks of verses", "The sea\nis wide", "<p>The sea<br>is wide</p>"],
    ["a rule", "one\n\n---\n\ntwo", "<p>one</p><hr><p>two</p>"],
    ["Chinese", "《红楼梦》\n一把辛酸泪", "<p>《红楼梦》<br>一把辛酸泪</p>"],
  ])("shows %s", async (_, source, html) => {
    expect((await show(source)).trim()).toBe(html);
  });

  it("shows a table with its columns", async () => {
    await show("| a | b |\n|---|--:|\n| 1 | 2 |");
    expect(await elements()).toEqual([
      ...[
        "div[class][tabindex]",
        "table",
        "thead",
        "tr",
        "th",
        "th[class]",
        "tbody",
        "tr",
        "td",
        "td[class]",
      ],
    ]);
  });

  it("shows code as it is, with a button that copies all of it", async () => {
    await show("- first\n\n  ```js\n  if (a < b) c();\n  ```");
    const code = await page.evaluate(() => {
      document.querySelector("button")?.click();
      return [document.querySelector("pre")?.textContent, posted.splice(0)];
    });
    expect(code).toEqual(["if (a < b) c();\n", [{ kind: "copyText", text: "if (a < b) c();\n" }]]);
  });

  it("follows a link's name to where it is defined, also further down", async () => {
    const html = await show("See [here][x].\n\nMore.\n\n[x]: https://example.com 'Title'\n\nEnd.");
    expect(html).toContain('<a href="https://example.com" title="Title">here</a>');
    expect(html).not.toContain("[x]:");
  });

  it("numbers a list from where the model began", async () => {
    expect(await show("3. three\n4. four")).toContain('<ol start="3">');
  });
});

describe("an answer that means harm", () => {
  it.each([
    ["a script", "<script>globalThis.pwned = true</script>"],
    [
      "a handler",
      '<b onmouseover="globalThis.pwned = true">x</b> <svg onload="globalThis.pwned = true"></svg>',
    ],
    ["an image in HTML", '<img src="https://example.com/p.png" onerror="globalThis.pwned = true">'],
    ["an image", "![x](https://example.com/p.png)"],
    ["an image by reference", "![x][y]\n\n[y]: https://example.com/p.png"],
    ["an image in a link", "[![x](https://example.com/p.png)](https://example.com)"],
    ["an image of data", "![x](data:image/svg+xml;base64,PHN2Zz4=)"],
    ["a frame", '<iframe src="https://example.com"></iframe>'],
    [
      "a style",
      '<style>@import "https://example.com/x.css";</style><p style="background:url(https://example.com)">',
    ],
    ["a form", '<form action="https://example.com"><input name="a"><button>Log in</button></form>'],
    ["a link to a script", "[x](javascript:globalThis.pwned=true)"],
    [
      "a link to a script in disguise",
      "[x](java&#115;cript:globalThis.pwned=true) [y](\u0001javascript:alert(1))",
    ],
    ["a link to a command", "[x](command:workbench.action.terminal.new) [y](vscode://a.b/c)"],
    ["a link to a file", "[x](file:///etc/passwd) [y](vbscript:x) [z](data:text/html,<script>1</script>)"],
    ["a link to a neighbour", "[x](../../secret.md) [y](//example.com) [z](#top)"],
    ["code that ends its block", "```\n</code></pre><script>globalThis.pwned = true</script>\n```"],
    ["a language that ends its attribute", '```js"onclick="globalThis.pwned=true\nx\n```'],
    ["a title that ends its attribute", "[x](https://example.com '\" onclick=\"globalThis.pwned=true')"],
    ["a table cell", "| <img src=x onerror=alert(1)> |\n|---|\n| <script>1</script> |"],
  ])("does none with %s", async (_, source) => {
    await show(source);
    await page.evaluate(() => {
      for (const link of document.querySelectorAll("a")) link.dispatchEvent(new MouseEvent("mouseover"));
    });
    const names = await elements();
    const harmful =
      /^(script|img|svg|iframe|style|form|input|button(?!\[type\]\[class\]\[title\]\[aria-label\]$)|video|audio|object|embed|link|meta|base)\b|\[(on|style|src|id|name|formaction)/;
    expect(names.filter((name) => harmful.test(name))).toEqual([]);
    const links = await page.evaluate(() =>
      [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href") ?? ""),
    );
    expect(links.filter((href) => !/^(https?|mailto):/.test(href))).toEqual([]);
    expect(requests).toEqual([]);
    expect(await page.evaluate(() => "pwned" in globalThis)).toBe(false);
  });

  it("never becomes more than plain elements, whatever it is made of", async () => {
    const pieces = [
      ...Array.from("<>\"'`&![]()*_#|~:/=\\ \n"),
      "a",
      "<img ",
      "<a ",
      "href=",
      "src=",
      "onerror=",
      "javascript:",
      "data:",
      "https://x.y",
      "<svg>",
      "<math>",
      "</p>",
      "&#x3c;",
      "<!--",
      "-->",
      "```",
      "| - |",
    ];
    const source = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(""));
    const sources = fc.sample(source, 3000);
    const seen = await page.evaluate((all) => {
      const names = new Set<string>();
      for (const markdown of all) {
        panel.show(markdown, document.body);
        for (const element of document.body.querySelectorAll("*")) {
          names.add(element.localName);
          for (const name of element.getAttributeNames()) names.add(`[${name}]`);
        }
      }
      return [...names];
    }, sources);
    const plain =
      "p br h3 em strong s code pre a ul ol li blockquote hr div span table thead tbody tr th td [href] [title] [class] [start] [tabindex] button i [type] [aria-label] [aria-hidden]";
    expect(seen.filter((name) => !plain.split(" ").includes(name))).toEqual([]);
    expect(requests).toEqual([]);
  });
});
