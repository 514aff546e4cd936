import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import type { FromPanel } from "../../../src/protocol/chatPanel/fromPanel";
import { parseFromPanel } from "../../../src/protocol/chatPanel/fromPanel";
import type { PanelState } from "../../../src/protocol/chatPanel/panelState";
import { parseToPanel, type ToPanel } from "../../../src/protocol/chatPanel/toPanel";
import { PanelSite, type Language } from "./panelSite";
import { panelWords } from "./panelWords";
import { setStage } from "./stageScript";
import { THEMES, type ThemeName } from "./themes";

/** How long anything may take to appear, on a busy machine. */
const PATIENCE_MS = 15_000;

export interface PanelPageOptions {
  readonly language?: Language;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Takes the page's policy away, to see what the panel does by itself. */
  readonly withoutPolicy?: boolean;
  /** Is shown as soon as the panel is ready. */
  readonly first?: PanelState;
}

/** The built panel in a real browser, and the extension's side of it. */
export class PanelPage {
  private constructor(
    readonly page: Page,
    readonly language: Language,
    readonly site: PanelSite,
    private readonly context: BrowserContext,
    private readonly told: readonly string[],
  ) {}

  /** Opens an empty panel that has said that it is ready. */
  static async open(browser: Browser, options: PanelPageOptions = {}): Promise<PanelPage> {
    const {
      language = "en",
      theme = "light",
      width = 400,
      height = 800,
      withoutPolicy = false,
      first,
    } = options;
    const context = await browser.newContext({ viewport: { width, height }, bypassCSP: withoutPolicy });
    const site = new PanelSite(language, theme);
    await site.serve(context);
    const state = first && { kind: "state", state: first, strings: panelWords(language) };
    const told: string[] = [];
    await context.exposeFunction("tellHarm", (harm: string) => void told.push(harm));
    await context.addInitScript(setStage, state);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const panel = new PanelPage(page, language, site, context, told);
    await page.goto(site.address);
    await page.waitForFunction(() => stage.said.length > 0);
    return panel;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Puts a theme on, as VS Code does while a page is open. */
  async wear(name: ThemeName): Promise<void> {
    await this.page.evaluate(({ variables, bodyClass, bodyData }) => {
      document.documentElement.removeAttribute("style");
      for (const [property, value] of Object.entries(variables)) {
        document.documentElement.style.setProperty(property, value);
      }
      document.body.className = bodyClass;
      Object.assign(document.body.dataset, bodyData);
    }, THEMES[name]);
  }

  /** Shows a state with the panel's words in its language. */
  async show(state: PanelState): Promise<void> {
    await this.post({ kind: "state", state, strings: panelWords(this.language) });
  }

  /** Says something to the panel and waits until it is drawn. Throws when no host would say it. */
  async post(...messages: ToPanel[]): Promise<void> {
    for (const message of messages) {
      if (!parseToPanel(message)) throw new Error(`Not a message to the panel: ${JSON.stringify(message)}`);
    }
    await this.postRaw(...messages);
  }

  /** Like `post`, whatever it is. */
  async postRaw(...messages: unknown[]): Promise<void> {
    await this.page.evaluate((all) => {
      for (const message of all) window.postMessage(message, location.origin);
    }, messages);
    await this.drawn();
  }

  /** Waits until everything that was posted is on screen: some of it follows bit by bit. */
  async drawn(): Promise<void> {
    await this.page.evaluate(async () => {
      await new Promise((heard) => setTimeout(heard)); // what was posted before has been heard then
      // One that follows takes a frame for the timer that asks for it, and one to be drawn.
      const STILL_FRAMES = 3;
      let still = 0;
      const observer = new MutationObserver(() => (still = 0));
      observer.observe(document.body, { childList: true, subtree: true });
      while (still < STILL_FRAMES) {
        await new Promise(requestAnimationFrame);
        still++;
      }
      observer.disconnect();
    });
  }

  /** What the panel has said since the last time, each a message that the host would take. */
  async said(): Promise<FromPanel[]> {
    const said = await this.page.evaluate(() => stage.said.splice(0));
    return said.map((message) => {
      const parsed = parseFromPanel(message);
      if (!parsed) throw new Error(`The host would not take: ${JSON.stringify(message)}`);
      return parsed;
    });
  }

  /** Waits for what the panel says next of this kind. */
  async saysNext<Kind extends FromPanel["kind"]>(kind: Kind): Promise<Extract<FromPanel, { kind: Kind }>> {
    await this.page.waitForFunction(
      (wanted) => stage.said.some((message) => (message as { kind: string }).kind === wanted),
      kind,
    );
    const found = (await this.said()).findLast((message) => message.kind === kind);
    return found as Extract<FromPanel, { kind: Kind }>;
  }

  /** What happened that must not: scripts, requests, other pages, uncaught errors. */
  async harm(): Promise<string[]> {
    await this.page.evaluate(() => {}); // what was told before has arrived then
    const others = this.context.pages().filter((page) => page !== this.page);
    return [
      ...this.told,
      ...this.site.foreign.map((address) => `asked for ${address}`),
      ...others.map((page) => `opened ${page.url()}`),
      ...(this.page.url() === this.site.address ? [] : [`went to ${this.page.url()}`]),
    ];
  }

  /** What the page tried to do against its policy. */
  async violations(): Promise<string[]> {
    return this.page.evaluate(() => stage.violations);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  composer(): Locator {
    return this.page.locator("textarea").last();
  }
}
