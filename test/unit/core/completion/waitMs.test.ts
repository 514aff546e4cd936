import { describe, expect, it } from "vitest";
import { waitMs, type Pace } from "../../../../src/core/completion/waitMs";
import { at } from "./cursor";

const HERE: Pace = {
  ...{ gapMs: 200, quietMs: 50, firstTokenMs: 100, isElsewhere: false, inVain: 0 },
  settings: { minDelay: 0, maxDelay: 500 },
};
const THERE: Pace = { ...HERE, isElsewhere: true };
const wait = (drawn: string, pace: Pace, explicit = false) => waitMs(at(drawn, { explicit }), pace);

describe("the wait before a model is asked", () => {
  it("is none on this machine: a request that the typing agrees with is kept", () => {
    expect(wait("The gard║", HERE)).toBe(0);
  });

  it("is longer for each request in a row that came to nothing, up to four", () => {
    const waits = [0, 1, 2, 4, 9].map((inVain) => wait("The gard║", { ...HERE, inVain }));
    expect(waits).toEqual([0, 50, 150, 350, 350]);
  });

  it("follows the writer's rhythm elsewhere, and is shorter where a word has ended, in Chinese everywhere", () => {
    expect(wait("The gard║", THERE)).toBe(100);
    expect(wait("The garden ║", THERE)).toBe(0);
    expect(wait("The garden ║", { ...THERE, gapMs: 400 })).toBe(100);
    expect(wait("大海║", { ...THERE, gapMs: 400 })).toBe(100);
  });

  it("is shorter the slower the model is", () => {
    expect(wait("The gard║", { ...THERE, firstTokenMs: 0 })).toBe(150);
    expect(wait("The gard║", { ...THERE, firstTokenMs: 400 })).toBe(0);
  });

  it("stays within the settings' bounds", () => {
    expect(wait("The gard║", { ...HERE, settings: { minDelay: 120, maxDelay: 500 } })).toBe(120);
    expect(wait("The gard║", { ...THERE, gapMs: 400, inVain: 4 })).toBe(500);
  });

  it("is none when asked by key", () => {
    expect(wait("The gard║", { ...THERE, inVain: 4 }, true)).toBe(0);
  });
});
