import { describe, expect, it } from "vitest";
import { pause } from "../../../../../src/core/common/clock";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";

describe("VirtualClock", () => {
  it("runs timers in their order, those for the same moment as they were set", async () => {
    const clock = new VirtualClock();
    const ran: string[] = [];
    const note = (name: string) => () => ran.push(`${name} ${clock.now()}`);
    clock.after(30, note("late"));
    clock.after(10, note("first"));
    clock.after(10, note("second"));
    clock.after(20, note("cancelled"))();
    await clock.advanceTo(25);
    expect(ran).toEqual(["first 10", "second 10"]);
    expect(clock.now()).toBe(25);
    await clock.advanceTo(30);
    expect(ran.at(-1)).toBe("late 30");
  });

  it("lets all that follows from a timer happen before the next one", async () => {
    const clock = new VirtualClock();
    const ran: string[] = [];
    const signal = new AbortController().signal;
    const waits = async () => {
      for (let i = 0; i < 3; i++) {
        await pause(clock, 10, signal);
        await Promise.resolve();
        ran.push(`waited until ${clock.now()}`);
      }
    };
    const done = waits();
    clock.after(15, () => ran.push("between"));
    await clock.advanceTo(100);
    await done;
    expect(ran).toEqual(["waited until 10", "between", "waited until 20", "waited until 30"]);
  });
});
