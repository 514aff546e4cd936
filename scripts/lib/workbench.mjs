/** How long anything in the editor may take to appear, in ms: a cold start on a busy machine is slow. */
const PATIENCE_MS = 30_000;
const POLL_MS = 50;

/** VS Code in a browser page, driven as a person drives it: keys, clicks, and looking. */
export class Workbench {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /**
   * Opens the address and waits for the editor and for Inkling in it.
   * @param {string} url
   */
  async open(url) {
    await this.page.goto(url);
    await this.page.locator(".monaco-workbench .part.activitybar").waitFor();
    await this.statusItem().waitFor();
  }

  /** Inkling in the status bar. */
  statusItem() {
    return this.page.locator(".statusbar-item[id='inkling.inkling.inkling.ghostText']");
  }

  /** The model in use, in the status bar. */
  modelItem() {
    return this.page.locator(".statusbar-item[id='inkling.inkling.inkling.model']");
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

  /** Chooses from the list that is open. @param {string} query @param {string} [label] */
  async choose(query, label = query) {
    await this.#pick(query, label);
  }

  /** Types into the input box with this title. @param {string} title @param {string} text */
  async typeInto(title, text) {
    await this.#widget().locator(".quick-input-title", { hasText: title }).waitFor();
    await this.#widget().locator("input").first().fill(text);
    await this.page.keyboard.press("Enter");
  }

  /** Brings the keys back to the text. */
  async focusEditor() {
    await this.page.keyboard.press("Control+1");
    await this.page.locator(".editor-instance .monaco-editor.focused").waitFor();
  }

  /**
   * @param {number} line from 1
   * @param {number} [column] from 1
   */
  async goTo(line, column = 1) {
    await this.page.keyboard.press("Control+G");
    await this.#input().fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.#widget().waitFor({ state: "hidden" });
  }

  /** Goes to the end of the text. */
  async goToEnd() {
    await this.goTo(1);
    await this.page.keyboard.press("Control+End");
  }

  /** The text of the open editor, as it is drawn, without the lines out of sight. */
  async text() {
    const lines = await this.page.locator(".editor-instance .view-lines .view-line").evaluateAll((elements) =>
      elements
        .filter((element) => !element.closest(".review-widget")) // a thread has an editor of its own
        .map((element) => ({ top: parseFloat(element.style.top), text: element.textContent ?? "" }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll("\u00a0", " ")),
    );
    return lines.join("\n");
  }

  /**
   * Waits until the open editor shows a text that fits, and returns it.
   * @param {(text: string) => boolean} fits
   */
  async textThat(fits) {
    let text = "";
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await this.page.waitForTimeout(POLL_MS)) {
      text = await this.text();
      if (fits(text)) return text;
    }
    throw new Error(`The editor never showed what was waited for. It shows:\n${text}`);
  }

  /** The grey text on screen. */
  ghostText() {
    return this.page.locator(".editor-instance .ghost-text-decoration, .editor-instance .ghost-text");
  }

  /** What the grey text says, with ordinary spaces. */
  async ghostWords() {
    return (await this.ghostText().allInnerTexts()).join("").replaceAll("\u00a0", " ").trim();
  }

  /**
   * Waits until the grey text says what fits, and returns it.
   * @param {(words: string) => boolean} fits
   */
  async ghostWordsThat(fits) {
    let words = "";
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await this.page.waitForTimeout(POLL_MS)) {
      words = await this.ghostWords();
      if (fits(words)) return words;
    }
    throw new Error(`The grey text never said what was waited for. It says:\n${words}`);
  }

  /** The proposal's thread. */
  thread() {
    return this.page.locator(".review-widget");
  }

  /** Waits until the proposal can be taken, and returns its words. */
  async proposal() {
    await this.page.locator(".codelens-decoration a", { hasText: /Accept|接受/ }).waitFor();
    return (await this.thread().locator(".comment-body").innerText()).trim();
  }

  /** The pop-up message with these words. @param {string | RegExp} text */
  notification(text) {
    return this.page.locator(".notification-toast", { hasText: text });
  }

  /**
   * The panel's own page inside the editor: VS Code puts a webview into two frames.
   * @returns {Promise<import("playwright-core").Frame>}
   */
  async panel() {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await this.page.waitForTimeout(POLL_MS)) {
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

  #widget() {
    return this.page.locator(".quick-input-widget");
  }

  #input() {
    return this.#widget().locator("input[type=text]").first();
  }

  /** @param {string} query @param {string} label */
  async #pick(query, label) {
    await this.#input().fill(query);
    await this.#widget().locator(".quick-input-list .monaco-list-row", { hasText: label }).first().waitFor();
    await this.page.keyboard.press("Enter");
  }
}
