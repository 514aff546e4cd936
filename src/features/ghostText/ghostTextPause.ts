import * as vscode from "vscode";
import type { Clock } from "../../core/common/clock";
import type { Disposable } from "../../core/common/disposable";

const QUIET = "ghostText.quiet";
const MINUTE_MS = 60_000;

/**
 * Whether ghost text comes by itself: not in quiet mode, which lasts until it is ended, and not while it is snoozed,
 * which this window alone knows. Asked for by key, it comes all the same.
 */
export class GhostTextPause implements Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  #isQuiet: boolean;
  /** On the clock; Infinity: until the writer ends it. */
  #snoozedUntil = -Infinity;
  #stopTicking: (() => void) | undefined;

  /** It begins or ends, or another minute of the snooze has passed. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly clock: Clock,
    private readonly state: Pick<vscode.Memento, "get" | "update">,
  ) {
    this.#isQuiet = state.get(QUIET, false);
  }

  get isPaused(): boolean {
    return this.#isQuiet || this.remainingMs > 0;
  }

  get isQuiet(): boolean {
    return this.#isQuiet;
  }

  /** How long it is still snoozed: 0 when it is not, Infinity when the writer has to end it. */
  get remainingMs(): number {
    return Math.max(0, this.#snoozedUntil - this.clock.now());
  }

  /** The same in minutes that have begun. */
  get remainingMinutes(): number {
    return Math.ceil(this.remainingMs / MINUTE_MS);
  }

  async setQuiet(isQuiet: boolean): Promise<void> {
    this.#isQuiet = isQuiet;
    this.#changed.fire();
    await this.state.update(QUIET, isQuiet);
  }

  /** From now on for so many minutes; 0 ends it. */
  snooze(minutes: number): void {
    this.#snoozedUntil = this.clock.now() + minutes * MINUTE_MS;
    this.#tick();
  }

  dispose(): void {
    this.#stopTicking?.();
    this.#changed.dispose();
  }

  /** Tells of a change now and whenever one minute less is left. */
  #tick(): void {
    this.#stopTicking?.();
    const remaining = this.remainingMs;
    if (Number.isFinite(remaining) && remaining > 0) {
      this.#stopTicking = this.clock.after(remaining % MINUTE_MS || MINUTE_MS, () => this.#tick());
    }
    this.#changed.fire();
  }
}
