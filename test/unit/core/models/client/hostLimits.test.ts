import { describe, expect, it } from "vitest";
import { HostLimits } from "../../../../../src/core/models/client/hostLimits";
import { never } from "../../../../support/askModel";

/** Lets everything that is ready go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("requests to one host", () => {
  it("wait for their turn beyond the limit, and get it in their order", async () => {
    const limits = new HostLimits(() => 2);
    const order: string[] = [];
    const ask = (name: string, host = "a") =>
      limits.take(host, never).then((lease) => (order.push(name), lease));
    const [first] = [await ask("1"), await ask("2")];
    void ask("3");
    void ask("4");
    await ask("other", "b");
    await settled();
    expect(order).toEqual(["1", "2", "other"]);
    first.release();
    await settled();
    expect(order).toEqual(["1", "2", "other", "3"]);
  });

  it("wait no longer once they are aborted, and take no turn", async () => {
    const limits = new HostLimits(() => 1);
    const lease = await limits.take("a", never);
    const controller = new AbortController();
    const waiting = limits.take("a", controller.signal);
    controller.abort(new Error("left"));
    await expect(waiting).rejects.toThrow("left");
    lease.release();
    await expect(limits.take("a", never)).resolves.toBeDefined();
  });
});
