import { render } from "preact";
import { act } from "preact/test-utils";
import { vi } from "vitest";
import type { FromPanel } from "../../../../src/protocol/chatPanel/fromPanel";
import type {
  PanelContext,
  PanelMessage,
  PanelState,
  PanelTemplate,
} from "../../../../src/protocol/chatPanel/panelState";
import { PANEL_STRINGS, type PanelStrings } from "../../../../src/protocol/chatPanel/panelStrings";
import type { PanelModel } from "../../../../src/webview/chatPanel/panelModel";

/** VS Code's side of the page: what was posted to the extension, and the state that outlives the page. */
export const vscodeApi = {
  posted: [] as FromPanel[],
  state: undefined as unknown,
};

// Before anything of the panel is loaded, which asks for the API at once.
vi.stubGlobal("acquireVsCodeApi", () => ({
  postMessage: (message: FromPanel) => vscodeApi.posted.push(message),
  getState: () => vscodeApi.state,
  setState: (state: unknown) => (vscodeApi.state = state),
}));
const { App } = await import("../../../../src/webview/chatPanel/app");

/** Each of the panel's own words says its name. */
export const strings = {
  ...Object.fromEntries(PANEL_STRINGS.map((name) => [name, `«${name}»`])),
  favourite: "«favourite» {0}",
  templateActions: "«templateActions» {0}",
  showProblem: "«showProblem» {0}",
  removeContext: "«removeContext» {0}",
  tokens: "{0} «tokens»",
} as PanelStrings;

export function template(id: string, more: Partial<PanelTemplate> = {}): PanelTemplate {
  return {
    ...{ id, name: id, description: `About ${id}`, icon: "edit", category: "write" },
    ...{ canEdit: false, isFavourite: false, variables: [] },
    ...more,
  };
}

export const emptyContext: PanelContext = {
  ...{ chips: [], shares: [], total: 0, limit: 8192, words: "0 of 8,192 tokens", seesImages: false },
};

export const emptyState: PanelState = {
  model: { name: "gpt", isDemo: false, destination: "Your text goes to api.openai.com." },
  templates: [
    template("poem", { name: "Poem", description: "A short poem", icon: "book" }),
    template("rewrite", { name: "Rewrite", description: "Clearer", category: "edit" }),
  ],
  recent: [],
  categories: [
    { id: "edit", label: "Edit" },
    { id: "write", label: "Write" },
  ],
  templateProblems: [],
  messages: [],
  context: emptyContext,
  usage: "",
};

const question: PanelMessage = { id: "1", role: "user", content: "Hi", state: "done" };

/** A conversation of one question and this answer. */
export function withAnswer(answer: Partial<PanelMessage>): Partial<PanelState> {
  return { messages: [question, { id: "2", role: "assistant", content: "", state: "done", ...answer }] };
}

/** A page without a panel, as VS Code opens it. */
export function emptyPage(): void {
  const root = document.querySelector("#root");
  if (root) void act(() => render(null, root));
  document.body.replaceChildren();
  vscodeApi.posted = [];
  vscodeApi.state = undefined;
}

/** Takes the page away, as VS Code does while the panel is hidden: nothing of it runs any more. */
export function hidePage(): void {
  const { posted, state } = vscodeApi;
  emptyPage();
  Object.assign(vscodeApi, { posted, state });
}

/** Draws the panel, or draws it anew with another state. */
export function draw(state: Partial<PanelState> = {}, more: Partial<PanelModel> = {}): HTMLElement {
  const root = document.querySelector<HTMLElement>("#root") ?? document.createElement("div");
  root.id = "root";
  document.body.append(root);
  const model = { state: { ...emptyState, ...state }, strings, ...more };
  void act(() => render(<App model={model} />, root));
  return root;
}

/** What a screen reader calls an element. */
export function accessibleName(element: Element): string {
  return (
    element.getAttribute("aria-label") ??
    (element.textContent.trim() || (element.getAttribute("title") ?? ""))
  );
}

/** The button of that name; of several the one inside `place`. */
export function button(name: string, place = "body"): HTMLButtonElement {
  const found = [...document.querySelectorAll<HTMLButtonElement>(`${place} button`)].filter(
    (each) => accessibleName(each) === name,
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`There are ${found.length} buttons called "${name}"`);
  return only;
}

export function click(name: string, place?: string): void {
  void act(() => button(name, place).click());
}

/** Clicks the only element that fits, which gets the focus as it does in a browser. */
export function clickOn(selector: string): void {
  void act(() => {
    one(selector).focus();
    one(selector).click();
  });
}

export function composer(): HTMLTextAreaElement {
  return one(".composer textarea") as HTMLTextAreaElement;
}

/** The only element that fits. */
export function one(selector: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(selector)];
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`There are ${found.length} elements for "${selector}"`);
  return only;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Puts text into a field as typing does. */
export function type(text: string, field: Field = composer()): void {
  void act(() => {
    if (document.activeElement !== field) field.focus();
    field.value = text;
    if ("setSelectionRange" in field && field.localName === "textarea")
      field.setSelectionRange(text.length, text.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Presses a key. @returns whether the page let the key have its own effect */
export function press(key: string, more: KeyboardEventInit = {}, target: Element = composer()): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  void act(() => void target.dispatchEvent(event));
  return !event.defaultPrevented;
}

/** Presses a key where the focus is. */
export const pressHere = (key: string, more: KeyboardEventInit = {}): boolean =>
  press(key, more, document.activeElement ?? document.body);

/** What a screen reader calls the element that has the focus. */
export const focused = (): string => (document.activeElement ? accessibleName(document.activeElement) : "");

/** What was posted of one kind. */
export function posted<Kind extends FromPanel["kind"]>(
  kind: Kind,
): Extract<FromPanel, { readonly kind: Kind }>[] {
  return vscodeApi.posted.filter(
    (message): message is Extract<FromPanel, { readonly kind: Kind }> => message.kind === kind,
  );
}
