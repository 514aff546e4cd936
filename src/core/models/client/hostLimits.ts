import { SlotPool, type Lease } from "../../common/slotPool";

/** How many requests each host is sent at the same time; the others wait for their turn. */
export class HostLimits {
  readonly #pools = new Map<string, SlotPool<number>>();

  /** @param perHost read when a host is met for the first time */
  constructor(private readonly perHost: () => number) {}

  /** Waits for a turn at `host`. Throws the signal's reason when aborted. */
  take(host: string, signal: AbortSignal): Promise<Lease<number>> {
    let pool = this.#pools.get(host);
    if (!pool) {
      pool = new SlotPool(Array.from({ length: this.perHost() }, (_, i) => i));
      this.#pools.set(host, pool);
    }
    return pool.take(signal);
  }
}
