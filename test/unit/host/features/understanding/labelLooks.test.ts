import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ENTITY_KINDS,
  INTENTS,
  SENTIMENTS,
  type Analysis,
} from "../../../../../src/core/understanding/analysis";
import { labelLooks } from "../../../../../src/features/understanding/labelLooks";
import {
  LOOK_COLOURS,
  LOOK_LINES,
  LOOK_SIDES,
  type LabelLook,
} from "../../../../../src/protocol/understanding";
import { extensionUri } from "../../support/testHost";

const found = (labels: readonly string[]): Analysis["findings"] =>
  labels.map((label) => ({ start: 0, end: 1, text: "x", label }));
const drawn = ({ line, sides }: LabelLook) => `${line} ${sides}`;
const different = (looks: readonly LabelLook[]) => new Set(looks.map(drawn)).size;

describe("the look of a label", () => {
  it.each([
    ["sentiment", SENTIMENTS],
    ["entities", ENTITY_KINDS],
    ["intent", INTENTS],
  ] as const)("differs from the others of its kind without any colour: %s", (kind, labels) => {
    const look = labelLooks({ kind, findings: found(labels) });
    expect(different(labels.map(look))).toBe(labels.length);
  });

  it("differs from the others for up to twelve labels of the writer's or a model's own", () => {
    const labels = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(labels, fc.constantFrom("intent" as const, "sentiment" as const), (own, kind) => {
        const unknown = [...own, "of my own"].slice(-12);
        const look = labelLooks({ kind, findings: found(unknown) });
        expect(different([...new Set(unknown)].map(look))).toBe(new Set(unknown).size);
      }),
    );
  });

  it("is the same in every text, whatever else is found there", () => {
    const one = labelLooks({ kind: "entities", findings: found(["place"]) });
    const other = labelLooks({ kind: "entities", findings: found(["date", "place", "person"]) });
    expect(one("place")).toEqual(other("place"));
  });

  it("has the colours that a reader expects of praise and blame", () => {
    const look = labelLooks({ kind: "sentiment", findings: found(["negative", "positive"]) });
    expect([look("positive").colour, look("negative").colour]).toEqual(["green", "red"]);
  });

  it("is drawn by the page's style sheet, every part of it", () => {
    const css = readFileSync(`${extensionUri.fsPath}/media/understanding.css`, "utf8");
    const parts: readonly string[] = [...LOOK_COLOURS, ...LOOK_LINES, ...LOOK_SIDES];
    expect(parts.filter((name) => !css.includes(`\n.${name} {`))).toEqual([]);
  });
});
