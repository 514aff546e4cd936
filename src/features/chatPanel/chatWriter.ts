import type { Clock } from "../../core/common/clock";
import type { ChatEvent } from "../../core/chat/chatEvents";
import { chatLines } from "../../core/chat/chatFile";
import type { ChatFiles } from "./chatFiles";

/** The longest time that text which streams waits to be written, and the shortest between two writes of it. */
const TEXT_MS = 1000;
/** How long to wait after a disk that failed. */
const RETRY_MS = 5000;

export interface ChatWriterParts {
  readonly files: ChatFiles;
  readonly clock: Clock;
  readonly windowId: string;
  readonly written: () => void;
  /** `isFailing` is another than before. */
  readonly savingChanged: () => void;
  /** A write has failed, or the chat has been deleted by another window; `code` is Node's. */
  readonly failed: (code: string) => void;
}

/** Lines that are to be added in one piece. */
interface Batch {
  readonly text: string;
  readonly mayCreate: boolean;
}

/** Adds a chat's events to its file, in their order, one write after the other. */
export class ChatWriter {
  #pending: ChatEvent[] = [];
  /** What has to be written, or written again just as it was: of a batch that failed a part may be there. */
  #batches: Batch[] = [];
  #nextNumber = 0;
  #writing: Promise<void> = Promise.resolve();
  #cancelTimer: (() => void) | undefined;
  #isWriting = false;
  #isStopped = false;
  #isFailing = false;

  constructor(
    private readonly id: string,
    private readonly parts: ChatWriterParts,
  ) {}

  /** Whether the disk did not take the last of it, or the file is gone. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** Text waits a little for more; everything else is written at once. */
  add(events: readonly ChatEvent[]): void {
    if (this.#isStopped) return;
    this.#pending.push(...events);
    if (events.some(({ kind }) => kind !== "text" && kind !== "reasoning")) void this.flush();
    else this.#flushIn(TEXT_MS);
  }

  /** Writes what waits; resolves when it is on the disk, or the disk has failed. */
  async flush(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  /** Writes what waits before it returns, for the process is about to end; where a write is under way, after that. */
  flushNow(): void {
    if (this.#isWriting || this.#isStopped) {
      void this.flush();
      return;
    }
    this.#takePending();
    try {
      for (let batch = this.#batches[0]; batch; batch = this.#batches[0]) {
        this.parts.files.appendNow(this.id, batch.text);
        this.#batches = this.#batches.slice(1);
      }
    } catch {
      void this.flush();
    }
  }

  /** Forgets what waits, and takes no more. Resolves when nothing is being written any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#pending = [];
    this.#batches = [];
    await this.flush();
  }

  async #write(): Promise<void> {
    if (this.#isStopped) return;
    this.#takePending();
    this.#isWriting = true;
    try {
      for (let batch = this.#batches[0]; batch; batch = this.#batches[0]) {
        if (!(await this.parts.files.append(this.id, batch.text, batch.mayCreate))) {
          this.#leave();
          return;
        }
        this.#batches = this.#batches.filter((other) => other !== batch);
        this.parts.written();
      }
      this.#setFailing(false);
    } catch (error) {
      this.#setFailing(true);
      this.parts.failed(error instanceof Error && "code" in error ? String(error.code) : "unknown error");
      this.#flushIn(RETRY_MS);
    } finally {
      this.#isWriting = false;
    }
  }

  #takePending(): void {
    const events = this.#pending;
    if (events.length === 0) return;
    this.#pending = [];
    const origin = { windowId: this.parts.windowId, number: this.#nextNumber };
    const { text, nextNumber } = chatLines(events, origin);
    this.#nextNumber = nextNumber;
    this.#batches.push({ text, mayCreate: events.some(({ kind }) => kind === "created") });
  }

  /** Another window has deleted the chat. */
  #leave(): void {
    this.#isStopped = true;
    this.#setFailing(true);
    this.#pending = [];
    this.#batches = [];
    this.parts.failed("deleted");
  }

  #setFailing(isFailing: boolean): void {
    if (this.#isFailing === isFailing) return;
    this.#isFailing = isFailing;
    this.parts.savingChanged();
  }

  #flushIn(ms: number): void {
    this.#cancelTimer ??= this.parts.clock.after(ms, () => {
      this.#cancelTimer = undefined;
      void this.flush();
    });
  }
}
