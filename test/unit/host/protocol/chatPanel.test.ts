import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFromPanel, type FromPanel } from "../../../../src/protocol/chatPanel";

const messages: FromPanel[] = [
  { kind: "ready" },
  { kind: "send", text: "Hi" },
  { kind: "runTemplate", id: "poem", text: "" },
  { kind: "stop" },
  { kind: "insert", messageId: "2" },
  { kind: "replace", messageId: "2" },
  { kind: "copy", messageId: "2" },
  { kind: "remedy", remedy: "tryAgain", messageId: "2" },
  { kind: "remedy", remedy: "showLog" },
  { kind: "regenerate", messageId: "2" },
  { kind: "continue", messageId: "2" },
  { kind: "branch", messageId: "2", offset: -1 },
  { kind: "newChat" },
  { kind: "history" },
  { kind: "chooseModel" },
];

describe("a message from the panel", () => {
  it.each(messages.map((message) => [message.kind, message] as const))(
    "is taken as it is: %s",
    (_, message) => {
      expect(parseFromPanel(structuredClone(message))).toEqual(message);
    },
  );

  it("loses what does not belong to it", () => {
    expect(parseFromPanel({ kind: "stop", text: "x", __proto__: { admin: true } })).toEqual({ kind: "stop" });
  });

  it.each([
    [undefined],
    [null],
    ["ready"],
    [["ready"]],
    [{}],
    [{ kind: "toString" }],
    [{ kind: "send" }],
    [{ kind: "send", text: ["Hi"] }],
    [{ kind: "runTemplate", id: "poem" }],
    [{ kind: "runTemplate", text: "x" }],
    [{ kind: "insert" }],
    [{ kind: "insert", messageId: 2 }],
    [{ kind: "remedy", messageId: "2" }],
    [{ kind: "regenerate" }],
    [{ kind: "continue", messageId: "x".repeat(201) }],
    [{ kind: "branch", messageId: "2", offset: 2 }],
    [{ kind: "branch", offset: 1 }],
    [{ kind: "send", text: "x".repeat(1_000_001) }],
  ])("is refused when it is none", (raw) => {
    expect(parseFromPanel(raw)).toBeUndefined();
  });

  it("never makes the host fall over, whatever it is", () => {
    const kind = fc.constantFrom(...messages.map((message) => message.kind));
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ kind, text: fc.anything(), messageId: fc.anything() }),
    );
    fc.assert(
      fc.property(anything, (raw) => {
        const message = parseFromPanel(raw);
        if (message && "text" in message) expect(typeof message.text).toBe("string");
        if (message && "messageId" in message) expect(typeof message.messageId).toBe("string");
      }),
    );
  });
});
