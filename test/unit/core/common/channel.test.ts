import { describe, expect, it } from "vitest";
import { Channel } from "../../../../src/core/common/channel";
import { collect } from "../scriptedModel";

describe("Channel", () => {
  it("gives the reader everything in the order it was pushed", async () => {
    const channel = new Channel<number>();
    channel.push(1);
    channel.push(2);
    channel.close();
    expect(await collect(channel)).toEqual([1, 2]);
  });

  it("wakes a reader that waits", async () => {
    const channel = new Channel<string>();
    const reader = channel[Symbol.asyncIterator]();
    const first = reader.next();
    channel.push("a");
    expect(await first).toEqual({ value: "a", done: false });
    const second = reader.next();
    channel.close();
    expect(await second).toEqual({ value: undefined, done: true });
  });

  it("wakes a reader that waits when it fails", async () => {
    const channel = new Channel<string>();
    const read = collect(channel);
    channel.fail(new Error("the child died"));
    await expect(read).rejects.toThrow("the child died");
  });

  it("is read to its end before the failure is thrown", async () => {
    const channel = new Channel<string>();
    channel.push("a");
    channel.push("b");
    channel.fail(new Error("the child died"));
    const read: string[] = [];
    const reading = (async () => {
      for await (const item of channel) read.push(item);
    })();
    await expect(reading).rejects.toThrow("the child died");
    expect(read).toEqual(["a", "b"]);
  });

  it("throws even a failure that is undefined", async () => {
    const channel = new Channel<string>();
    channel.fail(undefined);
    await expect(collect(channel)).rejects.toBeUndefined();
  });

  it("ends once: neither a push nor a failure after the end is seen", async () => {
    const channel = new Channel<string>();
    channel.push("a");
    channel.close();
    channel.push("late");
    channel.fail(new Error("late"));
    expect(await collect(channel)).toEqual(["a"]);
  });

  it("passes on items that are undefined", async () => {
    const channel = new Channel<undefined>();
    channel.push(undefined);
    channel.close();
    expect(await collect(channel)).toEqual([undefined]);
  });
});
