import type { StatisticsChart, StatisticsDay, StatisticsStrings } from "../../protocol/statistics";

/** Of the drawing's own units: a day's width, the height of the chart, and the least that is seen of a bar. */
const DAY = 10;
const HEIGHT = 100;
const LEAST = 2;

/** What was offered and taken over day by day: a drawing, and the same as a table. */
export function DayChart({ chart, strings }: { chart: StatisticsChart; strings: StatisticsStrings }) {
  const { days, summary, top } = chart;
  const highest = Math.max(1, ...days.map(({ offered, accepted }) => Math.max(offered, accepted)));
  const height = (count: number) => (count === 0 ? 0 : Math.max(LEAST, (HEIGHT * count) / highest));
  return (
    <section>
      <h2>{strings.byDay}</h2>
      <p class="legend" aria-hidden="true">
        <span class="key outline" /> {strings.offered} <span class="key fill" /> {strings.accepted}
      </p>
      <div class="chart">
        <span class="top" aria-hidden="true">
          {top}
        </span>
        <svg
          role="img"
          aria-label={summary}
          viewBox={`0 0 ${days.length * DAY} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          {days.map((day, i) => (
            <g key={day.label}>
              <title>{words(day, strings)}</title>
              <rect class="ground" x={i * DAY} y="0" width={DAY} height={HEIGHT} />
              <Column i={i} name="outline" height={height(day.offered)} />
              <Column i={i} name="fill" height={height(day.accepted)} />
            </g>
          ))}
        </svg>
        <p class="range" aria-hidden="true">
          <span>{days[0]?.label}</span> <span>{days.at(-1)?.label}</span>
        </p>
      </div>
      <details>
        <summary>{strings.daysAsTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{strings.day}</th>
              <th scope="col">{strings.offered}</th>
              <th scope="col">{strings.accepted}</th>
            </tr>
          </thead>
          <tbody>
            {days.filter(isUsed).map(({ label, cells: [offered, accepted] }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{offered}</td>
                <td>{accepted}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Column({ i, name, height }: { i: number; name: string; height: number }) {
  return <rect class={name} x={(i + 0.1) * DAY} y={HEIGHT - height} width={DAY * 0.8} height={height} />;
}

function isUsed({ offered, accepted }: StatisticsDay): boolean {
  return offered + accepted > 0;
}

function words({ label, cells: [offered, accepted] }: StatisticsDay, strings: StatisticsStrings): string {
  return `${label} · ${strings.offered}: ${offered} · ${strings.accepted}: ${accepted}`;
}
