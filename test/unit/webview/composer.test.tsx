import { beforeEach, describe, expect, it } from "vitest";
import {
  button,
  click,
  composer,
  draw,
  emptyPage,
  press,
  strings,
  type,
  vscodeApi,
  withAnswer,
} from "./support/panel";

beforeEach(emptyPage);

describe("the composer", () => {
  it("sends what was typed by Enter and is empty after it", () => {
    draw();
    type("Hello");
    expect(press("Enter")).toBe(false);
    expect(vscodeApi.posted).toEqual([{ kind: "send", text: "Hello" }]);
    expect(composer().value).toBe("");
  });

  it("sends by its button as well", () => {
    draw();
    type("Hello");
    click(strings.send);
    expect(vscodeApi.posted).toEqual([{ kind: "send", text: "Hello" }]);
    expect(composer().value).toBe("");
  });

  it("begins a new line with Shift+Enter", () => {
    draw();
    type("Hello");
    expect(press("Enter", { shiftKey: true })).toBe(true);
    expect(vscodeApi.posted).toEqual([]);
    expect(composer().value).toBe("Hello");
  });

  it("leaves Enter to an input method that is composing", () => {
    draw();
    type("nihao");
    expect(press("Enter", { isComposing: true })).toBe(true);
    expect(vscodeApi.posted).toEqual([]);
    expect(composer().value).toBe("nihao");
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
});

describe("a draft", () => {
  it("is there again when the panel was hidden and comes back", () => {
    draw();
    type("Half a thou");
    document.body.replaceChildren();
    draw();
    expect(composer().value).toBe("Half a thou");
  });

  it("does not come back once it was sent", () => {
    draw();
    type("Hello");
    press("Enter");
    document.body.replaceChildren();
    draw();
    expect(composer().value).toBe("");
  });

  it.each([[{ draft: "x" }], [null], [7]])(
    "is empty when the state is %j, which is none of ours",
    (state) => {
      vscodeApi.state = state;
      draw();
      expect(composer().value).toBe("");
    },
  );
});

describe("a template", () => {
  it("runs on what stands in the composer", () => {
    draw();
    type("the sea");
    click("Poem");
    expect(vscodeApi.posted).toEqual([{ kind: "runTemplate", id: "poem", text: "the sea" }]);
  });

  it("runs on the editor's text when the composer is empty", () => {
    draw();
    click("Rewrite");
    expect(vscodeApi.posted).toEqual([{ kind: "runTemplate", id: "rewrite", text: "" }]);
  });

  it("leaves the text in the composer until it has really run: the writer may yet leave its questions", () => {
    draw();
    type("the sea");
    click("Poem");
    draw({ notice: { message: "Something went wrong.", remedies: [] } });
    expect(composer().value).toBe("the sea");
  });
});
