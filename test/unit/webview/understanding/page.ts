import { act } from "preact/test-utils";
import { vi } from "vitest";
import type {
  AnalysisView,
  FindingRow,
  FromUnderstanding,
  LabelLook,
  ToUnderstanding,
  UnderstandingStrings,
} from "../../../../src/protocol/understanding";

/** What the page posted to the extension. */
export const posted: FromUnderstanding[] = [];

vi.stubGlobal("acquireVsCodeApi", () => ({
  postMessage: (message: FromUnderstanding) => posted.push(message),
}));

export const strings: UnderstandingStrings = {
  title: "Understand the Text",
  empty: "Nothing yet.",
  legend: "Labels",
  findings: "Findings",
  text: "Text",
  label: "Label",
  score: "Score",
  line: "Line",
  keys: "Enter goes there.",
  chooseModel: "Choose Model",
  copyCsv: "Copy as CSV",
  copyJson: "Copy as JSON",
  clear: "Clear",
};

const person: LabelLook = { colour: "blue", line: "solid", sides: "below" };
const place: LabelLook = { colour: "green", line: "dashed", sides: "below" };

export const rows: readonly FindingRow[] = [
  { id: 0, text: "Elizabeth", label: "person", look: person, score: 0.5, scoreText: "50%", line: "1" },
  { id: 1, text: "Bath", label: "place", look: place, line: "2" },
  {
    id: 2,
    text: "Darcy",
    label: "person",
    look: person,
    score: 0.9,
    scoreText: "90%",
    note: "PER",
    line: "3",
  },
];

export const analysis: AnalysisView = {
  title: "Names, Places and Dates",
  about: "letter.md · mine",
  legend: [
    { label: "person", look: person, count: "2" },
    { label: "place", look: place, count: "1" },
  ],
  rows,
  notes: [],
};

/** Loads the page once, as VS Code does. */
export async function load(): Promise<void> {
  if (document.getElementById("root")) return;
  document.body.innerHTML = '<div id="root"></div>';
  await import("../../../../src/webview/understanding/main");
}

/** The extension tells the page something. */
export function post(data: ToUnderstanding): void {
  void act(() => void window.dispatchEvent(new MessageEvent("message", { data })));
}

/** The extension tells the page what to draw. */
export function tell(shown?: AnalysisView): void {
  post({ kind: "state", strings, ...(shown && { analysis: shown }) });
}
