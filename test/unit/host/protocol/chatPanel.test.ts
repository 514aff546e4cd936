import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFromPanel, type FromPanel } from "../../../../src/protocol/chatPanel/fromPanel";

const messages: FromPanel[] = [
  { kind: "ready" },
  { kind: "send", text: "Hi" },
  { kind: "runTemplate", id: "poem", text: "", values: { form: "haiku" } },
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
  { kind: "edit", messageId: "2", text: "Hi" },
  { kind: "newDocument", messageId: "2" },
  { kind: "useAsContext", messageId: "2" },
  { kind: "copyText", text: "let a = 1;" },
  { kind: "preview", ticket: 3, id: "poem", text: "", values: {} },
  { kind: "favourite", id: "poem", isFavourite: true },
  { kind: "newTemplate" },
  { kind: "importTemplates" },
  { kind: "saveChatAsTemplate" },
  { kind: "editTemplate", id: "poem" },
  { kind: "duplicateTemplate", id: "poem" },
  { kind: "exportTemplate", id: "poem" },
  { kind: "showTemplateProblem", id: "x".repeat(4000) },
  { kind: "draft", text: "Hi" },
  { kind: "addContext", what: "heading" },
  { kind: "removeContext", id: "1" },
  { kind: "mentions", ticket: 1, query: "no" },
  { kind: "mention", id: "{}" },
  { kind: "dropFiles", uris: ["file:///a.md"] },
  { kind: "dropImage", name: "cat.png", mimeType: "image/png", data: "AAAA" },
];

function many(count: number): [string, string][] {
  return Array.from({ length: count }, (_, i) => [`v${i}`, "x"]);
}

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
    [{ kind: "runTemplate", id: "poem", text: "", values: { form: 1 } }],
    [{ kind: "runTemplate", id: "poem", text: "", values: Object.fromEntries(many(101)) }],
    [{ kind: "preview", ticket: 1.5, id: "poem", text: "", values: {} }],
    [{ kind: "edit", messageId: "2" }],
    [{ kind: "addContext", what: "keys" }],
    [{ kind: "dropFiles", uris: Array.from({ length: 101 }, () => "file:///a") }],
    [{ kind: "dropFiles", uris: ["x".repeat(4001)] }],
    [{ kind: "dropImage", name: "a.svg", mimeType: "image/svg+xml", data: "" }],
    [{ kind: "dropImage", name: "a.png", mimeType: "image/png", data: "x".repeat(28_000_001) }],
    [{ kind: "dropImage", name: "a.png", mimeType: "image/png", data: "AA\nAA" }],
    [{ kind: "editTemplate" }],
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
