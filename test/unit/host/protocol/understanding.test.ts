import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFromUnderstanding } from "../../../../src/protocol/understanding";

describe("a message from the page of an analysis", () => {
  it.each([
    [{ kind: "ready" }],
    [{ kind: "copyCsv" }],
    [{ kind: "copyJson" }],
    [{ kind: "clear" }],
    [{ kind: "chooseModel" }],
    [{ kind: "reveal", id: 3, focus: true }],
  ])("is taken as it is: %j", (message) => {
    expect(parseFromUnderstanding(message)).toEqual(message);
  });

  it("loses what does not belong to it", () => {
    const message = { kind: "reveal", id: 0, focus: false };
    expect(parseFromUnderstanding({ ...message, command: "x" })).toEqual(message);
    expect(parseFromUnderstanding({ kind: "clear", id: 1 })).toEqual({ kind: "clear" });
  });

  it.each([
    [undefined],
    [null],
    ["clear"],
    [{}],
    [{ kind: "toString" }],
    [{ kind: ["clear"] }],
    [{ kind: "reveal" }],
    [{ kind: "reveal", id: "0", focus: true }],
    [{ kind: "reveal", id: 0 }],
  ])("is refused when it is none: %j", (raw) => {
    expect(parseFromUnderstanding(raw)).toBeUndefined();
  });

  it("never makes the host fall over, whatever it is", () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        const kinds = ["ready", "copyCsv", "copyJson", "clear", "chooseModel", "reveal", undefined];
        expect(kinds).toContain(parseFromUnderstanding(raw)?.kind);
      }),
    );
  });
});
