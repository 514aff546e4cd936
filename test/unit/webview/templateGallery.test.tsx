import { beforeEach, describe, expect, it } from "vitest";
import {
  accessibleName,
  button,
  click,
  draw,
  emptyPage,
  focused,
  one,
  posted,
  pressHere,
  strings,
  template,
  type,
  vscodeApi,
  withAnswer,
} from "./support/panel";

beforeEach(emptyPage);

const gallery = {
  templates: [
    template("email", { name: "Email", category: "work", description: "An email from your notes" }),
    template("poem", { name: "Poem" }),
    template("resume", { name: "Résumé", category: "work" }),
    template("story", { name: "Story", description: "Goes on with a story" }),
  ],
  categories: [
    { id: "write", label: "Write" },
    { id: "work", label: "Work" },
  ],
};
const withTemplate = (id: string, more: Parameters<typeof template>[1]) => ({
  ...gallery,
  templates: gallery.templates.map((one) => (one.id === id ? { ...one, ...more } : one)),
});

const search = () => one("input[type=search]") as HTMLInputElement;
/** What is shown: headings and names, in their order. */
const shown = () =>
  [...document.querySelectorAll(".groups h3, .template .name")].map((one) => one.textContent);
const find = (query: string) => type(query, search());
const row = (name: string) => {
  const found = [...document.querySelectorAll<HTMLElement>(".template")].find(
    (each) => each.querySelector(".name")?.textContent === name,
  );
  if (!found) throw new Error(`There is no ${name}`);
  return found;
};
const rowFocused = () => document.activeElement?.querySelector(".name")?.textContent ?? focused();

describe("the gallery", () => {
  it("shows all templates under their categories", () => {
    draw(gallery);
    expect(shown()).toEqual(["Write", "Poem", "Story", "Work", "Email", "Résumé"]);
  });

  it("is open where nothing was said yet, and behind its button where there is a chat", () => {
    draw({ ...gallery, ...withAnswer({ content: "Hello" }) });
    expect(shown()).toEqual([]);
    expect(button(strings.templates).getAttribute("aria-expanded")).toBe("false");
    click(strings.templates);
    expect(shown()).toContain("Poem");
    expect(button(strings.templates).getAttribute("aria-expanded")).toBe("true");
  });

  it("shows the favourites and the last used ones above all others, each once there", () => {
    draw({ ...withTemplate("story", { isFavourite: true }), recent: ["story", "email", "gone"] });
    expect(shown().slice(0, 5)).toEqual([strings.favourites, "Story", strings.recent, "Email", "Write"]);
  });

  it("shows the first of many templates at once, and then all", async () => {
    const many = Array.from({ length: 40 }, (_, i) => template(`t${i}`, { name: `Number ${i}` }));
    const names = () =>
      [...document.querySelectorAll(".template .name")].map(({ textContent }) => textContent);
    const all = many.map(({ name }) => name);
    draw({ ...gallery, templates: many });
    const first = names();
    expect(first.length).toBeLessThan(40);
    expect(first).toEqual(all.slice(0, first.length));
    await expect.poll(names).toEqual(all);
  });

  it("says where a template comes from", () => {
    draw(withTemplate("poem", { source: "This workspace, in place of Inkling's" }));
    expect(row("Poem").querySelector(".badge")?.textContent).toBe("This workspace, in place of Inkling's");
    expect(row("Poem").getAttribute("aria-description")).toContain("This workspace");
    expect(row("Story").querySelector(".badge")).toBeNull();
  });

  it("names the files that cannot be used, with the way to them", () => {
    const templateProblems = [{ id: "file:///a", fileName: "a.prompt.md", message: "Line 2: no name." }];
    draw({ ...gallery, templateProblems });
    expect(one(".problems").textContent).toContain("Line 2: no name.");
    click("«showProblem» a.prompt.md");
    expect(vscodeApi.posted).toEqual([{ kind: "showTemplateProblem", id: "file:///a" }]);
  });

  it("draws no class that a template invents", () => {
    draw(withTemplate("poem", { icon: "x message" }));
    expect(row("Poem").querySelector("i")?.className).toBe("codicon codicon-file");
  });
});

describe("a template", () => {
  it("becomes a favourite by its star, and none again", () => {
    draw(gallery);
    click("«favourite» Poem");
    draw(withTemplate("poem", { isFavourite: true }));
    const [star] = [...document.querySelectorAll<HTMLElement>('.star[aria-pressed="true"]')];
    star?.click();
    expect(posted("favourite")).toEqual([
      { kind: "favourite", id: "poem", isFavourite: true },
      { kind: "favourite", id: "poem", isFavourite: false },
    ]);
  });

  it.each([
    [strings.editTemplate, { kind: "editTemplate", id: "poem" }],
    [strings.duplicateTemplate, { kind: "duplicateTemplate", id: "poem" }],
    [strings.exportTemplate, { kind: "exportTemplate", id: "poem" }],
  ])("has %s in its menu", (name, message) => {
    draw(withTemplate("poem", { canEdit: true }));
    click("«templateActions» Poem");
    click(name);
    expect(vscodeApi.posted).toEqual([message]);
    expect(document.querySelector("[role=menu]")).toBeNull();
  });

  it("cannot be edited where it ships with Inkling", () => {
    draw(gallery);
    click("«templateActions» Poem");
    expect(() => button(strings.editTemplate)).toThrow();
    expect(button(strings.duplicateTemplate)).toBeDefined();
  });
});

