import { beforeEach, describe, expect, it } from "vitest";
import type { PanelMessage } from "../../../src/protocol/chatPanel/panelState";
import {
  button,
  click,
  draw,
  emptyPage,
  focused,
  hidePage,
  one,
  posted,
  press,
  strings,
  type,
  vscodeApi,
} from "./support/panel";

beforeEach(emptyPage);

const conversation = (question: Partial<PanelMessage> = {}, answer: Partial<PanelMessage> = {}) => ({
  messages: [
    { id: "1", role: "user", content: "Why?", state: "done", ...question },
    { id: "2", role: "assistant", content: "So.", state: "done", ...answer },
  ] satisfies PanelMessage[],
});
const editor = () => one(".editing textarea") as HTMLTextAreaElement;
const isEditing = () => document.querySelector(".editing") !== null;

describe("a question", () => {
  it("says what was sent along, and what was not", () => {
    const context = [
      { kind: "file", label: "<b>letter.md</b>", tokens: 1200, fit: "whole" },
      { kind: "image", label: "sea.png", tokens: 0, fit: "left out" },
    ] as const;
    draw(conversation({ context }));
    const chips = [...document.querySelectorAll(".message .chip")].map((chip) => chip.textContent);
    expect(chips).toEqual(["<b>letter.md</b>1,200 «tokens»", "sea.png«leftOut»"]);
    expect(one(".message ul").getAttribute("aria-label")).toBe(strings.attached);
  });

  it("has versions as answers have", () => {
    draw(conversation({ branch: { place: 1, of: 2 } }));
    click(strings.nextVersion);
    expect(vscodeApi.posted).toEqual([{ kind: "branch", messageId: "1", offset: 1 }]);
  });
});

describe("changing a question", () => {
  it("begins with its text and the focus, and asks anew by Enter", () => {
    draw(conversation());
    click(strings.editQuestion);
    expect(document.activeElement).toBe(editor());
    expect(editor().value).toBe("Why?");
    type("Why not?", editor());
    expect(press("Enter", {}, editor())).toBe(false);
    expect(vscodeApi.posted).toEqual([{ kind: "edit", messageId: "1", text: "Why not?" }]);
  });

  it("stays until the host shows the new version, so that nothing is lost", () => {
    draw(conversation());
    click(strings.editQuestion);
    type("Why not?", editor());
    click(strings.askAgain);
    draw({ ...conversation(), notice: { message: "No.", remedies: [] } });
    expect(editor().value).toBe("Why not?");
    draw(conversation({ id: "3", content: "Why not?" }));
    expect(isEditing()).toBe(false);
    expect(vscodeApi.state).toEqual({ draft: "" });
  });

  it.each([
    ["Escape", () => press("Escape", {}, editor())],
    ["Cancel", () => click(strings.cancel)],
  ])("is left by %s, and the focus goes back", (_, leave) => {
    draw(conversation());
    click(strings.editQuestion);
    type("Why not?", editor());
    leave();
    expect(isEditing()).toBe(false);
    expect(focused()).toBe(strings.editQuestion);
    expect(vscodeApi.posted).toEqual([]);
  });

  it("asks nothing where nothing was changed, or all was taken away", () => {
    draw(conversation());
    click(strings.editQuestion);
    type("  ", editor());
    press("Enter", {}, editor());
    expect(button(strings.askAgain).disabled).toBe(true);
    type("Why?", editor());
    press("Enter", {}, editor());
    expect(isEditing()).toBe(false);
    expect(vscodeApi.posted).toEqual([]);
  });

  it.each([{ isComposing: true }, { shiftKey: true }])("leaves Enter with %j to the field", (more) => {
    draw(conversation());
    click(strings.editQuestion);
    type("Why not?", editor());
    expect(press("Enter", more, editor())).toBe(true);
    expect(posted("edit")).toEqual([]);
  });

  it("is not offered while an answer streams, and does not interrupt one", () => {
    draw(conversation());
    click(strings.editQuestion);
    type("Why not?", editor());
    draw(conversation({}, { state: "streaming" }));
    press("Enter", {}, editor());
    expect(posted("edit")).toEqual([]);
    click(strings.cancel);
    expect(button(strings.editQuestion).disabled).toBe(true);
  });

  it("survives the panel being hidden", () => {
    draw(conversation());
    click(strings.editQuestion);
    type("Why not?", editor());
    hidePage();
    draw(conversation());
    expect(editor().value).toBe("Why not?");
  });

  it("says that a text is too long, and keeps it", () => {
    draw(conversation());
    click(strings.editQuestion);
    type("x".repeat(1_000_001), editor());
    press("Enter", {}, editor());
    expect(one(".editing [role=alert]").textContent).toBe(strings.tooLong);
    expect(posted("edit")).toEqual([]);
  });
});
