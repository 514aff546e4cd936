import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFromStatistics } from "../../../../src/protocol/statistics";

describe("a message from the statistics page", () => {
  it.each(["ready", "reset"])("is taken as it is: %s", (kind) => {
    expect(parseFromStatistics({ kind })).toEqual({ kind });
  });

  it("loses what does not belong to it", () => {
    expect(parseFromStatistics({ kind: "reset", really: true })).toEqual({ kind: "reset" });
  });

  it.each([[undefined], [null], ["reset"], [["reset"]], [{}], [{ kind: "toString" }], [{ kind: ["reset"] }]])(
    "is refused when it is none: %j",
    (raw) => {
      expect(parseFromStatistics(raw)).toBeUndefined();
    },
  );

  it("never makes the host fall over, whatever it is", () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect(["ready", "reset", undefined]).toContain(parseFromStatistics(raw)?.kind);
      }),
    );
  });
});
