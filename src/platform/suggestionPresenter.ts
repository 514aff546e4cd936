import type { EditTarget } from "../core/prompts/promptTemplate";
import type { EditorSnapshot } from "./editorSnapshot";
import type { ProposalRequest } from "./proposals";

/** A proposed edit on its way: what it is about, and where it comes from. */
export interface Suggestion {
  readonly snapshot: EditorSnapshot;
  readonly target: EditTarget;
  /** The template's name, for the title. */
  readonly title: string;
  /** The name of the model that writes it. */
  readonly modelName: string;
  /**
   * How it was asked for: enough to ask again, also after the editor was started anew. Left out where it cannot be
   * asked for again from here.
   */
  readonly request?: ProposalRequest;
  /** The same for all suggestions that one command made with several cursors: they are accepted in one step. */
  readonly group?: string;
}

/**
 * Shows a proposal as it grows, outside the document, and lets the writer take or leave it.
 * Implemented by features/review; wanted by every feature that proposes an edit.
 */
export interface SuggestionPresenter {
  /**
   * Reads `proposals`, each the whole text so far, to the end. When they fail before a word was shown, the
   * suggestion is taken away; the error is thrown either way. Leaving the suggestion aborts `controller`.
   */
  present(
    suggestion: Suggestion,
    proposals: AsyncIterable<string>,
    controller: AbortController,
  ): Promise<void>;
}
