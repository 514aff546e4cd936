/** How long anything in the editor may take to appear, in ms: a cold start on a busy machine is slow. */
const PATIENCE_MS = 60_000;

/** VS Code in a browser page, driven as a person drives it: keys, clicks, and looking. */
export class Workbench {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /**
   * Opens the address and waits for the editor, trusting the folder when asked.
   * @param {string} url
   */
  async open(url) {
    await this.page.goto(url);
    await this.page.waitForSelector(".monaco-workbench .part.activitybar");
    const trust = this.page.getByRole("button", { name: "Yes, I trust the authors" });
    const ready = this.page.locator(".statusbar-item", { hasText: /demo model|演示模型/ });
    await trust.or(ready).first().waitFor();
    if (await trust.isVisible()) await trust.click();
    await ready.first().waitFor();
  }

  /** @param {string} name of a file in the folder */
  async openFile(name) {
    await this.page.keyboard.press("Control+P");
    await this.#pick(name, name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(".editor-instance .monaco-editor .view-lines").first().waitFor();
  }

  /** @param {string} title as the palette shows it, with its category */
  async runCommand(title) {
    await this.page.keyboard.press("F1");
    await this.#pick(`>${title}`, title);
  }

  /**
   * Puts the cursor where the text begins, by searching for it.
   * @param {number} line from 1
   * @param {number} [column] from 1
   */
  async goTo(line, column = 1) {
    await this.page.keyboard.press("Control+G");
    await this.page.locator(".quick-input-widget input").fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** The text of the open editor, as it is drawn, without the lines out of sight. */
  async text() {
    const lines = await this.page.locator(".editor-instance .view-lines .view-line").evaluateAll((elements) =>
      elements
        .map((element) => ({ top: parseFloat(element.style.top), text: element.textContent ?? "" }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll("\u00a0", " ")),
    );
    return lines.join("\n");
  }

  /** The grey text on screen. */
  ghostText() {
    return this.page.locator(
      ".editor-instance .ghost-text-decoration, .editor-instance .ghost-text-decoration-preview, .editor-instance .suggest-preview-text",
    );
  }

  /** The proposal's thread. */
  thread() {
    return this.page.locator(".review-widget");
  }

  /** The pop-up messages. */
  notifications() {
    return this.page.locator(".notification-toast");
  }

  /**
   * The panel's own page inside the editor: VS Code puts a webview into two frames.
   * @returns {Promise<import("playwright-core").Frame>}
   */
  async panel() {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await this.page.waitForTimeout(50)) {
      for (const frame of this.page.frames()) {
        const found = await frame
          .locator("#root main")
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
    }
    throw new Error("The panel did not open.");
  }

  /** Types as a person does, key by key. @param {string} text @param {number} [gapMs] */
  async type(text, gapMs = 40) {
    await this.page.keyboard.type(text, { delay: gapMs });
  }

  /** @param {string} query @param {string} label */
  async #pick(query, label) {
    const widget = this.page.locator(".quick-input-widget");
    await widget.locator("input").first().fill(query);
    await widget.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().waitFor();
    await this.page.keyboard.press("Enter");
  }
}
