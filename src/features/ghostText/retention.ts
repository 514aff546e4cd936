import * as vscode from "vscode";
import type { Clock } from "../../core/common/clock";
import type { Disposable } from "../../core/common/disposable";
import { followChange, standingShare, type AcceptedText } from "../../core/completion/acceptedText";
import type { GhostTextEvent } from "../../core/completion/ghostTextEvent";

const JUDGED_AFTER_MS = 5 * 60_000;
/** What is younger than this when its document is closed says nothing yet. */
const MIN_AGE_MS = 30_000;
const MAX_FOLLOWED = 200;

export interface RetentionParts {
  readonly clock: Clock;
  readonly told: (event: GhostTextEvent) => void;
}

interface Followed {
  readonly document: vscode.TextDocument;
  /** The document's version at the acceptance: changes up to it are in `place` already. */
  readonly version: number;
  readonly model: string;
  readonly languageId: string;
  readonly at: number;
  place: AcceptedText;
  /** Stops the clock. */
  readonly cancel: () => void;
}

/** Follows what was taken over, in memory alone, and tells how much of it still stands after five minutes. */
export class Retention implements Disposable {
  readonly #followed = new Set<Followed>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(private readonly parts: RetentionParts) {
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)),
    ];
  }

  /**
   * `text`, in the document's own line ending, was taken over and stands in the document at `offset` now. `model` is
   * the name in the settings of the model that wrote it.
   */
  accepted(document: vscode.TextDocument, offset: number, text: string, model: string): void {
    const { clock } = this.parts;
    const place: AcceptedText = { text, start: offset, end: offset + text.length };
    if (text === "" || textAt(document, place) !== text) return;
    const { version, languageId } = document;
    const cancel = clock.after(JUDGED_AFTER_MS, () => this.#judge(followed));
    const followed: Followed = { document, version, model, languageId, at: clock.now(), place, cancel };
    this.#followed.add(followed);
    const [oldest] = this.#followed;
    if (oldest && this.#followed.size > MAX_FOLLOWED) this.#drop(oldest);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const followed of this.#followed) this.#drop(followed);
  }

  #changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const followed of this.#of(document)) {
      if (document.version <= followed.version) continue;
      for (const { rangeOffset: offset, rangeLength: removedLength, text: inserted } of contentChanges)
        followed.place = followChange(followed.place, { offset, removedLength, inserted });
    }
  }

  #closed(document: vscode.TextDocument): void {
    if (!document.isClosed) return; // it has another language now
    const now = this.parts.clock.now();
    for (const followed of this.#of(document)) {
      if (now - followed.at >= MIN_AGE_MS) this.#judge(followed);
      else this.#drop(followed);
    }
  }

  #judge(followed: Followed): void {
    this.#drop(followed);
    const { document, place, model, languageId } = followed;
    const share = standingShare(place.text, textAt(document, place));
    this.parts.told({ kind: "kept", model, languageId, share, characters: place.text.length });
  }

  #drop(followed: Followed): void {
    followed.cancel();
    this.#followed.delete(followed);
  }

  #of(document: vscode.TextDocument): Followed[] {
    return [...this.#followed].filter((followed) => followed.document === document);
  }
}

function textAt(document: vscode.TextDocument, { start, end }: AcceptedText): string {
  return document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end)));
}
