import type { ChatMessage } from "./prompt";

/** One model that VS Code offers (`vscode.lm`). */
export interface EditorModel {
  readonly id: string;
  readonly name: string;
  /** Whose it is, for instance "copilot". */
  readonly vendor: string;
  readonly family: string;
  readonly maxInputTokens: number;
  /** Whether it can be asked without a question to the writer; undefined where they were never asked. */
  readonly mayUse: boolean | undefined;
}

/** VS Code's language models as core sees them; `platform/vscodeModels.ts` is the real one. */
export interface EditorModels {
  /** Whether this VS Code takes images to a model; which model sees, it does not tell. */
  readonly takesImages: boolean;
  /** Every model, or those of one vendor; never Inkling's own. Asks the writer nothing. Throws ModelError. */
  list(vendor?: string): Promise<readonly EditorModel[]>;
  /**
   * Streams an answer's text. The first time VS Code asks for the writer's consent, or, where they cannot be asked
   * now, it fails as "noConsent". `options` are the model's own sampling options. Throws ModelError.
   */
  send(
    model: Pick<EditorModel, "id" | "vendor">,
    messages: readonly ChatMessage[],
    options: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): AsyncIterable<string>;
  /** With the model's own tokenizer. Throws ModelError. */
  countTokens(model: Pick<EditorModel, "id" | "vendor">, text: string, signal: AbortSignal): Promise<number>;
}
