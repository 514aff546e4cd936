import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { startEditor, urlPath } from "./editorServer.mjs";

/**
 * Runs a test module inside real VS Code, in its extension host. The module exports `run()`, and writes its own
 * report to a file that it is told of through `env`.
 * @param {object} options
 * @param {string} options.extensionPath folder of the extension under test
 * @param {string} options.testsPath the test module, bundled
 * @param {string} options.folder the workspace
 * @param {Record<string, unknown>} [options.settings]
 * @param {NodeJS.ProcessEnv} [options.env] for the extension host
 * @param {boolean} [options.disableTrust]
 * @param {(line: string) => void} [options.log] gets the consoles of the window and the extension host, a message each
 * @param {number} [options.timeoutMs]
 * @param {string} [options.lang] the browser's language
 * @returns {Promise<{ code: number, log: string[] }>} code 0 when `run()` resolved; rejects when it could not be told
 */
export async function runSuites(options) {
  const {
    extensionPath,
    testsPath,
    folder,
    settings,
    env,
    disableTrust = true,
    timeoutMs = 120_000,
    lang,
  } = options;
  const profile = await mkdtemp(join(tmpdir(), "inkling-suites-"));
  const lines = [];
  const editor = await startEditor({
    folder,
    userDataDir: join(profile, "user"),
    extensionsDir: join(profile, "extensions"),
    settings,
    env: { EXTENSIONS_GALLERY: "{}", ...env }, // no suite waits for an extension store that may be out of reach
    disableTrust,
    smokeTest: true,
  });
  let browser;
  try {
    const launched = await launchBrowser({ lang });
    browser = launched.browser;
    const page = await launched.context.newPage();
    await page.exposeFunction("codeAutomationLog", (type, args) => {
      const line = `${type}: ${args.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" ")}`;
      lines.push(line);
      options.log?.(line);
    });
    const verdict = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
    const remote = (path) => `vscode-remote://${editor.url.slice("http://".length)}${urlPath(path)}`;
    const payload = JSON.stringify([
      ["extensionDevelopmentPath", remote(extensionPath)],
      ["extensionTestsPath", remote(testsPath)],
      ["skipWelcome", "true"],
    ]);
    const failure = firstFailure(page, browser, editor, timeoutMs);
    try {
      await Promise.race([
        page.goto(`${editor.folderUrl}&payload=${encodeURIComponent(payload)}`),
        failure.promise,
      ]);
      return { code: await Promise.race([verdict, failure.promise]), log: lines };
    } finally {
      failure.cancel();
    }
  } catch (error) {
    throw new Error([error.message, ...lines.slice(-10).map((line) => line.split("\n", 1)[0])].join("\n"), {
      cause: error,
    });
  } finally {
    await browser?.close();
    await editor.stop();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Rejects when there will be no verdict any more. */
function firstFailure(page, browser, editor, timeoutMs) {
  const { promise, reject } = withRejecter();
  const fail = (what) => reject(new Error(`The suites were not finished: ${what}.`));
  const timer = setTimeout(() => fail(`no verdict within ${timeoutMs / 1000} s`), timeoutMs);
  page.on("crash", () => fail("the page crashed"));
  page.on("close", () => fail("the page was closed"));
  browser.on("disconnected", () => fail("the browser ended"));
  editor.exited.then((how) => fail(`the editor ended, ${how}`));
  return { promise, cancel: () => clearTimeout(timer) };
}

function withRejecter() {
  let reject;
  const promise = new Promise((_resolve, rejectIt) => (reject = rejectIt));
  promise.catch(() => {}); // it may fail when nobody waits for it any more
  return { promise, reject };
}
