import { beforeEach, describe, expect, it } from "vitest";
import type { PanelPreview, PanelVariable } from "../../../src/protocol/chatPanel/panelState";
import {
  button,
  click,
  clickOn,
  composer,
  draw,
  emptyContext,
  emptyPage,
  hidePage,
  one,
  posted,
  press,
  pressHere,
  strings,
  template,
  type,
  vscodeApi,
  withAnswer,
} from "./support/panel";

beforeEach(emptyPage);

const variable = (name: string, more: Partial<PanelVariable> = {}): PanelVariable => ({
  ...{ name, label: `The ${name}`, type: "text", value: "", isOptional: false },
  ...more,
});
const variables = [
  variable("theme", { placeholder: "the sea" }),
  variable("lines", { type: "number", value: "12", min: 4, max: 20 }),
  variable("form", {
    ...{ type: "choice", value: "ode" },
    choices: [
      { value: "ode", label: "An ode" },
      { value: "sonnet", label: "A sonnet" },
    ],
  }),
  variable("language", {
    type: "language",
    isOptional: true,
    choices: [{ value: "French", label: "French" }],
  }),
];
const state = { templates: [template("poem", { name: "Poem", variables }), template("email")] };
const request = { kind: "openTemplate", id: "poem", text: "", values: {} } as const;
const preview = (more: Partial<PanelPreview> = {}): PanelPreview => ({
  source: "Selection in letter.md",
  parts: [
    { role: "system", text: "You are a poet." },
    { role: "user", text: "Write about <b>the sea</b>." },
  ],
  tokens: 42,
  words: "42 of 8,192 tokens",
  shares: [{ label: "Selection", tokens: 42 }],
  faults: [],
  ...more,
});

const form = () => document.querySelector(".templateForm");
const field = (name: string) => {
  const label = [...document.querySelectorAll("label")].find(({ textContent }) => textContent.includes(name));
  const found = label && document.getElementById(label.htmlFor);
  if (!found) throw new Error(`There is no field for ${name}`);
  return found as HTMLInputElement;
};
const open = () => draw(state, { request });
/** Answers the last preview that was asked for. */
const answer = (more: Partial<PanelPreview> = {}) => {
  const ticket = posted("preview").at(-1)?.ticket ?? NaN;
  draw(state, { request, preview: { ticket, preview: preview(more) } });
};
const values = { theme: "", lines: "12", form: "ode", language: "" };

describe("a template's form", () => {
  it("opens from the gallery, with the focus in its first field", () => {
    draw(state);
    clickOn('.template[title="About poem"]');
    expect(document.activeElement).toBe(field("theme"));
    expect(one(".galleryFrame").hidden).toBe(true);
  });

  it("has a field for each question, of its kind, that begins as the host says", () => {
    open();
    expect(field("theme").localName).toBe("textarea");
    expect(field("theme").placeholder).toBe("the sea");
    expect([field("lines").type, field("lines").value, field("lines").min, field("lines").max]).toEqual([
      ...["number", "12", "4", "20"],
    ]);
    expect([field("form").localName, field("form").value]).toEqual(["select", "ode"]);
    expect([...field("form").querySelectorAll("option")].map(({ text }) => text)).toEqual([
      "An ode",
      "A sonnet",
    ]);
    expect(document.getElementById(field("language").getAttribute("list") ?? "")?.localName).toBe("datalist");
    expect(document.body.textContent).toContain(`(${strings.optional})`);
  });

  it("shows the prompt as it will be sent, as text, with its tokens", () => {
    open();
    expect(posted("preview")).toMatchObject([{ id: "poem", text: "", values }]);
    answer();
    expect(form()?.textContent).toContain("Selection in letter.md");
    expect(form()?.textContent).toContain("Write about <b>the sea</b>.");
    expect(form()?.textContent).toContain("42 of 8,192 tokens");
    expect(form()?.querySelector("b")).toBeNull();
  });

  it("asks for another preview when the writer pauses, or the editor's text changes", async () => {
    open();
    type("the", field("theme"));
    type("the moon", field("theme"));
    await expect.poll(() => posted("preview")).toHaveLength(2);
    expect(posted("preview")[1]).toMatchObject({ values: { ...values, theme: "the moon" } });
    draw({ ...state, context: { ...emptyContext, total: 5 } }, { request });
    await expect.poll(() => posted("preview")).toHaveLength(3);
  });

  it("does not show the preview of another form", () => {
    draw(state, { request, preview: { ticket: 0, preview: preview() } });
    expect(form()?.textContent).not.toContain("Selection in letter.md");
  });
});

