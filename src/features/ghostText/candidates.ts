import * as vscode from "vscode";
import type { CommandRegistry } from "../../platform/commandRegistry";

/**
 * Which of several candidates is on screen. VS Code does not say it, so the steps through them are counted, and what
 * was shown is found again in a new offer by its end: what is typed or accepted is taken off its beginning.
 */
export class Candidates {
  #place = "";
  #texts: readonly string[] = [];
  /** The one that was shown when they were offered, and the steps made from there since. */
  #first = 0;
  #steps = 0;

  constructor(commands: CommandRegistry) {
    commands.register("showNextCandidate", () => this.#step(1, "editor.action.inlineSuggest.showNext"));
    commands.register("showPreviousCandidate", () =>
      this.#step(-1, "editor.action.inlineSuggest.showPrevious"),
    );
  }

  /** The editor is given `texts` to show at this place, the best first. */
  offered(documentId: string, offset: number, texts: readonly string[]): void {
    const place = `${offset} ${documentId}`;
    const isSamePlace = place === this.#place;
    // A step makes the editor ask for more candidates at the same place first, and is made when they have come.
    const kept = isSamePlace ? this.#texts[this.#first] : this.#shown;
    if (!isSamePlace) this.#steps = 0;
    this.#place = place;
    this.#texts = texts;
    this.#first = Math.max(
      0,
      texts.findIndex((text) => kept?.endsWith(text)),
    );
  }

  /** Which of `texts`, what is offered from the cursor on, is on screen; undefined when there is none. */
  shownOf(texts: readonly string[]): string | undefined {
    return texts.find((text) => this.#shown?.endsWith(text)) ?? texts[0];
  }

  get #shown(): string | undefined {
    return this.#texts.at((this.#first + this.#steps) % this.#texts.length);
  }

  async #step(by: 1 | -1, command: string): Promise<void> {
    this.#steps += by;
    await vscode.commands.executeCommand(command);
  }
}
