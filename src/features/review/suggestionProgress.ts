import type { ReviewedTextState } from "../../core/review/reviewedText";

/**
 * "streaming" until the answer is whole, "ready" then; "interrupted" when the rest of it never came, "changed" while
 * the text that it is about is no longer what it was. The menus of package.json look at these.
 */
export type SuggestionState = "streaming" | "ready" | "interrupted" | "changed";

/** What of a suggestion is not in the `Suggestion` it began as. */
export interface SuggestionProgress {
  readonly id: string;
  readonly text: ReviewedTextState;
  /** Put aside by the writer: not shown, and still there. */
  readonly isKept: boolean;
}
