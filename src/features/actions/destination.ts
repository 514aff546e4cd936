import type { TemplateTarget } from "../../core/prompts/promptTemplate";
import type { EditorSnapshot } from "../../platform/editorSnapshot";
import type { ProposalRequest } from "../../platform/proposals";

/** One text of a command, and the answer that is on its way to it. */
export interface AskedText {
  readonly snapshot: EditorSnapshot;
  /** The whole answer each time it has grown. Throws ModelError. */
  readonly answer: AsyncIterable<string>;
  /** Stops this one. */
  readonly controller: AbortController;
}

/** What one command asks for all its texts. */
export interface ActionRun {
  /** The template's name. */
  readonly title: string;
  /** As it is shown to the writer. */
  readonly modelName: string;
  readonly target: TemplateTarget;
  readonly request: ProposalRequest;
  /** How many texts it works on. */
  readonly texts: number;
  /** Stops all of them. */
  readonly controller: AbortController;
}

/** Where the answers of one command go. */
export interface Destination {
  /** Reads the answer to its end. Throws what that throws, and EditorError. */
  take(asked: AskedText): Promise<void>;
  /** Called when all are read or have failed. */
  done?(): void;
}
