/**
 * Waiting for something to become true, without sleeping: whoever changes anything says so, and everything that is
 * waited for is asked again.
 */
export class Changes {
  readonly #checks = new Set<() => void>();

  /** Something changed. */
  happened(): void {
    for (const check of [...this.#checks]) {
      check();
    }
  }

  /** Resolves once `holds` is true. Rejects with what it throws, or after the deadline with what was waited for. */
  until(holds: () => boolean, deadlineMs: number, describe: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        this.#checks.delete(check);
      };
      const check = () => {
        try {
          if (holds()) {
            stop();
            resolve();
          }
        } catch (error) {
          stop();
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`waited ${deadlineMs} ms in vain for: ${describe()}`));
      }, deadlineMs);
      this.#checks.add(check);
      check();
    });
  }
}
