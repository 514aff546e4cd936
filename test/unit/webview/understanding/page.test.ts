import { act } from "preact/test-utils";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { analysis, load, post, posted, rows, strings, tell } from "./page";

beforeAll(load);

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const texts = (selector: string) => all(selector).map(({ textContent }) => textContent.trim());
const tableRows = () => all("tbody tr");
const found = () => texts("tbody .found");

function press(element: HTMLElement | undefined, key: string): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  void act(() => void element?.dispatchEvent(event));
  return !event.defaultPrevented;
}

function click(element: HTMLElement | undefined): void {
  void act(() => element?.click());
}

function sortBy(title: string): void {
  click(all("th button").find(({ textContent }) => textContent.trim() === title));
}

describe("the page", () => {
  it("says that it is ready, and is empty until it is told what to draw", () => {
    expect(posted).toEqual([{ kind: "ready" }]);
    expect(document.body.textContent).toBe("");
  });

  it("tells how to get an analysis while there is none, with nothing to copy", () => {
    tell();
    expect(texts("h1")).toEqual([strings.title]);
    expect(document.body.textContent).toContain(strings.empty);
    expect(all("button, table")).toEqual([]);
  });

  it("shows the buttons' presses to the extension", () => {
    tell(analysis);
    posted.length = 0;
    for (const button of all("header button")) click(button);
    expect(texts("header button")).toEqual([strings.copyCsv, strings.copyJson, strings.clear]);
    expect(posted).toEqual([{ kind: "copyCsv" }, { kind: "copyJson" }, { kind: "clear" }]);
  });

  it("says what was done in a live region that was there before, until something else is drawn", () => {
    tell(analysis);
    const status = all("[role=status]")[0];
    post({ kind: "notice", text: "Copied as CSV." });
    expect(status?.textContent).toBe("Copied as CSV.");
    expect(found()).toHaveLength(3);
    tell(analysis);
    expect(all("[role=status]")[0]).toBe(status);
    expect(status?.textContent).toBe("");
  });
});

describe("an analysis", () => {
  it("has a legend in which each label has a line of its own", () => {
    tell(analysis);
    expect(texts(".legend li")).toEqual(["person 2", "place 1"]);
    expect(all(".legend .look").map(({ className }) => className)).toEqual([
      "look blue solid below",
      "look green dashed below",
    ]);
  });

  it("shows the label of the whole, and what is not shown", () => {
    tell({ ...analysis, whole: "The text as a whole: mixed", notes: ["Left out: 2", "Changed: 1"] });
    expect(texts(".whole")).toEqual(["The text as a whole: mixed"]);
    expect(document.body.textContent).toContain("Left out: 2");
    expect(document.body.textContent).toContain("Changed: 1");
  });

  it("says why another model would do better, with a button that leads to one", () => {
    tell({ ...analysis, rows: [], legend: [], advice: "This one is too small." });
    expect(texts(".advice p")).toEqual(["This one is too small."]);
    posted.length = 0;
    click(all(".advice button")[0]);
    expect(posted).toEqual([{ kind: "chooseModel" }]);
  });

  it("quotes an answer that the text has, and quotes nothing where it does not say", () => {
    const question = "Where is she?";
    tell({ ...analysis, answer: { question, text: "Bath", isFound: true } });
    expect(texts("h2")[0]).toBe(question);
    expect(texts("blockquote")).toEqual(["Bath"]);
    tell({
      ...analysis,
      rows: [],
      legend: [],
      answer: { question, text: "The text does not say.", isFound: false },
    });
    expect(all("blockquote, table, .legend")).toEqual([]);
    expect(document.body.textContent).toContain("The text does not say.");
  });

  it("is never read as HTML", () => {
    const text = "<img src=x onerror=alert(1)>";
    tell({ ...analysis, whole: text, rows: [{ ...rows[0]!, text, label: text, note: text }] });
    expect(all("img")).toEqual([]);
    expect(found()).toEqual([text]);
  });
});

