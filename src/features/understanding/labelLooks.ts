import {
  ANSWER,
  ENTITY_KINDS,
  INTENTS,
  SENTIMENTS,
  type Analysis,
  type AnalysisKind,
} from "../../core/understanding/analysis";
import { LOOK_COLOURS, LOOK_LINES, LOOK_SIDES, type LabelLook } from "../../protocol/understanding";

/** What a colour already means to a reader. */
const USUAL: ReadonlyMap<string, LabelLook> = new Map([
  ["positive", { colour: "green", line: "solid", sides: "below" }],
  ["negative", { colour: "red", line: "double", sides: "below" }],
  ["neutral", { colour: "blue", line: "dotted", sides: "below" }],
  ["mixed", { colour: "orange", line: "dashed", sides: "below" }],
]);

/** The labels of each kind in a fixed order, so that each looks the same in every text. */
const KNOWN: Readonly<Record<AnalysisKind, readonly string[]>> = {
  sentiment: SENTIMENTS,
  entities: ENTITY_KINDS,
  intent: INTENTS,
  question: [ANSWER],
};

/**
 * The looks of an analysis' labels. Up to twelve have all different lines, so that no colour is needed to tell
 * them apart.
 */
export function labelLooks({
  kind,
  findings,
}: Pick<Analysis, "kind" | "findings">): (label: string) => LabelLook {
  const labels = findings.map(({ label }) => label);
  const known = KNOWN[kind];
  const areKnown = labels.every((label) => known.includes(label));
  const order = areKnown ? known : [...new Set(labels)];
  const hasUsual = areKnown && kind === "sentiment";
  return (label) => (hasUsual ? USUAL.get(label) : undefined) ?? lookAt(Math.max(0, order.indexOf(label)));
}

function lookAt(i: number): LabelLook {
  const side = Math.floor(i / LOOK_LINES.length) % LOOK_SIDES.length;
  return {
    colour: LOOK_COLOURS[i % LOOK_COLOURS.length] ?? "blue",
    line: LOOK_LINES[i % LOOK_LINES.length] ?? "solid",
    sides: LOOK_SIDES[side] ?? "below",
  };
}
