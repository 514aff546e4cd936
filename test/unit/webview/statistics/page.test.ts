import { act } from "preact/test-utils";
import { beforeAll, describe, expect, it } from "vitest";
import { figures, load, posted, strings, tell } from "./page";

beforeAll(load);

const all = (selector: string) => [...document.querySelectorAll(selector)];
const texts = (selector: string) => all(selector).map(({ textContent }) => textContent.trim());
const cellsOf = (table: Element | undefined) =>
  [...(table?.querySelectorAll("tr") ?? [])].map((row) =>
    [...row.children].map(({ textContent }) => textContent.trim()),
  );
const number = (element: Element | null | undefined, name: string) => Number(element?.getAttribute(name));

describe("the page", () => {
  it("says that it is ready, and is empty until it is told what to draw", () => {
    expect(posted).toEqual([{ kind: "ready" }]);
    expect(document.body.textContent).toBe("");
  });
});

describe("before anything happened", () => {
  it("tells what will be shown, and that nothing leaves the machine", () => {
    tell();
    expect(texts("h1")).toEqual([strings.title]);
    expect(texts("li")).toEqual(strings.emptyItems);
    expect(document.body.textContent).toContain(strings.privacy);
    expect(all("svg, table, dl")).toEqual([]);
  });

  it("has nothing to reset", () => {
    tell();
    expect(document.querySelector("button")?.disabled).toBe(true);
  });
});

describe("the figures", () => {
  it("are cards of a name, a value and what it is made of", () => {
    tell(figures);
    expect(texts("dt")).toEqual(["Acceptance rate", "Requests"]);
    expect(texts("dd.value")).toEqual(["25%", "55"]);
    expect(texts("dd.note")).toEqual(["10 of 40 suggestions", "3 aborted, 1 failed"]);
    expect(document.body.textContent).toContain("Since Mar 1");
    expect(document.body.textContent).not.toContain(strings.empty);
  });

  it("are tables with a caption, and headings for rows and columns", () => {
    tell(figures);
    const [models, latency] = all("section > table");
    expect(models?.querySelector("caption h2")?.textContent).toBe("By model");
    expect(cellsOf(models)).toEqual([
      ["Model", "Acceptance rate", "Offered"],
      ["mine", "25%", "40"],
    ]);
    expect(latency?.querySelector("caption")?.textContent).toContain("for which a model was asked");
    expect(models?.querySelectorAll("th[scope=row]")).toHaveLength(1);
    expect(models?.querySelectorAll("th[scope=col]")).toHaveLength(3);
  });

  it("are drawn as bars, which only the eye needs", () => {
    tell(figures);
    const bars = all("td svg");
    expect(bars.every((bar) => bar.getAttribute("aria-hidden") === "true")).toBe(true);
    const widths = bars.map((bar) => [
      number(bar.querySelector(".outline"), "width"),
      number(bar.querySelector(".fill"), "width"),
    ]);
    expect(widths).toEqual([
      [100, 25],
      [50, 20],
    ]);
  });

  it("are drawn anew when they change, and go when they are reset", () => {
    tell(figures);
    const [card] = figures.cards;
    tell({ ...figures, cards: [{ ...card!, value: "26%" }] });
    expect(texts("dd.value")).toEqual(["26%"]);
    tell();
    expect(all("dl, table")).toEqual([]);
    expect(texts("li")).toEqual(strings.emptyItems);
  });

  it("are never read as HTML", () => {
    const [table] = figures.tables;
    const name = "<img src=x onerror=alert(1)>";
    tell({ ...figures, tables: [{ ...table!, rows: [{ ...table!.rows[0]!, name }] }] });
    expect(all("img")).toEqual([]);
    expect(texts("section > table th[scope=row]")).toEqual([name]);
  });
});

describe("the chart by day", () => {
  const chart = () => document.querySelector("svg[role=img]");

  it("says in words what it shows, and has no other name", () => {
    tell(figures);
    expect(chart()?.getAttribute("aria-label")).toBe(figures.chart.summary);
    expect(texts(".legend, .top, .range").join(" ")).toContain("Offered");
    expect(all(".legend, .top, .range").every((each) => each.hasAttribute("aria-hidden"))).toBe(true);
  });

  it("draws each day to the scale of the highest, side by side, and stands on the ground", () => {
    tell(figures);
    expect(chart()?.getAttribute("viewBox")).toBe("0 0 30 100");
    const days = [...(chart()?.querySelectorAll("g") ?? [])];
    const heights = days.map((day) => [
      number(day.querySelector(".outline"), "height"),
      number(day.querySelector(".fill"), "height"),
    ]);
    expect(heights[0]).toEqual([100, 30]);
    expect(heights[1]).toEqual([0, 0]);
    expect(heights[2]?.[0]).toBeCloseTo(33.3, 1);
    expect(heights[2]?.[1]).toBeCloseTo(3.3, 1);
    for (const column of chart()?.querySelectorAll(".outline, .fill") ?? [])
      expect(number(column, "y") + number(column, "height")).toBe(100);
    expect(days.map((day) => number(day.querySelector(".outline"), "x"))).toEqual([1, 11, 21]);
  });

  it("lets even one among thousands be seen", () => {
    const days = figures.chart.days.map((day) => ({ ...day, offered: 5000, accepted: 1 }));
    tell({ ...figures, chart: { ...figures.chart, days } });
    expect(number(chart()?.querySelector(".fill"), "height")).toBeGreaterThanOrEqual(1);
  });

  it("names each day under the pointer", () => {
    tell(figures);
    expect(chart()?.querySelector("g title")?.textContent).toBe("Mar 1 · Offered: 30 · Accepted: 9");
  });

  it("is to be had as a table, too, of the days on which something happened", () => {
    tell(figures);
    expect(texts("summary")).toEqual([strings.daysAsTable]);
    expect(cellsOf(document.querySelector("details table") ?? undefined)).toEqual([
      ["Day", "Offered", "Accepted"],
      ["Mar 1", "30", "9"],
      ["Mar 3", "10", "1"],
    ]);
  });

  it("keeps its table open while it is drawn anew", () => {
    tell(figures);
    const details = document.querySelector("details");
    details!.open = true;
    tell({ ...figures, since: "Since Mar 2" });
    expect(document.querySelector("details")).toBe(details);
    expect(details!.open).toBe(true);
  });
});

describe("Reset", () => {
  it("is a button that the keyboard reaches, and asks the extension", () => {
    tell(figures);
    const button = document.querySelector("button");
    expect(button?.textContent).toBe(strings.reset);
    expect(button?.disabled).toBe(false);
    expect(button?.tabIndex).toBe(0);
    posted.length = 0;
    void act(() => button?.click());
    expect(posted).toEqual([{ kind: "reset" }]);
  });
});

describe("headings", () => {
  it("go down one step at a time", () => {
    tell(figures);
    expect(texts("h1, h2, h3")).toEqual([
      strings.title,
      strings.byDay,
      "By model",
      "Time until text is shown",
    ]);
    expect(all("h1")).toHaveLength(1);
  });
});
