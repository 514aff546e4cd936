import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import type { PanelChip } from "../../../src/protocol/chatPanel/panelState";
import {
  button,
  click,
  composer,
  draw,
  emptyContext,
  emptyPage,
  one,
  posted,
  strings,
  vscodeApi,
} from "./support/panel";

beforeEach(emptyPage);

const chip = (more: Partial<PanelChip> = {}): PanelChip => ({
  ...{ id: "a", kind: "file", label: "letter.md", tokens: 640, fit: "whole" },
  ...more,
});
const withChips = (...chips: PanelChip[]) => ({ context: { ...emptyContext, chips } });
const hint = () => one(".hint").textContent;

describe("what is sent along", () => {
  it("stands above the composer, with its tokens, and can be taken away", () => {
    draw(withChips(chip(), chip({ id: "b", label: "<i>notes</i>", tokens: 1240 })));
    expect([...document.querySelectorAll(".chip")].map(({ textContent }) => textContent)).toEqual([
      ...["letter.md640", "<i>notes</i>1,240"],
    ]);
    click("«removeContext» letter.md");
    expect(vscodeApi.posted).toEqual([{ kind: "removeContext", id: "a" }]);
  });

  it.each<[string, Partial<PanelChip>, string]>([
    ["follows the editor", { isLive: true }, strings.live],
    ["is cut", { fit: "cut" }, strings.partly],
    ["is left out", { fit: "left out", detail: "A binary file." }, "A binary file., «leftOut»"],
  ])("says when it %s, to the eye and to the ear", (_, more, words) => {
    draw(withChips(chip(more)));
    expect(one(".chip").title.split("\n").slice(1).join(", ")).toBe(words);
    expect(one(".chip .unseen").textContent).toBe(words);
  });

  it.each([
    ["addSelection", "selection"],
    ["addFile", "file"],
    ["addEditors", "editors"],
    ["addHeading", "heading"],
    ["addFolder", "folder"],
  ] as const)("is added by the menu: %s", (name, what) => {
    draw();
    click(strings.addContext);
    click(strings[name]);
    expect(vscodeApi.posted).toEqual([{ kind: "addContext", what }]);
  });

  it("may be an image where the model sees", () => {
    draw();
    click(strings.addContext);
    expect(() => button(strings.addImage)).toThrow();
    draw({ context: { ...emptyContext, seesImages: true } });
    click(strings.addImage);
    expect(vscodeApi.posted).toEqual([{ kind: "addContext", what: "image" }]);
  });

  it("comes to a sum, with each part's share, and what does not fit any more", () => {
    const shares = [
      { part: "system", label: "Instructions", tokens: 0 },
      { part: "context", label: "Context", tokens: 300 },
      { part: "question", label: "Question", tokens: 100 },
    ] as const;
    draw({
      context: {
        ...emptyContext,
        shares,
        total: 400,
        words: "400 of 8,192 tokens",
        dropped: "2 messages do not fit.",
      },
    });
    expect(one(".total summary").textContent).toContain("400 of 8,192 tokens");
    expect([...document.querySelectorAll(".total li")].map(({ textContent }) => textContent)).toEqual([
      ...["Context300 · 75%", "Question100 · 25%"],
    ]);
    expect(one(".dropped").textContent).toBe("2 messages do not fit.");
    expect(document.querySelector<HTMLElement>(".bar .share0")?.style.width).toBe(`${30000 / 8192}%`);
  });
});

/** What a browser tells of a drop or a paste, which happy-dom cannot make. */
function transfer(
  kind: "drop" | "dragover" | "paste",
  data: Record<string, string>,
  files: readonly File[] = [],
) {
  const event = new Event(kind, { bubbles: true, cancelable: true });
  const value = {
    types: [...Object.keys(data), ...(files.length > 0 ? ["Files"] : [])],
    getData: (type: string) => data[type] ?? "",
    files,
  };
  Object.defineProperty(event, kind === "paste" ? "clipboardData" : "dataTransfer", { value });
  const target = kind === "paste" ? composer() : one("main");
  void act(() => void target.dispatchEvent(event));
  return event.defaultPrevented;
}
const image = (type = "image/png", size = 3) =>
  new File([new Uint8Array(size).fill(255)], "sea.png", { type });
const sees = { context: { ...emptyContext, seesImages: true } };

describe("what is dropped", () => {
  it("is files of the workspace, by their addresses", () => {
    draw();
    const list = "file:///a/letter.md\r\n# a comment\r\nvscode-vfs://github/a/b.md";
    expect(transfer("drop", { "application/vnd.code.uri-list": list })).toBe(true);
    expect(vscodeApi.posted).toEqual([
      { kind: "dropFiles", uris: ["file:///a/letter.md", "vscode-vfs://github/a/b.md"] },
    ]);
  });

  it.each(["https://example.com/", "javascript:alert(1)", "data:text/html,x", "not an address"])(
    "is left to the composer where it is %s",
    (text) => {
      draw();
      expect(transfer("drop", { "text/uri-list": text, "text/plain": text })).toBe(false);
      expect(vscodeApi.posted).toEqual([]);
    },
  );

  it("has a place that shows while it is over the panel", () => {
    draw();
    expect(transfer("dragover", { "text/plain": "words" })).toBe(false);
    expect(document.body.textContent).not.toContain(strings.dropHere);
    expect(transfer("dragover", { "text/uri-list": "" })).toBe(true);
    expect(document.body.textContent).toContain(strings.dropHere);
    transfer("drop", { "text/uri-list": "file:///a" });
    expect(document.body.textContent).not.toContain(strings.dropHere);
  });

  it("may be an image from outside, which is sent as it is", async () => {
    draw(sees);
    expect(transfer("drop", {}, [image()])).toBe(true);
    await expect
      .poll(() => posted("dropImage"))
      .toEqual([{ kind: "dropImage", name: "sea.png", mimeType: "image/png", data: "////" }]);
  });

  it.each([
    ["the model does not see", {}, image(), strings.noImages],
    ["it is no image", sees, image("application/pdf"), strings.onlyImages],
    ["it is drawn, which may hold a script", sees, image("image/svg+xml"), strings.onlyImages],
    ["it is too large", sees, image("image/png", 20 * 1024 * 1024 + 1), strings.imageTooLarge],
  ])("is refused with a word where %s", async (_, state, file, word) => {
    draw(state);
    transfer("drop", {}, [file]);
    await expect.poll(hint).toBe(word);
    expect(vscodeApi.posted).toEqual([]);
  });
});

describe("what is pasted", () => {
  it("may be an image", async () => {
    draw(sees);
    expect(transfer("paste", {}, [image()])).toBe(true);
    await expect.poll(() => posted("dropImage")).toHaveLength(1);
  });

  it("is text where there is text, though a picture of it comes along", () => {
    draw(sees);
    expect(transfer("paste", { "text/plain": "Hello" }, [image()])).toBe(false);
    expect(vscodeApi.posted).toEqual([]);
  });
});
