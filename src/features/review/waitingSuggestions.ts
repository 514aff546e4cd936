import type * as vscode from "vscode";
import { renamedUri } from "./renamedUri";
import type { StoredSuggestion } from "./storedSuggestion";
import { SuggestionAnchor } from "./suggestionAnchor";
import type { SuggestionStore } from "./suggestionStore";

/** Suggestions that an earlier session has left and whose documents are not open. */
export class WaitingSuggestions {
  #all: readonly StoredSuggestion[] = [];

  constructor(private readonly store: Pick<SuggestionStore, "load" | "read" | "save">) {}

  get all(): readonly StoredSuggestion[] {
    return this.#all;
  }

  /** Finds those on disk, without those that this session knows. */
  async load(known: ReadonlySet<string>): Promise<void> {
    this.#all = (await this.store.load()).filter(({ progress }) => !known.has(progress.id));
  }

  /** Gives away those of a document that has been opened, but for what another window has taken or left meanwhile. */
  async take(document: vscode.TextDocument): Promise<StoredSuggestion[]> {
    const id = document.uri.toString();
    const here = this.#all.filter(
      (stored) => stored.suggestion.snapshot.uri.toString() === id && belongs(stored, document),
    );
    if (here.length === 0) return [];
    this.#all = this.#all.filter((stored) => !here.includes(stored));
    const still = await Promise.all(here.map(({ progress }) => this.store.read(progress.id)));
    return still.flatMap((stored) => (stored ? [stored] : []));
  }

  /** A file or folder has another name. */
  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.#all = this.#all.map((stored) => {
      const { suggestion } = stored;
      const uri = renamedUri(suggestion.snapshot.uri, from, to);
      if (!uri) return stored;
      const moved = { ...stored, suggestion: { ...suggestion, snapshot: { ...suggestion.snapshot, uri } } };
      this.store.save(moved);
      return moved;
    });
  }
}

/** Every window has an Untitled-1 of its own: the right one is that which has the text. */
function belongs({ suggestion, progress }: StoredSuggestion, document: vscode.TextDocument): boolean {
  if (!document.isUntitled) return true;
  const { snapshot, target } = suggestion;
  const text = target === "replace" ? progress.text.original : snapshot.text;
  return new SuggestionAnchor(document, snapshot, text).stands;
}
