/** What the page of a text's analysis and the extension tell each other. The host words all; the page draws. */

export const LOOK_COLOURS = ["blue", "green", "purple", "orange", "yellow", "cyan", "red"] as const;
export const LOOK_LINES = ["solid", "dashed", "dotted", "double"] as const;
export const LOOK_SIDES = ["below", "around", "above"] as const;

/** How a label is drawn, in the editor and on the page: its line alone tells it from the others, without colour. */
export interface LabelLook {
  readonly colour: (typeof LOOK_COLOURS)[number];
  readonly line: (typeof LOOK_LINES)[number];
  readonly sides: (typeof LOOK_SIDES)[number];
}

/** A label that was found, and how often. */
export interface LegendEntry {
  readonly label: string;
  readonly look: LabelLook;
  readonly count: string;
}

/** One finding that still stands in the text. */
export interface FindingRow {
  /** Names the finding in messages. */
  readonly id: number;
  readonly text: string;
  readonly label: string;
  readonly look: LabelLook;
  /** 0 to 1, and the same in words; left out where the model gave none. */
  readonly score?: number;
  readonly scoreText?: string;
  readonly note?: string;
  /** The line in the document, in words. */
  readonly line: string;
}

/** The analysis of one document. */
export interface AnalysisView {
  readonly title: string;
  /** Of which document, and by whom. */
  readonly about: string;
  /** The label of the text as a whole, in a sentence. */
  readonly whole?: string;
  /** What was asked, and what the text says to it; `isFound` is false where it says nothing. */
  readonly answer?: { readonly question: string; readonly text: string; readonly isFound: boolean };
  readonly legend: readonly LegendEntry[];
  /** In the order of the text. */
  readonly rows: readonly FindingRow[];
  /** Why another model should be chosen; a button does it. */
  readonly advice?: string;
  /** What is not shown, and why. */
  readonly notes: readonly string[];
}

/** The page's own words, in the writer's language. */
export interface UnderstandingStrings {
  readonly title: string;
  /** Shown while there is no analysis: how to get one. */
  readonly empty: string;
  readonly legend: string;
  readonly findings: string;
  readonly text: string;
  readonly label: string;
  readonly score: string;
  readonly line: string;
  /** What the keys do in the table. */
  readonly keys: string;
  readonly chooseModel: string;
  readonly copyCsv: string;
  readonly copyJson: string;
  readonly clear: string;
}

export type ToUnderstanding =
  | {
      readonly kind: "state";
      readonly strings: UnderstandingStrings;
      /** Left out while no document has one. */
      readonly analysis?: AnalysisView;
    }
  /** Something was done that cannot be seen. */
  | { readonly kind: "notice"; readonly text: string };

export type FromUnderstanding =
  | { readonly kind: "ready" }
  /** A button was pressed. */
  | { readonly kind: "copyCsv" | "copyJson" | "clear" | "chooseModel" }
  /** Shows the finding in its document; `focus` moves the keyboard there, too. */
  | { readonly kind: "reveal"; readonly id: number; readonly focus: boolean };

/** A message from the page, checked; undefined for anything that is not one. */
export function parseFromUnderstanding(raw: unknown): FromUnderstanding | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const { kind, id, focus } = raw as Record<string, unknown>;
  switch (kind) {
    case "ready":
    case "copyCsv":
    case "copyJson":
    case "clear":
    case "chooseModel":
      return { kind };
    case "reveal":
      return typeof id === "number" && typeof focus === "boolean" ? { kind, id, focus } : undefined;
    default:
      return undefined;
  }
}
