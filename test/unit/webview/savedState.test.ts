import { describe, expect, it } from "vitest";
import { parseSavedState } from "../../../src/webview/chatPanel/savedState";

describe("what VS Code has kept", () => {
  it("comes back as it was", () => {
    const state = {
      draft: "Half",
      form: { id: "poem", values: { form: "sonnet" } },
      edit: { messageId: "1", text: "Why" },
    };
    expect(parseSavedState(state)).toEqual(state);
    expect(parseSavedState({ draft: "Half" })).toEqual({ draft: "Half" });
  });

  it("may be of an earlier version, which kept the draft alone", () => {
    expect(parseSavedState("Half")).toEqual({ draft: "Half" });
  });

  it.each([undefined, null, 7, [], {}, { draft: 7 }, { form: { id: "a", values: {} } }])(
    "is nothing when it is %j",
    (raw) => {
      expect(parseSavedState(raw)).toEqual({ draft: "" });
    },
  );

  it.each([
    { form: 7, edit: 7 },
    { form: { id: "a" }, edit: { messageId: "1" } },
    { form: { id: "a", values: { b: 1 } }, edit: { messageId: 1, text: "x" } },
  ])("loses no draft to what is wrong beside it: %j", (wrong) => {
    expect(parseSavedState({ draft: "Half", ...wrong })).toEqual({ draft: "Half" });
  });
});
