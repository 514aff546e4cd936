import type { FinishReason, ModelRequest, TokenUsage } from "../languageModel";
import type { ModelErrorReason } from "../modelError";

/** Which weights to run, and how. */
export interface Weights {
  /** Absolute path of a GGUF file. */
  readonly path: string;
  /** CPU threads; left out: 1 for tiny models, else physical cores. */
  readonly threads?: number;
  /** Context window in tokens; left out: the model's own, at most `DEFAULT_CONTEXT_TOKENS`. */
  readonly contextTokens?: number;
  /** How many layers a graphics card computes; "auto" as many as fit. Left out: "auto" on macOS, else "off". */
  readonly gpu?: "auto" | "off" | number;
  /** Texts with stop strings are conversations written out: control tokens in them count as such. */
  readonly writtenOut?: true;
}

/** Without a word from the writer no more context than this is reserved: it costs memory. */
export const DEFAULT_CONTEXT_TOKENS = 4096;

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
  | { readonly kind: "loaded"; readonly usesGpu: boolean }
  | { readonly kind: "text" | "reasoning"; readonly id: number; readonly text: string }
  | {
      readonly kind: "finish";
      readonly id: number;
      readonly reason: FinishReason;
      readonly usage: TokenUsage;
    }
  | { readonly kind: "failed"; readonly id: number; readonly error: WireError };
