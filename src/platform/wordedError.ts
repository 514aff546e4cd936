/** What a button under an error message does. */
export type Remedy = "tryAgain" | "setApiKey" | "chooseModel" | "openSettings" | "showLog" | "openProposal";

/** An error for a person: what is wrong, what to do, and the buttons that do it. */
export interface WordedError {
  readonly message: string;
  readonly remedies: readonly Remedy[];
}

/** The message with the buttons that help. */
export function worded(message: string, ...remedies: Remedy[]): WordedError {
  return { message, remedies };
}
