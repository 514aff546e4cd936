import { watch, type FSWatcher } from "node:fs";
import type { Disposable } from "../core/common/disposable";

/**
 * Tells of what changes in one folder of this machine, beside VS Code's own watcher: on Linux that one never sees into a
 * folder that was made in one moment with the folder around it, as Git does, nor into one that was made anew.
 */
export class FolderWatch implements Disposable {
  #watcher: FSWatcher | undefined;

  /** @param path need not be there yet; it is seen once `renew` is called */
  constructor(
    private readonly path: string,
    private readonly changed: () => void,
  ) {
    this.renew();
  }

  /** Watches the folder that is there now, which may be another than before. */
  renew(): void {
    this.dispose();
    try {
      this.#watcher = watch(this.path, { persistent: false }, this.changed);
      this.#watcher.on("error", () => this.dispose()); // on Windows, that it was deleted
    } catch {
      // There is none.
    }
  }

  dispose(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
