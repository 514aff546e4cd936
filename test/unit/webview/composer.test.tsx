import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { PanelMessage } from "../../../src/protocol/chatPanel/panelState";
import {
  button,
  click,
  composer,
  draw,
  emptyPage,
  hidePage,
  one,
  posted,
  press,
  strings,
  template,
  type,
  vscodeApi,
  withAnswer,
} from "./support/panel";

beforeEach(emptyPage);

const asked = (content: string, id = "1"): PanelMessage => ({ id, role: "user", content, state: "done" });
const hint = () => one(".hint").textContent;

describe("the composer", () => {
  it("sends what was typed by Enter, and is empty once the host has taken it", () => {
    draw();
    type("Hello");
    expect(press("Enter")).toBe(false);
    expect(vscodeApi.posted).toEqual([{ kind: "send", text: "Hello" }]);
    expect(composer().value).toBe("Hello");
    draw({ messages: [asked("Hello")] });
    expect(composer().value).toBe("");
  });

  it("sends by its button as well", () => {
    draw();
    type("Hello");
    click(strings.send);
    expect(vscodeApi.posted).toEqual([{ kind: "send", text: "Hello" }]);
  });

  it("sends once, however often Enter is pressed", () => {
    draw();
    type("Hello");
    press("Enter");
    press("Enter");
    click(strings.send);
    expect(posted("send")).toHaveLength(1);
  });

  it("keeps the text where the host could not take it, and sends it again", () => {
    draw();
    type("Hello");
    press("Enter");
    const notice = { message: "Something went wrong.", remedies: [] };
    draw({ notice }, { request: { kind: "notTaken" } });
    expect(composer().value).toBe("Hello");
    press("Enter");
    expect(posted("send")).toHaveLength(2);
    draw({ messages: [asked("Hello")] });
    expect(composer().value).toBe("");
  });

  it("keeps what is typed after Enter, before the host has taken the question", () => {
    draw();
    type("Hello");
    press("Enter");
    type("And more");
    draw({ messages: [asked("Hello")] });
    expect(composer().value).toBe("And more");
  });

  it("has what a template was to run on again, where it was not run", () => {
    const poem = template("poem");
    draw({ templates: [poem], messages: [asked("Hello")] });
    type("/poem The lamp");
    press("Enter");
    draw({ templates: [poem] }); // another chat is open
    draw(
      { templates: [poem] },
      { request: { kind: "openTemplate", id: "poem", text: "The lamp", values: {} } },
    );
    expect(composer().value).toBe("The lamp");
    press("Enter");
    const text = { text: "The lamp", values: {} };
    expect(posted("runTemplate")).toMatchObject([text, text]);
  });

  it("sends no second question while the first is on its way, and keeps it", () => {
    draw();
    type("Hello");
    press("Enter");
    type("Hello, and more");
    press("Enter");
    expect(posted("send")).toHaveLength(1);
    draw({ messages: [asked("Hello")] });
    expect(composer().value).toBe("Hello, and more");
    press("Enter");
    expect(posted("send")).toHaveLength(2);
  });

  it("may send again what was not taken", () => {
    draw();
    type("Hello");
    press("Enter");
    draw({}, { request: { kind: "notTaken" } });
    expect(composer().value).toBe("Hello");
    press("Enter");
    expect(posted("send")).toHaveLength(2);
  });

  it("does not hold again what was taken while the panel was hidden", () => {
    draw();
    type("Hello");
    press("Enter");
    hidePage();
    draw({ messages: [asked("Hello")] });
    expect(composer().value).toBe("");
    hidePage();
    draw({ messages: [asked("Hello")] });
    expect(composer().value).toBe("");
  });

  it("has Stop, and sends nothing, while an answer streams that is not shown", () => {
    draw({ ...withAnswer({ content: "Older" }), streamsAside: true });
    type("And then?");
    press("Enter");
    expect(posted("send")).toEqual([]);
    click(strings.stop);
    expect(posted("stop")).toHaveLength(1);
  });

  it("begins a new line with Shift+Enter", () => {
    draw();
    type("Hello");
    expect(press("Enter", { shiftKey: true })).toBe(true);
    expect(vscodeApi.posted).toEqual([]);
  });

  it("leaves Enter to an input method that is composing", () => {
    draw();
    type("nihao");
    expect(press("Enter", { isComposing: true })).toBe(true);
    expect(vscodeApi.posted).toEqual([]);
  });

  it("sends nothing for any other key", () => {
    draw();
    type("Hello");
    for (const key of ["a", "Tab", "Escape", "ArrowUp"]) expect(press(key)).toBe(true);
    expect(vscodeApi.posted).toEqual([]);
  });

  it.each(["", "   ", "\n"])("sends nothing when it holds %j", (nothing) => {
    draw();
    type(nothing);
    press("Enter");
    expect(button(strings.send).disabled).toBe(true);
    expect(vscodeApi.posted).toEqual([]);
  });

  it("keeps what is typed while an answer streams, and does not send it", () => {
    draw(withAnswer({ state: "streaming" }));
    type("And then?");
    press("Enter");
    expect(vscodeApi.posted).toEqual([]);
    draw(withAnswer({ content: "Hello" }));
    expect(composer().value).toBe("And then?");
    press("Enter");
    expect(vscodeApi.posted).toEqual([{ kind: "send", text: "And then?" }]);
  });

  it("says that a text is too long for the host, and keeps it", () => {
    draw();
    type("x".repeat(1_000_001));
    press("Enter");
    expect(vscodeApi.posted).toEqual([]);
    expect(hint()).toBe(strings.tooLong);
    expect(composer().value).toHaveLength(1_000_001);
    type("short");
    expect(hint()).toBe("");
  });

  it("takes the focus from no list that the writer has opened meanwhile, only once it is the page's", () => {
    const pageHas = vi.spyOn(document, "hasFocus").mockReturnValue(false);
    onTestFinished(() => pageHas.mockRestore());
    draw({}, { request: { kind: "focus" } });
    expect(document.activeElement).not.toBe(composer());
    pageHas.mockReturnValue(true);
    window.dispatchEvent(new Event("focus"));
    expect(document.activeElement).toBe(composer());
  });

  it("gets the focus when the host says so, and back from Stop, which goes", () => {
    draw({}, { request: { kind: "focus" } });
    expect(document.activeElement).toBe(composer());
    draw(withAnswer({ state: "streaming" }));
    button(strings.stop).focus();
    click(strings.stop);
    expect(document.activeElement).toBe(composer());
  });
});

