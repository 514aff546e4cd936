import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { SlotPool } from "../../../../src/core/common/slotPool";
import { never } from "../../../support/askModel";

/** Work that ends when the test says so. */
function job() {
  let end: (result: string) => void = () => {};
  const done = new Promise<string>((resolve) => (end = resolve));
  return { run: () => done, done, end };
}

/** Lets everything that is ready go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a pool of slots", () => {
  it("lends each slot to one user at a time", async () => {
    const pool = new SlotPool(["a", "b"]);
    const lent: string[] = [];
    const jobs = [job(), job(), job()];
    const results = jobs.map(({ run }) =>
      pool.use(never, (slot) => {
        lent.push(slot);
        return run();
      }),
    );
    await settled();
    expect([...lent].sort()).toEqual(["a", "b"]);
    jobs[0]!.end("first");
    await settled();
    expect(lent).toHaveLength(3);
    expect(lent[2]).toBe(lent[0]);
    jobs[1]!.end("second");
    jobs[2]!.end("third");
    expect(await Promise.all(results)).toEqual(["first", "second", "third"]);
  });

  it("lends to those who wait in the order of asking", async () => {
    const pool = new SlotPool(["a"]);
    const order: number[] = [];
    const use = (n: number) => pool.use(never, () => Promise.resolve(order.push(n)));
    await Promise.all([1, 2, 3, 4].map(use));
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it("lets nobody who asks at the moment of a return overtake those who wait", async () => {
    const pool = new SlotPool(["a"]);
    const order: string[] = [];
    const use = (name: string) => pool.use(never, () => Promise.resolve(order.push(name)));
    const first = job();
    const all = [pool.use(never, first.run), use("waiting"), use("waiting, too")];
    const late = first.done.then(() => use("late"));
    first.end("");
    await Promise.all([...all, late]);
    expect(order).toEqual(["waiting", "waiting, too", "late"]);
  });

  it("takes a slot back from work that failed", async () => {
    const pool = new SlotPool(["a"]);
    const failed = pool.use(never, () => Promise.reject(new Error("decoder")));
    const next = pool.use(never, (slot) => Promise.resolve(slot));
    await expect(failed).rejects.toThrow("decoder");
    expect(await next).toBe("a");
  });
});

describe("aborting in a pool of slots", () => {
  it("keeps work from starting, with the signal's reason, and costs no slot", async () => {
    const pool = new SlotPool(["a"]);
    const reason = new Error("no longer wanted");
    const work = () => Promise.resolve("ran");
    await expect(pool.use(AbortSignal.abort(reason), work)).rejects.toBe(reason);
    expect(await pool.use(never, work)).toBe("ran");
  });

  it("ends the wait at once", async () => {
    const pool = new SlotPool(["a"]);
    const busy = job();
    const first = pool.use(never, busy.run);
    const controller = new AbortController();
    const waiting = pool.use(controller.signal, () => Promise.resolve("ran"));
    controller.abort();
    await expect(waiting).rejects.toBe(controller.signal.reason);
    busy.end("done");
    expect(await first).toBe("done");
  });

  it("leaves the others in the line as they were", async () => {
    const pool = new SlotPool(["a"]);
    const busy = job();
    const first = pool.use(never, busy.run);
    const controllers = [1, 2, 3, 4].map(() => new AbortController());
    const order: number[] = [];
    const waiting = controllers.map(({ signal }, n) =>
      pool.use(signal, () => Promise.resolve(order.push(n))),
    );
    controllers[0]!.abort();
    controllers[2]!.abort();
    busy.end("");
    await Promise.allSettled([first, ...waiting]);
    expect(order).toEqual([1, 3]);
  });

  it("does not swallow the wake-up of whoever is next", { timeout: 2000 }, async () => {
    const pool = new SlotPool(["a"]);
    const busy = job();
    const first = pool.use(never, busy.run);
    const controller = new AbortController();
    const impatient = pool.use(controller.signal, () => Promise.resolve("impatient"));
    const patient = pool.use(never, () => Promise.resolve("patient"));
    // The slot has just come back and the first in line was told; before it can take it, it is aborted.
    const aborted = busy.done.then(() => controller.abort());
    busy.end("");
    await Promise.all([first, aborted]);
    await expect(impatient).rejects.toBe(controller.signal.reason);
    expect(await patient).toBe("patient");
  });

  it("leaves no listener on the signal, whether it waited or not", async () => {
    const pool = new SlotPool(["a"]);
    const { signal } = new AbortController();
    const busy = job();
    const first = pool.use(signal, busy.run);
    const second = pool.use(signal, () => Promise.resolve("ran"));
    await settled();
    busy.end("");
    await Promise.all([first, second]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
