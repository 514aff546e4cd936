import { render } from "preact";
import { act } from "preact/test-utils";
import { vi } from "vitest";
import type { FromPanel, PanelMessage, PanelState, PanelStrings } from "../../../../src/protocol/chatPanel";

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
// DOMPurify does not work in happy-dom; markdown.test.ts tests the real thing in a real browser.
vi.doMock("../../../../src/webview/chatPanel/markdown", () => ({
  renderMarkdown: (source: string) => `<p class="rendered">${source}</p>`,
}));
const { App } = await import("../../../../src/webview/chatPanel/app");

export const strings: PanelStrings = {
  templates: "Templates",
  searchTemplates: "Search templates",
  noTemplates: "No template fits.",
  placeholder: "Ask anything",
  send: "Send",
  stop: "Stop",
  insert: "Insert at Cursor",
  replace: "Replace Selection",
  copy: "Copy",
  regenerate: "Another Answer",
  continueAnswer: "Continue",
  previousVersion: "Previous Version",
  nextVersion: "Next Version",
  newChat: "New Chat",
  history: "Chat History",
  chooseModel: "Choose Model",
  demoHint: "A tiny model.",
  welcome: "Choose a template.",
  you: "You",
  answer: "Answer",
  reasoning: "Reasoning",
  writing: "Writing…",
  stopped: "Stopped.",
  cut: "It breaks off here.",
};

export const emptyState: PanelState = {
  model: { name: "gpt", isDemo: false, destination: "Your text goes to api.openai.com." },
  templates: [
    { id: "poem", name: "Poem", description: "A short poem", icon: "book", category: "write" },
    { id: "rewrite", name: "Rewrite", description: "Clearer", icon: "edit", category: "edit" },
  ],
  categories: [
    { id: "edit", label: "Edit" },
    { id: "write", label: "Write" },
  ],
  messages: [],
  usage: "",
};

const question: PanelMessage = { id: "1", role: "user", content: "Hi", state: "done" };

/** A conversation of one question and this answer. */
export function withAnswer(answer: Partial<PanelMessage>): Partial<PanelState> {
  return { messages: [question, { id: "2", role: "assistant", content: "", state: "done", ...answer }] };
}

/** A page without a panel, as VS Code opens it. */
export function emptyPage(): void {
  document.body.replaceChildren();
  vscodeApi.posted = [];
  vscodeApi.state = undefined;
}

/** Draws the panel, or draws it anew with another state. */
export function draw(state: Partial<PanelState> = {}): HTMLElement {
  const root = document.querySelector<HTMLElement>("#root") ?? document.createElement("div");
  root.id = "root";
  document.body.append(root);
  void act(() => render(<App model={{ state: { ...emptyState, ...state }, strings }} />, root));
  return root;
}

/** What a screen reader calls an element. */
export function accessibleName(element: Element): string {
  return (
    element.getAttribute("aria-label") ??
    (element.textContent.trim() || (element.getAttribute("title") ?? ""))
  );
}

export function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll("button")].filter((each) => accessibleName(each) === name);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`There are ${found.length} buttons called "${name}"`);
  return only;
}

export function click(name: string): void {
  void act(() => button(name).click());
}

export function composer(): HTMLTextAreaElement {
  const area = document.querySelector("textarea");
  if (!area) throw new Error("There is no composer");
  return area;
}

/** Puts text into the composer as typing does. */
export function type(text: string): void {
  void act(() => {
    composer().value = text;
    composer().dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Presses a key in the composer. @returns whether the page let the key have its own effect */
export function press(key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  void act(() => void composer().dispatchEvent(event));
  return !event.defaultPrevented;
}