describe("a draft", () => {
  it("is there again when the panel was hidden and comes back", () => {
    draw();
    type("Half a thou");
    hidePage();
    draw();
    expect(composer().value).toBe("Half a thou");
  });

  it("does not come back once it was taken", () => {
    draw();
    type("Hello");
    press("Enter");
    draw({ messages: [asked("Hello")] });
    hidePage();
    draw();
    expect(composer().value).toBe("");
  });

  it("is told to the host when the writer pauses, for the count of tokens", async () => {
    draw();
    type("He");
    type("Hello");
    await expect.poll(() => posted("draft")).toEqual([{ kind: "draft", text: "Hello" }]);
  });
});

describe("a command", () => {
  it("runs its template on the text after it", () => {
    draw();
    type("/poem the sea");
    press("Enter");
    expect(vscodeApi.posted).toEqual([{ kind: "runTemplate", id: "poem", text: "the sea", values: {} }]);
    draw({ messages: [asked("A poem: the sea")] });
    expect(composer().value).toBe("");
  });

  it("opens the form of a template that has questions, with the text", () => {
    const variables = [{ name: "form", label: "Form", type: "text", value: "", isOptional: false } as const];
    draw({ templates: [template("poem", { variables })] });
    type("/poem the sea");
    press("Enter");
    expect(posted("runTemplate")).toEqual([]);
    expect(posted("preview")).toMatchObject([{ id: "poem", text: "the sea", values: { form: "" } }]);
    expect(composer().value).toBe("the sea");
  });

  it("that is none is sent as it is", () => {
    draw();
    type("/etc/passwd is what?");
    press("Enter");
    expect(vscodeApi.posted).toEqual([{ kind: "send", text: "/etc/passwd is what?" }]);
  });
});
