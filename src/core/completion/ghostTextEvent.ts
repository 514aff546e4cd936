/** What happened to ghost text, for the statistics. Never holds text. */
export type GhostTextEvent = {
  /** The model's name in the settings, and VS Code's language id. */
  readonly model: string;
  readonly languageId: string;
} & (
  | { readonly kind: "asked"; readonly purpose: "suggestion" | "speculation" | "warmUp" }
  /** A request that was asked has come to its end, was given up before, or has failed. */
  | { readonly kind: "finished" | "aborted" | "failed" }
  /** The editor was given something to show. `isNew` is false for the rest of what was offered before. */
  | {
      readonly kind: "offered";
      readonly from: "stream" | "cache" | "model";
      readonly isNew: boolean;
      readonly characters: number;
      /** For an answer of the model: milliseconds of each stage, in the order in which they happen. */
      readonly stages?: { readonly waitMs: number; readonly firstTokenMs: number; readonly pieceMs: number };
    }
  /** Taken over, wholly or in part; `isFirst` for the first part of a suggestion. */
  | { readonly kind: "accepted"; readonly characters: number; readonly isFirst: boolean }
  | { readonly kind: "refused" }
  /** How much of what was accepted still stands five minutes later, 0 to 1, by words. */
  | { readonly kind: "kept"; readonly share: number; readonly characters: number }
);
