import type { TemplateTarget } from "../core/prompts/promptTemplate";
import type { EditorSnapshot } from "./editorSnapshot";

/** A proposed edit on its way: what it is about, and where it comes from. */
export interface Suggestion {
  readonly snapshot: EditorSnapshot;
  readonly target: TemplateTarget;
  /** The template's name, for the title. */
  readonly title: string;
  /** The name of the model that writes it. */
  readonly modelName: string;
}

/**
 * Shows a proposal as it grows, outside the document, and lets the writer take or leave it.
 * Implemented by features/review; wanted by every feature that proposes an edit.
 */
export interface SuggestionPresenter {
  /**
   * Reads `proposals`, each the whole text so far, to the end. When they fail, what was shown is taken away
   * and the error is thrown; leaving the suggestion aborts `controller`.
   */
  present(
    suggestion: Suggestion,
    proposals: AsyncIterable<string>,
    controller: AbortController,
  ): Promise<void>;
}
