import { useState } from "preact/hooks";
import type { FindingRow, UnderstandingStrings } from "../../protocol/understanding";
import { send } from "./host";
import { lookClass } from "./lookClass";
import { nextOrder, sortRows, type RowOrder } from "./rowOrder";

export interface FindingsTableProps {
  readonly rows: readonly FindingRow[];
  readonly strings: UnderstandingStrings;
}

/** Every finding in a row. One row is in the tab order; arrows go to the others. */
export function FindingsTable({ rows, strings }: FindingsTableProps) {
  const [order, setOrder] = useState<RowOrder>({ by: "place", isDescending: false });
  const [chosen, choose] = useState<number>();
  // Chat models are not asked how sure they are.
  const hasScores = rows.some(({ score }) => score !== undefined);
  const sorted = sortRows(rows, order);
  const current = sorted.some(({ id }) => id === chosen) ? chosen : sorted[0]?.id;
  const heading = (by: RowOrder["by"], title: string) => (
    <Heading title={title} by={by} order={order} onSort={() => setOrder(nextOrder(order, by))} />
  );
  return (
    <section class="scroll">
      <table role="grid" onKeyDown={onKey}>
        <caption>
          <h2>{strings.findings}</h2>
          <p class="note">{strings.keys}</p>
        </caption>
        <thead>
          <tr>
            <th scope="col">{strings.text}</th>
            {heading("label", strings.label)}
            {hasScores && heading("score", strings.score)}
            {heading("place", strings.line)}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <Row
              key={row.id}
              row={row}
              hasScore={hasScores}
              isCurrent={row.id === current}
              onChoose={() => choose(row.id)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface HeadingProps {
  readonly title: string;
  readonly by: RowOrder["by"];
  readonly order: RowOrder;
  readonly onSort: () => void;
}

function Heading({ title, by, order, onSort }: HeadingProps) {
  const isSorted = order.by === by;
  const direction = order.isDescending ? "descending" : "ascending";
  const icon = order.isDescending ? "codicon-arrow-small-down" : "codicon-arrow-small-up";
  return (
    <th scope="col" class={by} {...(isSorted && { "aria-sort": direction })}>
      <button class="sort" onClick={onSort}>
        {title} <i class={`codicon ${isSorted ? icon : "codicon-blank"}`} aria-hidden="true" />
      </button>
    </th>
  );
}

interface RowProps {
  readonly row: FindingRow;
  /** Whether there is a column for scores. */
  readonly hasScore: boolean;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

function Row({
  row: { id, text, label, look, score, scoreText, note, line },
  hasScore,
  isCurrent,
  onChoose,
}: RowProps) {
  return (
    <tr
      data-id={id}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onChoose}
      onClick={() => send({ kind: "reveal", id, focus: false })}
      onDblClick={() => send({ kind: "reveal", id, focus: true })}
    >
      <th scope="row">
        <span class="found">{text}</span>
        {note !== undefined && <p class="note">{note}</p>}
      </th>
      <td>
        <span class={lookClass(look)}>{label}</span>
      </td>
      {hasScore && (
        <td class="score">{score !== undefined && <Measure score={score} text={scoreText ?? ""} />}</td>
      )}
      <td class="place">{line}</td>
    </tr>
  );
}

/** A score, and the bar that draws it for the eye. */
function Measure({ score, text }: { score: number; text: string }) {
  return (
    <div class="measure">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="outline" x="0" y="0" width="100" height="10" />
        <rect class="fill" x="0" y="0" width={100 * score} height="10" />
      </svg>
      {text}
    </div>
  );
}

/** Arrows, Home and End move between the rows; Enter goes to the finding, the space bar only shows it. */
function onKey(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLTableRowElement) || !(currentTarget instanceof HTMLTableElement)) return;
  const rows = [...currentTarget.querySelectorAll<HTMLTableRowElement>("tbody tr")];
  const at = rows.indexOf(target);
  const goals: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(at + 1, rows.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: rows.length - 1,
  };
  const goal = goals[key];
  if (goal !== undefined) rows[goal]?.focus();
  else if (key === "Enter" || key === " ")
    send({ kind: "reveal", id: Number(target.dataset.id), focus: key === "Enter" });
  else return;
  event.preventDefault();
}
