/** Why the editor could not do its part. The wording for a person lives in errorWording. */
export type EditorErrorReason =
  | "noEditor"
  | "nothingToWorkOn"
  | "readOnly"
  | "documentClosed"
  | "textChanged"
  | "editRefused"
  | "templateMissing"
  | "tooManyCursors"
  | "noImage"
  | "noRepository"
  | "nothingStaged"
  /** What was to be sent along holds no text. */
  | "notText"
  | "notAnImage"
  | "fileTooLarge"
  | "fileUnreadable"
  | "noHeadings"
  | "notInWorkspace"
  | "tooMuchContext"
  | "nothingSelected"
  | "nothingAsked"
  /** What the chat wrote cannot be asked for again in the document. */
  | "fromChat";

export class EditorError extends Error {
  override readonly name = "EditorError";

  constructor(
    readonly reason: EditorErrorReason,
    /** What the model wrote and the document could not take, so that it is not lost. */
    readonly proposal?: string,
  ) {
    super(reason);
  }
}