describe("the gallery's menu", () => {
  it.each([
    [strings.newTemplate, "newTemplate"],
    [strings.importTemplates, "importTemplates"],
    [strings.saveChatAsTemplate, "saveChatAsTemplate"],
  ])("has %s", (name, kind) => {
    draw({ ...gallery, ...withAnswer({ content: "Hello" }) });
    click(strings.manageTemplates);
    click(name);
    expect(vscodeApi.posted).toEqual([{ kind }]);
  });

  it("saves no chat where there is none", () => {
    draw(gallery);
    click(strings.manageTemplates);
    expect(() => button(strings.saveChatAsTemplate)).toThrow();
  });

  it("is gone through by the arrow keys, and Escape gives the focus back", () => {
    draw(gallery);
    click(strings.manageTemplates);
    expect(focused()).toBe(strings.newTemplate);
    const way = ["ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"].map((key) => {
      pressHere(key);
      return focused();
    });
    const [first, last] = [strings.newTemplate, strings.importTemplates];
    expect(way).toEqual([last, first, last, first, last]);
    pressHere("Escape");
    expect(focused()).toBe(strings.manageTemplates);
    expect(document.querySelector("[role=menu]")).toBeNull();
    expect(shown()).not.toEqual([]); // the gallery itself stays
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

  it("shows each template once, favourite or not", () => {
    draw({ ...withTemplate("poem", { isFavourite: true }), recent: ["poem"] });
    find("poem");
    expect(shown()).toEqual(["Write", "Poem"]);
  });

  it("says when nothing fits, to those who listen too", () => {
    draw(gallery);
    const status = () => document.querySelector(".shelf [role=status]")?.textContent;
    find("sonnet");
    expect(status()).toBe(strings.noTemplates);
    find("poem");
    expect(status()).toBe("");
  });
});

describe("by keyboard", () => {
  it("up and down go from the search through all templates and back, and stay at the ends", () => {
    draw(gallery);
    search().focus();
    const way = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"].map((key) => {
      pressHere(key);
      return rowFocused();
    });
    expect(way).toEqual(["Poem", "Story", "Email", "Résumé", "Résumé", "Email"]);
    for (let i = 0; i < 6; i++) pressHere("ArrowUp");
    expect(document.activeElement).toBe(search());
  });

  it("left and right go through what is in a row", () => {
    draw(gallery);
    row("Story").focus();
    const way = ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"].map((key) => {
      pressHere(key);
      return focused();
    });
    expect(way).toEqual([
      "«favourite» Story",
      "«templateActions» Story",
      "«templateActions» Story",
      "«favourite» Story",
    ]);
    pressHere("ArrowDown");
    expect(rowFocused()).toBe("Email");
  });

  it("Tab stops at the search and at one row alone: the one where the focus was", () => {
    draw(gallery);
    const stops = () =>
      [...document.querySelectorAll<HTMLElement>(".shelf input, .shelf button")]
        .filter(({ tabIndex }) => tabIndex === 0)
        .map((stop) => stop.querySelector(".name")?.textContent ?? accessibleName(stop));
    expect(stops().slice(0, 2)).toEqual([strings.searchTemplates, "Poem"]);
    expect(stops()).toHaveLength(4);
    search().focus();
    pressHere("ArrowDown");
    pressHere("ArrowDown");
    expect(stops()).toEqual([
      strings.searchTemplates,
      "Story",
      "«favourite» Story",
      "«templateActions» Story",
    ]);
  });

  it("Enter in the search opens the first that fits", () => {
    draw(gallery);
    find("work");
    pressHere("Enter");
    expect(posted("preview")).toMatchObject([{ id: "email" }]);
    expect(document.querySelector(".templateForm h2")?.textContent).toBe("Email");
  });

  it("Enter in the search does nothing where nothing fits", () => {
    draw(gallery);
    find("sonnet");
    pressHere("Enter");
    expect(vscodeApi.posted).toEqual([]);
  });

  it("Escape empties the search, then closes the gallery and goes to its button", () => {
    draw(gallery);
    find("poem");
    pressHere("Escape");
    expect(shown()).toHaveLength(6);
    pressHere("Escape");
    expect(shown()).toEqual([]);
    expect(focused()).toBe(strings.templates);
  });
});
