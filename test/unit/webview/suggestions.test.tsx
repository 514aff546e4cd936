import { beforeEach, describe, expect, it } from "vitest";
import type { PanelMention } from "../../../src/protocol/chatPanel/panelState";
import {
  composer,
  draw,
  emptyPage,
  one,
  posted,
  press,
  strings,
  template,
  type,
  vscodeApi,
} from "./support/panel";

beforeEach(emptyPage);

const options = () => [...document.querySelectorAll("[role=option]")].map((option) => option.textContent);
const active = () => {
  const id = composer().getAttribute("aria-activedescendant");
  return id === null ? undefined : document.getElementById(id)?.textContent;
};
const templates = [
  template("poem", { name: "Poem" }),
  template("postcard", { name: "Card" }),
  template("email", { name: "Post" }),
];

describe("after a slash", () => {
  it("the commands are offered; those that begin with what was typed first", () => {
    draw({ templates });
    type("/po");
    expect(options()).toEqual(["/poemPoem", "/postcardCard", "/emailPost"]);
    type("/ca");
    expect(options()).toEqual(["/postcardCard"]);
  });

  it("a template that takes the place of Inkling's own says whose it is", () => {
    draw({ templates: [template("poem", { name: "Poem", source: "This workspace" })] });
    type("/po");
    expect(options()).toEqual(["/poemPoem · This workspace"]);
  });

  it("the arrows go through them, round and round, as the composer tells", () => {
    draw({ templates });
    type("/po");
    const way = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"].map((key) => {
      expect(press(key)).toBe(false);
      return active();
    });
    expect(way).toEqual(["/postcardCard", "/emailPost", "/poemPoem", "/emailPost"]);
    expect(composer().getAttribute("aria-controls")).toBe(one("[role=listbox]").id);
    expect(document.querySelectorAll("[aria-selected=true]")).toHaveLength(1);
  });

  it.each(["Enter", "Tab"])("%s takes one, and Enter runs it then", (key) => {
    draw({ templates });
    type("/po");
    press("ArrowDown");
    expect(press(key)).toBe(false);
    expect(composer().value).toBe("/postcard ");
    expect(options()).toEqual([]);
    expect(vscodeApi.posted).toEqual([]);
    press("Enter");
    expect(vscodeApi.posted).toEqual([{ kind: "runTemplate", id: "postcard", text: "", values: {} }]);
  });

  it("Enter runs a command that is written out", () => {
    draw({ templates });
    type("/poem");
    press("Enter");
    expect(posted("runTemplate")).toHaveLength(1);
  });

  it("Escape closes the list, and Enter sends then", () => {
    draw({ templates });
    type("/po");
    expect(press("Escape")).toBe(false);
    expect(options()).toEqual([]);
    press("Enter");
    expect(vscodeApi.posted).toEqual([{ kind: "send", text: "/po" }]);
  });

  it("nothing is offered in the middle of a text, nor for what no template is called", () => {
    draw({ templates });
    type("either /po");
    expect(options()).toEqual([]);
    type("/sonnet");
    expect(options()).toEqual([]);
  });
});

describe("after @", () => {
  const mentions: PanelMention[] = [
    { id: "file:///letter.md", kind: "file", label: "letter.md", detail: "/home" },
    { id: "#1", kind: "heading", label: "The Sea" },
  ];
  /** Types, and answers as the host does. */
  async function ask(text: string, answer: readonly PanelMention[] = mentions): Promise<void> {
    draw();
    type(text);
    await expect.poll(() => posted("mentions")).toHaveLength(1);
    const ticket = posted("mentions")[0]?.ticket ?? NaN;
    draw({}, { mentions: { ticket, mentions: answer } });
  }

  it("the host is asked, and what it has is offered", async () => {
    await ask("Compare @le");
    expect(posted("mentions")).toMatchObject([{ query: "le" }]);
    expect(options()).toEqual(["letter.md/home", "The Sea"]);
  });

  it("the chosen one is told, and named in the text", async () => {
    await ask("Compare @le");
    press("ArrowDown");
    press("Enter");
    expect(posted("mention")).toEqual([{ kind: "mention", id: "#1" }]);
    expect(composer().value).toBe("Compare The Sea ");
    expect(posted("send")).toEqual([]);
  });

  it("says when there is nothing, and Enter sends", async () => {
    await ask("Compare @zzz", []);
    expect(document.body.textContent).toContain(strings.nothingFits);
    press("Enter");
    expect(posted("send")).toHaveLength(1);
  });

  it("an answer about an earlier mention is not shown", () => {
    draw({}, { mentions: { ticket: 7, mentions } });
    type("@");
    expect(options()).toEqual([]);
  });

  it("an input method keeps its keys", async () => {
    await ask("@le");
    expect(press("ArrowDown", { isComposing: true })).toBe(true);
    expect(press("Enter", { isComposing: true })).toBe(true);
    expect(posted("mention")).toEqual([]);
  });
});