describe("the table", () => {
  beforeEach(() => {
    tell();
    tell(analysis);
    posted.length = 0;
  });

  it("is a grid with a caption, and headings for rows and columns", () => {
    expect(all("table[role=grid] caption h2")[0]?.textContent).toBe(strings.findings);
    expect(texts("th[scope=col]")).toEqual(["Text", "Label", "Score", "Line"]);
    expect(all("tbody th[scope=row]")).toHaveLength(3);
    expect(texts("tbody tr")[2]).toBe("DarcyPERperson90%3");
  });

  it("draws a score as a bar, which only the eye needs, and none where there is no score", () => {
    expect(all(".measure svg").map((bar) => bar.getAttribute("aria-hidden"))).toEqual(["true", "true"]);
    expect(all(".fill").map((bar) => Number(bar.getAttribute("width")))).toEqual([50, 90]);
  });

  it("begins in the order of the text", () => {
    expect(found()).toEqual(["Elizabeth", "Bath", "Darcy"]);
    expect(all("th[aria-sort]").map((th) => [th.textContent.trim(), th.getAttribute("aria-sort")])).toEqual([
      ["Line", "ascending"],
    ]);
  });

  it("is sorted by label and by score, in both directions", () => {
    sortBy("Label");
    expect(found()).toEqual(["Elizabeth", "Darcy", "Bath"]);
    sortBy("Label");
    expect(found()).toEqual(["Bath", "Elizabeth", "Darcy"]);
    sortBy("Score");
    expect(found()).toEqual(["Darcy", "Elizabeth", "Bath"]);
    expect(all("th[aria-sort]").map((th) => th.getAttribute("aria-sort"))).toEqual(["descending"]);
    sortBy("Score");
    expect(found()).toEqual(["Elizabeth", "Darcy", "Bath"]);
    sortBy("Line");
    sortBy("Line");
    expect(found()).toEqual(["Darcy", "Bath", "Elizabeth"]);
  });

  it("keeps its order while the text is edited", () => {
    sortBy("Score");
    tell({ ...analysis, rows: rows.slice(1) });
    expect(found()).toEqual(["Darcy", "Bath"]);
  });

  it("has one row in the tab order; arrows, Home and End go to the others", () => {
    const tabbed = () => tableRows().map(({ tabIndex }) => tabIndex);
    expect(tabbed()).toEqual([0, -1, -1]);
    tableRows()[0]?.focus();
    for (const [key, at] of [
      ["ArrowDown", 1],
      ["End", 2],
      ["ArrowDown", 2],
      ["ArrowUp", 1],
      ["Home", 0],
      ["ArrowUp", 0],
    ] as const) {
      expect(
        press(
          tableRows().find((row) => row === document.activeElement),
          key,
        ),
      ).toBe(false);
      expect(document.activeElement).toBe(tableRows()[at]);
      expect(tabbed().indexOf(0)).toBe(at);
    }
  });

  it("goes to a finding with Enter and shows it with the space bar or a click", () => {
    const [, , darcy] = tableRows();
    press(darcy, "Enter");
    press(darcy, " ");
    click(darcy);
    void act(() => void darcy?.dispatchEvent(new MouseEvent("dblclick", { bubbles: true })));
    expect(posted).toEqual([
      { kind: "reveal", id: 2, focus: true },
      { kind: "reveal", id: 2, focus: false },
      { kind: "reveal", id: 2, focus: false },
      { kind: "reveal", id: 2, focus: true },
    ]);
  });

  it("leaves every other key, and the keys of its headings, alone", () => {
    expect(press(tableRows()[0], "Tab")).toBe(true);
    expect(press(all("th button")[0], "Enter")).toBe(true);
    expect(posted).toEqual([]);
  });

  it("always has a row to tab to, also when the chosen one went", () => {
    void act(() => tableRows()[2]?.focus());
    tell({ ...analysis, rows: rows.slice(0, 2) });
    expect(tableRows().map(({ tabIndex }) => tabIndex)).toEqual([0, -1]);
  });
});
