import { SlotPool } from "../common/slotPool";
import { ModelError, toModelError } from "../models/modelError";

/**
 * What `work` gives for each of `items`, in their order, of which `most` are worked on at the same time. The first
 * failure ends the others. Throws ModelError: that failure, or "aborted".
 */
export async function fewAtOnce<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result[]> {
  const failure = new AbortController();
  const combined = AbortSignal.any([signal, failure.signal]);
  const pool = new SlotPool(Array.from({ length: most }, (_, index) => index));
  try {
    return await Promise.all(items.map((item) => pool.use(combined, () => work(item, combined))));
  } catch (error) {
    failure.abort();
    throw toModelError(error, signal, (cause) => new ModelError("interrupted", { cause }));
  }
}
