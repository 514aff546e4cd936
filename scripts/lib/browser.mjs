import { join } from "node:path";
import { findOnPath, isExecutable } from "./onPath.mjs";
import { run } from "./run.mjs";

const commands = [
  "google-chrome-stable",
  "google-chrome",
  "chromium",
  "chromium-browser",
  "microsoft-edge-stable",
  "microsoft-edge",
  "chrome",
  "msedge",
];

/** Where browsers live that put themselves on no PATH. */
function usualPlaces() {
  const { env, platform } = process;
  if (platform === "darwin") {
    return [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];
  }
  if (platform === "win32") {
    return [env.ProgramFiles, env["ProgramFiles(x86)"], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, "Google/Chrome/Application/chrome.exe"),
        join(folder, "Chromium/Application/chrome.exe"),
        join(folder, "Microsoft/Edge/Application/msedge.exe"),
      ]);
  }
  return ["/usr/bin/chromium", "/usr/bin/google-chrome", "/snap/bin/chromium", "/opt/google/chrome/chrome"];
}

const isRoot = () => process.getuid?.() === 0;
const installed = () => findOnPath(commands) ?? usualPlaces().find(isExecutable);

/**
 * A Chrome, Chromium or Edge of this machine; `INKLING_BROWSER` names another. On Debian and Ubuntu root gets
 * Chromium installed when there is none.
 * @returns {Promise<string>} the executable
 */
export async function findBrowser() {
  const named = process.env.INKLING_BROWSER;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`INKLING_BROWSER names no program: ${named}`);
  }
  const found = installed();
  if (found) return found;
  const aptGet = isRoot() && findOnPath(["apt-get"]);
  if (aptGet) {
    console.log("No Chrome, Chromium or Edge here: installing Chromium with apt-get…");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run(aptGet, ["update"], { env, quiet: true });
    await run(aptGet, ["install", "-y", "chromium"], { env, quiet: true });
    const now = installed();
    if (now) return now;
  }
  throw new Error("Please install Chrome, Chromium or Edge, or name one in INKLING_BROWSER.");
}

/**
 * Starts the browser with a fresh profile that asks for nothing and phones nobody.
 * @param {object} [options]
 * @param {boolean} [options.headless]
 * @param {string} [options.lang] the language of the browser itself, such as zh-CN
 * @param {string} [options.locale] the language that pages see; the same as `lang` unless given
 * @param {import("playwright-core").BrowserContextOptions} [options.context] further options of the context
 * @returns {Promise<{ browser: import("playwright-core").Browser, context: import("playwright-core").BrowserContext }>}
 */
export async function launchBrowser({ headless = true, lang, locale = lang, context: more } = {}) {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    headless,
    args: [
      ...(isRoot() ? ["--no-sandbox"] : []),
      ...(lang ? [`--lang=${lang}`] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ...(locale ? { locale } : {}),
    ...more,
  });
  return { browser, context };
}
