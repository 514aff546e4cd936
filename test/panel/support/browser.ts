import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

interface BrowserModule {
  readonly launchBrowser: () => Promise<{ browser: Browser; context: BrowserContext }>;
}

/** The browser that the other suites use too. */
async function launch(): Promise<Browser> {
  const script = new URL("../../../scripts/lib/browser.mjs", import.meta.url).href;
  const { launchBrowser } = (await import(script)) as BrowserModule;
  const { browser, context } = await launchBrowser();
  await context.close();
  return browser;
}

/** One browser for the tests of a file. @returns what gives it, once the tests run */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launch();
  }, 120_000);
  afterAll(() => browser?.close());
  return () => {
    if (!browser) throw new Error("The browser runs during the tests alone");
    return browser;
  };
}
