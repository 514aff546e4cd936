import { afterAccepting, afterEdits, applyHunks, toTextEdits } from "./applyHunks";
import type { Hunk } from "./hunk";
import { hunks } from "./hunks";

/** One answer to what was asked. */
export interface Version {
  /** What would stand in the document. */
  readonly text: string;
  /** Whether it came to its end. */
  readonly isComplete: boolean;
  /** Who wrote it. */
  readonly modelName: string;
}

/** What a suggestion is at one moment, to be kept. */
export interface ReviewedTextState {
  /** The text that stands in the document. */
  readonly original: string;
  readonly versions: readonly Version[];
  /** The version that is shown. */
  readonly current: number;
}

/** What was open of which version. */
interface OpenChanges {
  readonly current: number;
  readonly hunks: readonly Hunk[];
}

/**
 * The versions of one suggestion, and the changes of the shown one that are still open. A change that is accepted
 * becomes part of the original, one that is rejected goes from the version. Offsets count from the original's start.
 */
export class ReviewedText {
  #original: string;
  #versions: Version[];
  #current: number;
  /** Undefined until somebody asks: a growing text is looked at less often than it grows. */
  #hunks: readonly Hunk[] | undefined;
  #revision = 0;
  /** By the text that stood in the document before and after each acceptance. */
  readonly #past = new Map<string, OpenChanges>();
  /** What the writer does not want, by its words: an undo in the document does not bring it back. */
  readonly #rejected = new Set<string>();

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

  /** The text of the shown version; empty before its first word. */
  get proposal(): string {
    return this.#shown?.text ?? "";
  }

  /** Whether the shown version came to its end. */
  get isComplete(): boolean {
    return this.#shown?.isComplete ?? false;
  }

  /** Who wrote the shown version; undefined before there is one. */
  get modelName(): string | undefined {
    return this.#shown?.modelName;
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

  get isNewestEmpty(): boolean {
    return (this.#versions.at(-1)?.text ?? "").trim() === "";
  }

  /** The changes of the shown version that are still open, in the order of the text. */
  get hunks(): readonly Hunk[] {
    return (this.#hunks ??= hunks(this.#original, this.proposal));
  }

  /** Begins one more version, and shows it. */
  addVersion(modelName: string): void {
    this.#versions.push({ text: "", isComplete: false, modelName });
    this.#set(this.#versions.length - 1);
  }

  /** Takes the newest version back. */
  dropVersion(): void {
    this.#versions.pop();
    this.#set(Math.max(0, this.#versions.length - 1));
  }

  /** The newest version as far as it has come. */
  grow(text: string): void {
    this.#change(this.#versions.length - 1, { text });
    this.#set(this.#current);
  }

  /** The newest version is whole. */
  finish(): void {
    this.#change(this.#versions.length - 1, { isComplete: true });
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
    const open = then.hunks.filter((hunk) => !this.#rejected.has(wording(hunk)));
    this.#original = original;
    this.#change(then.current, { text: applyHunks(original, open, () => true) });
    this.#set(then.current, open);
    return true;
  }

  /** The texts that stood in the document before and after each acceptance, the latest last. */
  get past(): readonly string[] {
    return [...this.#past.keys()];
  }

  /** Every text as `convert` makes it, for instance in other line endings. */
  convert(convert: (text: string) => string): void {
    this.#original = convert(this.#original);
    this.#versions = this.#versions.map((version) => ({ ...version, text: convert(version.text) }));
    this.#past.clear();
    this.#set(this.#current);
  }

  /** One change is not wanted. */
  reject(index: number): void {
    const rejected = this.hunks[index];
    if (rejected) this.#rejected.add(wording(rejected));
    const open = this.hunks.filter((_, i) => i !== index);
    this.#change(this.#current, { text: applyHunks(this.#original, open, () => true) });
    this.#set(this.#current, open);
  }

  /** The writer has edited the original: what was not touched stays open, the rest of each version goes. */
  rebase(original: string): void {
    const edits = toTextEdits(hunks(this.#original, original), 0);
    const opens = this.#versions.map(({ text }, index) =>
      afterEdits(index === this.#current ? this.hunks : hunks(this.#original, text), edits),
    );
    this.#versions = this.#versions.map((version, index) => ({
      ...version,
      text: applyHunks(original, opens[index] ?? [], () => true),
    }));
    this.#original = original;
    this.#set(this.#current, opens[this.#current]);
  }

  get #shown(): Version | undefined {
    return this.#versions[this.#current];
  }

  #change(index: number, change: Partial<Version>): void {
    const version = this.#versions[index];
    if (version) this.#versions[index] = { ...version, ...change };
  }

  #remember(): void {
    this.#past.set(this.#original, { current: this.#current, hunks: this.hunks });
  }

  #set(current: number, open?: readonly Hunk[]): void {
    this.#current = current;
    this.#hunks = open;
    this.#revision++;
  }
}

function wording({ original, proposed }: Hunk): string {
  return JSON.stringify([original, proposed]);
}
