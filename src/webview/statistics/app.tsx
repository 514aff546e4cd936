import type { StatisticsCard, StatisticsFigures, StatisticsStrings } from "../../protocol/statistics";
import { DayChart } from "./dayChart";
import { FiguresTable } from "./figuresTable";
import { send } from "./host";

export interface AppProps {
  readonly strings: StatisticsStrings;
  readonly figures: StatisticsFigures | undefined;
}

export function App({ strings, figures }: AppProps) {
  return (
    <main>
      <header>
        <h1>{strings.title}</h1>
        <button disabled={!figures} onClick={() => send({ kind: "reset" })}>
          {strings.reset}
        </button>
      </header>
      <p class="note">
        <i class="codicon codicon-lock" aria-hidden="true" /> {strings.privacy}
      </p>
      {figures ? <Figures strings={strings} figures={figures} /> : <Empty strings={strings} />}
    </main>
  );
}

function Figures({ strings, figures }: { strings: StatisticsStrings; figures: StatisticsFigures }) {
  return (
    <>
      <section aria-label={strings.overview}>
        <p class="note">{figures.since}</p>
        <dl class="cards">
          {figures.cards.map((card) => (
            <Card key={card.label} card={card} />
          ))}
        </dl>
      </section>
      <DayChart chart={figures.chart} strings={strings} />
      {figures.tables.map((table) => (
        <FiguresTable key={table.title} table={table} />
      ))}
    </>
  );
}

function Card({ card: { label, value, detail } }: { card: StatisticsCard }) {
  return (
    <div class="card">
      <dt>{label}</dt>
      <dd class="value">{value}</dd>
      <dd class="note">{detail}</dd>
    </div>
  );
}

function Empty({ strings }: { strings: StatisticsStrings }) {
  return (
    <section>
      <p>{strings.empty}</p>
      <ul>
        {strings.emptyItems.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