describe("what was filled in", () => {
  const filled = () => {
    open();
    type("My grandmother's lamp", field("theme"));
  };
  const old = { messages: [{ id: "1", role: "user", content: "Old", state: "done" }] } as const;

  it("is there again when the template is, which was not offered for a moment", () => {
    filled();
    draw({ templates: [template("email")] }, { request });
    expect(form()).toBeNull();
    draw(state, { request });
    expect(field("theme").value).toBe("My grandmother's lamp");
  });

  it("stays when another chat is opened after a run that was not taken", () => {
    filled();
    click(strings.run, ".templateForm");
    const notTaken = { request: { kind: "notTaken" } } as const;
    draw({ ...state, notice: { message: "You did not allow it.", remedies: [] } }, notTaken);
    draw({ ...state, ...old }, notTaken);
    expect(field("theme").value).toBe("My grandmother's lamp");
  });

  it("comes back with the form, where its chat is no longer open", () => {
    draw({ ...state, ...old }, { request });
    type("My grandmother's lamp", field("theme"));
    click(strings.run, ".templateForm");
    const run = posted("runTemplate")[0];
    draw(state);
    expect(form()).toBeNull();
    const { id, text, values: given } = run ?? { ...request, values: {} };
    draw(state, { request: { kind: "openTemplate", id, text, values: given } });
    expect(field("theme").value).toBe("My grandmother's lamp");
  });
});

describe("running it", () => {
  it.each([
    ["Run", () => click(strings.run, ".templateForm")],
    ["Enter in a field", () => press("Enter", {}, field("theme"))],
    ["Ctrl+Enter anywhere", () => press("Enter", { ctrlKey: true }, button(strings.back))],
  ])("by %s sends the answers, and the form goes when the host has taken it", (_, run) => {
    open();
    type("moon", field("theme"));
    run();
    expect(posted("runTemplate")).toEqual([
      { kind: "runTemplate", id: "poem", text: "", values: { ...values, theme: "moon" } },
    ]);
    expect(form()).not.toBeNull();
    draw({ ...state, ...withAnswer({ state: "streaming" }) }, { request });
    expect(form()).toBeNull();
  });

  it("by Enter in the composer takes the text from there", () => {
    open();
    type("my text");
    press("Enter");
    expect(posted("runTemplate")).toMatchObject([{ id: "poem", text: "my text" }]);
    expect(posted("send")).toEqual([]);
    draw({ ...state, ...withAnswer({ state: "streaming" }) }, { request });
    expect(composer().value).toBe("");
  });

  it("keeps the answers where the host could not", () => {
    open();
    type("moon", field("theme"));
    click(strings.run, ".templateForm");
    draw({ ...state, notice: { message: "No.", remedies: [] } }, { request });
    expect(field("theme").value).toBe("moon");
  });

  it("leads to what is wrong instead, and says it there", () => {
    open();
    answer({ faults: [{ variable: "theme", message: "A theme is needed." }] });
    expect(form()?.textContent).not.toContain("A theme is needed."); // nothing was typed yet
    click(strings.run, ".templateForm");
    expect(posted("runTemplate")).toEqual([]);
    expect(document.activeElement).toBe(field("theme"));
    expect(field("theme").getAttribute("aria-invalid")).toBe("true");
    const said = document.getElementById(field("theme").getAttribute("aria-describedby") ?? "");
    expect(said?.textContent).toBe("A theme is needed.");
  });

  it("says at once what is wrong with an answer that is there, and with all of it", () => {
    open();
    answer({ faults: [{ variable: "lines", message: "Too many." }, { message: "Nothing is selected." }] });
    expect(field("lines").getAttribute("aria-invalid")).toBe("true");
    expect(form()?.querySelector("[role=status]")?.textContent).toBe("Nothing is selected.");
  });

  it("asks the host where the preview is of other answers", () => {
    open();
    answer({ faults: [{ variable: "theme", message: "A theme is needed." }] });
    type("moon", field("theme"));
    click(strings.run, ".templateForm");
    expect(posted("runTemplate")).toHaveLength(1);
  });

  it("waits for the end of an answer", () => {
    draw({ ...state, ...withAnswer({ state: "streaming" }) }, { request });
    expect(button(strings.run, ".templateForm").disabled).toBe(true);
    press("Enter", {}, field("theme"));
    expect(posted("runTemplate")).toEqual([]);
  });

  it.each([{ isComposing: true }, { shiftKey: true }])("leaves Enter with %j to the field", (more) => {
    open();
    expect(press("Enter", more, field("theme"))).toBe(true);
    expect(posted("runTemplate")).toEqual([]);
  });
});

describe("leaving it", () => {
  it("by Escape goes back to the template's row", () => {
    draw(state);
    clickOn('.template[title="About email"]');
    expect(document.activeElement).toBe(button(strings.run, ".templateForm"));
    pressHere("Escape");
    expect(form()).toBeNull();
    expect(document.activeElement?.getAttribute("title")).toBe("About email");
  });

  it("by the panel being hidden loses nothing that was typed", () => {
    open();
    type("moon", field("theme"));
    hidePage();
    draw(state);
    expect(field("theme").value).toBe("moon");
  });

  it("for good begins anew the next time", () => {
    open();
    type("moon", field("theme"));
    click(strings.back);
    expect(vscodeApi.state).toEqual({ draft: "" });
    draw(state, { request: { ...request } });
    expect(field("theme").value).toBe("");
  });

  it("happens by itself when its file is gone", () => {
    open();
    draw({ templates: [template("email")] }, { request });
    expect(form()).toBeNull();
  });
});
