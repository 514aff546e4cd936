import type { FinishReason, ModelRequest, TokenUsage } from "../languageModel";
import type { ModelErrorReason } from "../modelError";

/** Which weights to run, and how. */
export interface Weights {
  /** Absolute path of a GGUF file. */
  readonly path: string;
  /** CPU threads; left out: 1 for tiny models, else physical cores. */
  readonly threads?: number;
  /** Context window in tokens; left out: the model's own, at most 4,096. */
  readonly contextTokens?: number;
}

/** What the extension host tells the child process. Its first message is "load". */
export type ToWorker =
  | { readonly kind: "load"; readonly weights: Weights }
  | { readonly kind: "generate"; readonly id: number; readonly request: ModelRequest }
  | { readonly kind: "cancel"; readonly id: number };

/** A ModelError without what cannot cross a process border. */
export interface WireError {
  readonly reason: ModelErrorReason;
  readonly detail?: string;
  readonly limitTokens?: number;
  readonly askedTokens?: number;
}

/** What the child process tells the extension host. Every "generate" ends in one "finish" or "failed". */
export type FromWorker =
  | { readonly kind: "text"; readonly id: number; readonly text: string }
  | {
      readonly kind: "finish";
      readonly id: number;
      readonly reason: FinishReason;
      readonly usage: TokenUsage;
    }
  | { readonly kind: "failed"; readonly id: number; readonly error: WireError };
