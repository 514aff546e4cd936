import { afterAccepting, afterEdits, applyHunks, toTextEdits } from "./applyHunks";
import type { Hunk } from "./hunk";
import { hunks } from "./hunks";

/** What a suggestion is at one moment, to be kept. */
export interface ReviewedTextState {
  /** The text that stands in the document. */
  readonly original: string;
  /** What would stand there instead, in each version. */
  readonly versions: readonly string[];
  /** The version that is shown. */
  readonly current: number;
}

/** What was open of which version. */
interface OpenChanges {
  readonly current: number;
  readonly version: string;
  readonly hunks: readonly Hunk[];
}

/**
 * The versions of one suggestion, and the changes of the shown one that are still open. A change that is accepted
 * becomes part of the original, one that is rejected goes from the version. Offsets count from the original's start.
 */
export class ReviewedText {
  #original: string;
  #versions: string[];
  #current: number;
  /** Undefined until somebody asks: a growing text is looked at less often than it grows. */
  #hunks: readonly Hunk[] | undefined;
  #revision = 0;
  /** By the text that stood in the document before and after each acceptance. */
  readonly #past = new Map<string, OpenChanges>();

  constructor({ original, versions, current }: ReviewedTextState) {
    this.#original = original;
    this.#versions = [...versions];
    this.#current = Math.max(0, Math.min(current, versions.length - 1));
  }

  get state(): ReviewedTextState {
    return { original: this.#original, versions: this.#versions, current: this.#current };
  }

  get original(): string {
    return this.#original;
  }

  /** The shown version; empty before its first word. */
  get proposal(): string {
    return this.#versions[this.#current] ?? "";
  }

  /** Changes with every change of the list of hunks, so that a button drawn before can be told to be stale. */
  get revision(): number {
    return this.#revision;
  }

  get versionCount(): number {
    return this.#versions.length;
  }

  /** Counted from 0. */
  get currentVersion(): number {
    return this.#current;
  }

  get showsNewest(): boolean {
    return this.#current >= this.#versions.length - 1;
  }

  /** The changes of the shown version that are still open, in the order of the text. */
  get hunks(): readonly Hunk[] {
    return (this.#hunks ??= hunks(this.#original, this.proposal));
  }

  /** Begins one more version, and shows it. */
  addVersion(): void {
    this.#versions.push("");
    this.#set(this.#versions.length - 1);
  }

  /** Takes back the newest version, of which nothing has come. */
  dropVersion(): void {
    this.#versions.pop();
    this.#set(Math.max(0, this.#versions.length - 1));
  }

  /** The newest version as far as it has come. */
  grow(proposal: string): void {
    if (this.#versions.length === 0) this.#versions.push("");
    this.#versions[this.#versions.length - 1] = proposal;
    this.#set(this.#current);
  }

  /** Shows the version so many further on, round and round. */
  flip(by: number): void {
    const { length } = this.#versions;
    if (length > 0) this.#set((this.#current + by + length) % length);
  }

  /** One change, or all that are open, has been written into the document. */
  accepted(index?: number): void {
    if (index === undefined) {
      this.#original = this.proposal;
      this.#set(this.#current);
      return;
    }
    const open = this.hunks;
    this.#remember();
    this.#original = applyHunks(this.#original, open, (_, i) => i === index);
    this.#set(this.#current, afterAccepting(open, index));
    this.#remember();
  }

  /** An undo or redo in the document has brought back a text that stood there before: so is what was open then. */
  returnTo(original: string): boolean {
    const then = this.#past.get(original);
    if (!then) return false;
    this.#original = original;
    this.#versions[then.current] = then.version;
    this.#set(then.current, then.hunks);
    return true;
  }

  /** One change is not wanted. */
  reject(index: number): void {
    const open = this.hunks.filter((_, i) => i !== index);
    this.#versions[this.#current] = applyHunks(this.#original, open, () => true);
    this.#set(this.#current, open);
  }

  /** The writer has edited the original: what was not touched stays open, the rest of the version goes. */
  rebase(original: string): void {
    const open = afterEdits(this.hunks, toTextEdits(hunks(this.#original, original), 0));
    this.#original = original;
    this.#versions[this.#current] = applyHunks(original, open, () => true);
    this.#set(this.#current, open);
  }

  #remember(): void {
    this.#past.set(this.#original, { current: this.#current, version: this.proposal, hunks: this.hunks });
  }

  #set(current: number, open?: readonly Hunk[]): void {
    this.#current = current;
    this.#hunks = open;
    this.#revision++;
  }
}
