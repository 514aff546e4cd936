/** How long anything in the editor may take to appear, in ms: a cold start on a busy machine is slow. */
const PATIENCE_MS = 30_000;
/** How long the editor itself may take to open: on a busy machine, a minute. */
const START_MS = 120_000;
const POLL_MS = 50;

/** VS Code's own themes as its list names them, and the class by which its window tells them. */
const THEMES = {
  light: ["Light Modern", "vs"],
  dark: ["Dark Modern", "vs-dark"],
  contrast: ["Dark High Contrast", "hc-black"],
};

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
    await this.page.goto(url, { timeout: START_MS });
    await this.statusItem().waitFor({ timeout: START_MS });
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

  /** @param {keyof typeof THEMES} theme */
  async useTheme(theme) {
    const [title, look] = THEMES[theme];
    await this.focusEditor();
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+T");
    const rows = this.#widget().locator(".quick-input-list .monaco-list-row");
    // The list opens at the theme in use.
    await rows
      .filter({ hasText: /Modern|High Contrast/ })
      .first()
      .waitFor();
    await this.#pick(title, title);
    await this.page.locator(`.monaco-workbench.${look}`).first().waitFor();
  }

  /** Chooses from the list that is open, or about to. @param {string} query @param {string} [label] */
  async choose(query, label = query) {
    // The palette that led to the list still stands in its place for a moment.
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await this.page.waitForTimeout(POLL_MS)) {
      if (!(await this.#input().inputValue()).startsWith(">")) break;
    }
    await this.#widget().locator(".quick-input-list .monaco-list-row").first().waitFor();
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
    // Where VS Code has no editor in front yet, it names no line, and Enter does nothing.
    await this.#pick(`:${line}:${column}`, String(line));
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
        // A suggestion shown in the line stands behind a thin space, in high contrast between angles.
        .map(({ text }) => text.replaceAll("\u00a0", " ").replace(/[\u2009⟨⟩]/g, "")),
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

  /** The line above the proposal in its thread, once it has these words. @param {string | RegExp} words */
  threadTitle(words) {
    return this.page.locator(".review-widget .review-title", { hasText: words }).first();
  }

  /** @param {string} label of an icon in the title of the proposal's thread */
  threadIcon(label) {
    return this.thread().locator(`.head .action-label[aria-label^="${label}"]`);
  }

  /** What can be clicked above the text that a proposal is about. @param {string | RegExp} words */
  lens(words) {
    return this.page.locator(".codelens-decoration a", { hasText: words });
  }

  /** Waits until the proposal below the text can be taken, and returns its words without those that go. */
  async proposal() {
    await this.lens(/Accept|接受/).waitFor();
    return this.thread()
      .locator(".comment-body")
      .evaluate((body) => {
        const after = /** @type {HTMLElement} */ (body.cloneNode(true));
        for (const removed of after.querySelectorAll("del")) removed.remove();
        return (after.textContent ?? "").trim();
      });
  }

  /** The pop-up message with these words. @param {string | RegExp} text */
  notification(text) {
    return this.page.locator(".notification-toast", { hasText: text });
  }

  /**
   * The panel's own page inside the editor: VS Code puts a webview into two frames.
   * @param {string} [has] a selector of what tells it from other pages
   * @returns {Promise<import("playwright-core").Frame>}
   */
  async panel(has = "#root main:not([aria-busy])") {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await this.page.waitForTimeout(POLL_MS)) {
      for (const frame of this.page.frames()) {
        const found = await frame
          .locator(has)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
    }
    throw new Error("The panel did not open.");
  }

  /** Opens the panel, and waits until the keys go to it: what is opened sooner is closed when they do. */
  async openPanel() {
    await this.runCommand("Inkling: Open Chat Panel");
    const panel = await this.panel();
    await panel.locator("footer textarea:focus").waitFor();
    return panel;
  }

  /**
   * Gives the keys to what stands on a page in an editor tab, and waits until VS Code knows: it looks four times a
   * second, and may take the page for the active editor once the keys are elsewhere again.
   * @param {import("playwright-core").Locator} element
   * @param {string} title of the tab
   */
  async focusOnPage(element, title) {
    await element.focus();
    await this.page.locator(".editor-group-container.active .tab.active", { hasText: title }).waitFor();
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
    const row = this.#widget().locator(".quick-input-list .monaco-list-row.focused", { hasText: label });
    // Before the list is filtered, Enter would take whatever stands first; and one list takes the place of another,
    // without what was typed into that.
    const end = Date.now() + PATIENCE_MS;
    do {
      if (Date.now() > end) throw new Error(`The list never offered "${label}".`);
      if ((await this.#input().inputValue()) !== query) await this.#input().fill(query);
      await this.page.waitForTimeout(POLL_MS);
    } while (!(await row.isVisible()));
    await this.page.keyboard.press("Enter");
  }
}
