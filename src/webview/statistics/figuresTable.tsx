import type { StatisticsRow, StatisticsTable } from "../../protocol/statistics";

/** A table whose first figures are drawn as bars, too. */
export function FiguresTable({ table: { title, note, columns, rows } }: { table: StatisticsTable }) {
  return (
    <section class="scroll">
      <table>
        <caption>
          <h2>{title}</h2>
          {note !== undefined && <p class="note">{note}</p>}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row: { name, bar, cells } }: { row: StatisticsRow }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((cell, column) => (
        <td key={column}>{column === 0 ? <Measure text={cell} bar={bar} /> : cell}</td>
      ))}
    </tr>
  );
}

/** A figure, and the bar that draws it for the eye. */
function Measure({ text, bar: { fill, outline = 1 } }: { text: string; bar: StatisticsRow["bar"] }) {
  return (
    <div class="measure">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="outline" x="0" y="0" width={100 * outline} height="10" />
        <rect class="fill" x="0" y="0" width={100 * fill} height="10" />
      </svg>
      {text}
    </div>
  );
}
