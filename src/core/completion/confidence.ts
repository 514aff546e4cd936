/** The mean natural logarithm of a token's probability below which a guess stays unseen. */
const USUAL = -1.2;
const STRICTEST = -0.5;
const LOOSEST = -1.8;
/** So many refusals in a row say that too much is shown. */
const PATIENCE = 3;
const STEP = 0.1;

/**
 * How sure a model has to be for its guess to be shown by itself. Follows the writer within bounds: stricter after
 * refusals in a row, looser after acceptances, as Gmail's Smart Compose sets its threshold by how much is to be
 * shown (https://arxiv.org/abs/1906.00080).
 */
export class Confidence {
  #threshold = USUAL;
  #refusals = 0;

  /** Whether a guess may be shown; one of unknown confidence may. */
  isEnough(meanLogprob: number | undefined): boolean {
    return meanLogprob === undefined || meanLogprob >= this.#threshold;
  }

  accepted(): void {
    this.#refusals = 0;
    this.#threshold = Math.max(LOOSEST, this.#threshold - STEP);
  }

  refused(): void {
    this.#refusals++;
    if (this.#refusals >= PATIENCE) this.#threshold = Math.min(STRICTEST, this.#threshold + STEP);
  }
}
