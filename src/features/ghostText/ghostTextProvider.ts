import * as vscode from "vscode";
import { CompletionCache } from "../../core/completion/completionCache";
import { GhostTextEngine } from "../../core/completion/ghostTextEngine";
import type { GhostTextQuery } from "../../core/completion/ghostTextQuery";
import { withLineEnding } from "../../core/text/lineEnding";
import { toAbortSignal } from "../../platform/cancellation";
import type { Configuration } from "../../platform/configuration";
import type { ModelAccess } from "../../platform/modelAccess";
import type { GhostTextStatus } from "./ghostTextStatus";

/** How much of the document is read around the cursor, in UTF-16 units; the prompt takes less. */
const PREFIX_CHARACTERS = 8000;
const SUFFIX_CHARACTERS = 2000;

/** A thin face over the engine: the editor's words in, the engine's words out. */
export class GhostTextProvider implements vscode.InlineCompletionItemProvider {
  readonly #engine = new GhostTextEngine(new CompletionCache());

  constructor(
    private readonly configuration: Configuration,
    private readonly models: ModelAccess,
    private readonly status: GhostTextStatus,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const { ghostText } = this.configuration.settings;
    const explicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if (!ghostText.enabled && !explicit) return [];
    const abort = toAbortSignal(token);
    const { signal } = abort;
    const request: { asked?: true; failure?: unknown } = {};
    try {
      const model = () => {
        request.asked = true;
        this.status.asking();
        return this.models.resolve("ghostText", { mayAsk: explicit });
      };
      const options = { delayMs: ghostText.delay, model };
      const { name } = this.models.chosen("ghostText") ?? {};
      const texts = await this.#engine.complete(
        query(document, position, { explicit, name }),
        options,
        signal,
      );
      if (signal.aborted) return [];
      const lineEnding = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
      const range = new vscode.Range(position, position);
      return texts.map((text) => new vscode.InlineCompletionItem(withLineEnding(text, lineEnding), range));
    } catch (error) {
      // Never a pop-up while somebody types: the log and the status bar are told.
      if (!signal.aborted) request.failure = error;
      return [];
    } finally {
      if (request.asked) this.status.settled(request.failure);
      abort.dispose();
    }
  }
}

function query(
  document: vscode.TextDocument,
  position: vscode.Position,
  { explicit, name = "" }: { explicit: boolean; name: string | undefined },
): GhostTextQuery {
  const offset = document.offsetAt(position);
  const read = (start: number, end: number) =>
    document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end)));
  const editor = vscode.window.activeTextEditor;
  return {
    // Another model gives another answer at the same place.
    documentId: `${name} ${document.uri.toString()}`,
    languageId: document.languageId,
    prefix: read(Math.max(0, offset - PREFIX_CHARACTERS), offset),
    suffix: read(offset, offset + SUFFIX_CHARACTERS),
    hasSelection: editor?.document === document && !editor.selection.isEmpty,
    explicit,
  };
}
