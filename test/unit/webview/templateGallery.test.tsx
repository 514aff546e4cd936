import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import type { PanelTemplate } from "../../../src/protocol/chatPanel";
import {
  accessibleName,
  button,
  click,
  draw,
  emptyPage,
  strings,
  vscodeApi,
  withAnswer,
} from "./support/panel";

beforeEach(emptyPage);

const template = (id: string, name: string, category: string, description = ""): PanelTemplate => ({
  ...{ id, name, category, description, icon: "edit" },
});
const gallery = {
  templates: [
    template("email", "Email", "work", "An email from your notes"),
    template("poem", "Poem", "write"),
    template("resume", "Résumé", "work"),
    template("story", "Story", "write", "Goes on with a story"),
  ],
  categories: [
    { id: "write", label: "Write" },
    { id: "work", label: "Work" },
  ],
};

const search = () => {
  const box = document.querySelector<HTMLInputElement>("input[type=search]");
  if (!box) throw new Error("There is no search box");
  return box;
};
/** What is shown: headings and names, in their order. */
const shown = () => [...document.querySelectorAll("h3, .gallery li")].map((one) => one.textContent);
const find = (query: string) =>
  void act(() => {
    search().value = query;
    search().dispatchEvent(new Event("input", { bubbles: true }));
  });
const press = (key: string) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  void act(() => void document.activeElement?.dispatchEvent(event));
};
const focused = () => (document.activeElement ? accessibleName(document.activeElement) : "");

describe("the gallery", () => {
  it("shows all templates under their categories", () => {
    draw(gallery);
    expect(shown()).toEqual(["Write", "Poem", "Story", "Work", "Email", "Résumé"]);
  });

  it("is open where nothing was said yet, and behind its button where there is a chat", () => {
    draw({ ...gallery, ...withAnswer({ content: "Hello" }) });
    expect(shown()).toEqual([]);
    expect(button("Templates").getAttribute("aria-expanded")).toBe("false");
    click("Templates");
    expect(shown()).toContain("Poem");
    expect(button("Templates").getAttribute("aria-expanded")).toBe("true");
  });

  it("closes once a template runs in a chat, and gives the focus back", () => {
    draw({ ...gallery, ...withAnswer({ content: "Hello" }) });
    click("Templates");
    click("Poem");
    expect(vscodeApi.posted).toEqual([{ kind: "runTemplate", id: "poem", text: "" }]);
    expect(shown()).toEqual([]);
    expect(focused()).toBe("Templates");
  });
});

describe("the search", () => {
  it.each([
    ["poe", ["Write", "Poem"]],
    ["NOTES", ["Work", "Email"]],
    ["resume", ["Work", "Résumé"]],
    ["work", ["Work", "Email", "Résumé"]],
    ["story goes", ["Write", "Story"]],
    ["  ", ["Write", "Poem", "Story", "Work", "Email", "Résumé"]],
  ])("for %j finds by name, description and category", (query, found) => {
    draw(gallery);
    find(query);
    expect(shown()).toEqual(found);
  });

  it("says when nothing fits, to those who listen too", () => {
    draw(gallery);
    find("sonnet");
    expect(document.querySelector("[role=status]")?.textContent).toBe(strings.noTemplates);
    find("poem");
    expect(document.querySelector("[role=status]")?.textContent).toBe("");
  });
});

describe("by keyboard", () => {
  it("the arrows go from the search through all templates and back, and stay at the ends", () => {
    draw(gallery);
    search().focus();
    const way = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"].map((key) => {
      press(key);
      return focused();
    });
    expect(way).toEqual(["Poem", "Story", "Email", "Résumé", "Résumé", "Email"]);
    for (let i = 0; i < 6; i++) press("ArrowUp");
    expect(document.activeElement).toBe(search());
  });

  it("Tab stops at the search and at the first template alone", () => {
    draw(gallery);
    const stops = [...document.querySelectorAll<HTMLElement>(".choices input, .choices button")];
    expect(stops.filter(({ tabIndex }) => tabIndex === 0).map(accessibleName)).toEqual([
      strings.searchTemplates,
      "Poem",
    ]);
  });

  it("Enter in the search runs the first that fits", () => {
    draw(gallery);
    find("work");
    search().focus();
    press("Enter");
    expect(vscodeApi.posted).toEqual([{ kind: "runTemplate", id: "email", text: "" }]);
  });

  it("Enter in the search runs nothing where nothing fits, or while an answer streams", () => {
    draw(gallery);
    find("sonnet");
    search().focus();
    press("Enter");
    find("");
    draw({ ...gallery, ...withAnswer({ state: "streaming" }) });
    click("Templates");
    search().focus();
    press("Enter");
    expect(vscodeApi.posted).toEqual([]);
  });

  it("Escape empties the search, then closes the gallery and goes to its button", () => {
    draw(gallery);
    find("poem");
    search().focus();
    press("Escape");
    expect(shown()).toHaveLength(6);
    press("Escape");
    expect(shown()).toEqual([]);
    expect(focused()).toBe("Templates");
  });
});
