import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { Logger } from "../../core/common/logger";
import type { GhostTextEvent } from "../../core/completion/ghostTextEvent";
import {
  addEvent,
  EMPTY_STATISTICS,
  mergeStatistics,
  parseStatistics,
  type GhostTextStatistics,
} from "../../core/completion/ghostTextStatistics";

const STATE_KEY = "ghostTextStatistics";
/** How long sums wait for more before they are stored. */
const SAVE_MS = 5000;

export interface StatisticsStoreParts {
  readonly state: Pick<vscode.Memento, "get" | "update">;
  readonly logger: Pick<Logger, "warn">;
}

/** The statistics of all windows, which outlive them. Never any text, and nothing that leaves this machine. */
export class StatisticsStore implements Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** What this window has not stored yet. Only that is added to the stored sums: other windows add theirs. */
  #unsaved = EMPTY_STATISTICS;
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(private readonly parts: StatisticsStoreParts) {}

  record(event: GhostTextEvent): void {
    this.#unsaved = addEvent(this.#unsaved, event, Date.now());
    this.#timer ??= setTimeout(() => this.#save(), SAVE_MS);
    this.#changed.fire();
  }

  all(): GhostTextStatistics {
    return mergeStatistics(parseStatistics(this.parts.state.get(STATE_KEY)), this.#unsaved);
  }

  /** Forgets everything. */
  reset(): void {
    this.#unsaved = EMPTY_STATISTICS;
    this.#write(undefined);
    this.#changed.fire();
  }

  dispose(): void {
    if (this.#timer) this.#save();
    this.#changed.dispose();
  }

  #save(): void {
    const statistics = this.all();
    this.#unsaved = EMPTY_STATISTICS;
    this.#write(statistics);
  }

  #write(statistics: GhostTextStatistics | undefined): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.parts.state
      .update(STATE_KEY, statistics)
      .then(undefined, () => this.parts.logger.warn("The statistics of ghost text could not be stored"));
  }
}
