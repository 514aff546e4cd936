import type { FindingRow } from "../../protocol/understanding";

export interface RowOrder {
  readonly by: "place" | "label" | "score";
  readonly isDescending: boolean;
}

/** The order after a press on a column's heading: the same column turns around; scores begin with the highest. */
export function nextOrder(order: RowOrder, by: RowOrder["by"]): RowOrder {
  return order.by === by ? { by, isDescending: !order.isDescending } : { by, isDescending: by === "score" };
}

/** `rows`, which come in the order of the text, in another one. Equal ones keep their places in the text. */
export function sortRows(rows: readonly FindingRow[], { by, isDescending }: RowOrder): readonly FindingRow[] {
  const sign = isDescending ? -1 : 1;
  switch (by) {
    case "place":
      return isDescending ? rows.toReversed() : rows;
    case "label":
      return rows.toSorted((a, b) => sign * a.label.localeCompare(b.label));
    case "score":
      return rows.toSorted((a, b) => byScore(a, b, sign));
  }
}

/** Findings without a score come last in both directions. */
function byScore({ score: a }: FindingRow, { score: b }: FindingRow, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return sign * (a - b);
}
