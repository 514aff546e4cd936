import * as vscode from "vscode";
import { nextPart, type Part } from "../../core/completion/acceptParts";
import type { GhostTextEngine } from "../../core/completion/ghostTextEngine";
import { withLineEnding } from "../../core/text/lineEnding";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Candidates } from "./candidates";

/** VS Code's own command, for what another provider shows: it knows words and lines. */
const OWN_COMMAND: Record<Part, string> = {
  word: "editor.action.inlineSuggest.acceptNextWord",
  clause: "editor.action.inlineSuggest.acceptNextLine",
  sentence: "editor.action.inlineSuggest.acceptNextLine",
  paragraph: "editor.action.inlineSuggest.acceptNextLine",
};

export interface AcceptCommandsParts {
  readonly engine: Pick<GhostTextEngine, "offered" | "isComposing">;
  readonly candidates: Pick<Candidates, "shownOf">;
}

/** Takes over the next word, clause, sentence or paragraph of what is shown; the rest stays on screen. */
export class AcceptCommands {
  constructor(
    commands: CommandRegistry,
    private readonly parts: AcceptCommandsParts,
  ) {
    commands.register("acceptNextWord", () => this.#accept("word"));
    commands.register("acceptNextClause", () => this.#accept("clause"));
    commands.register("acceptNextSentence", () => this.#accept("sentence"));
    commands.register("acceptNextParagraph", () => this.#accept("paragraph"));
  }

  async #accept(part: Part): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const { document } = editor;
    const { engine, candidates } = this.parts;
    const documentId = document.uri.toString();
    if (engine.isComposing(documentId)) return;
    const position = editor.selection.active;
    const offered = engine.offered(documentId, document.offsetAt(position));
    const shown = hasOneCursor(editor) && candidates.shownOf(offered);
    if (!shown) {
      await vscode.commands.executeCommand(OWN_COMMAND[part]);
      return;
    }
    const lineEnding = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
    const text = withLineEnding(nextPart(shown, part), lineEnding);
    // An insertion carries the cursor along, and between two undo stops it is one step back.
    await editor.edit((edit) => edit.insert(position, text), { undoStopBefore: true, undoStopAfter: true });
  }
}

function hasOneCursor({ selections }: vscode.TextEditor): boolean {
  return selections.length === 1 && selections.every(({ isEmpty }) => isEmpty);
}
