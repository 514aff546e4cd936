import type { AnalysisView, LegendEntry, UnderstandingStrings } from "../../protocol/understanding";
import { FindingsTable } from "./findingsTable";
import { send } from "./host";
import { lookClass } from "./lookClass";

export interface AppProps {
  readonly strings: UnderstandingStrings;
  readonly analysis?: AnalysisView;
  /** What was just done and cannot be seen; empty for nothing. */
  readonly notice: string;
}

export function App({ strings, analysis, notice }: AppProps) {
  return (
    <main>
      <header>
        <h1>{analysis?.title ?? strings.title}</h1>
        {analysis && <Buttons strings={strings} />}
      </header>
      <p class="note" role="status">
        {notice}
      </p>
      {analysis ? <Analysis strings={strings} analysis={analysis} /> : <p>{strings.empty}</p>}
    </main>
  );
}

function Buttons({ strings }: { strings: UnderstandingStrings }) {
  return (
    <div class="buttons">
      <button onClick={() => send({ kind: "copyCsv" })}>
        <i class="codicon codicon-copy" aria-hidden="true" /> {strings.copyCsv}
      </button>
      <button onClick={() => send({ kind: "copyJson" })}>
        <i class="codicon codicon-json" aria-hidden="true" /> {strings.copyJson}
      </button>
      <button onClick={() => send({ kind: "clear" })}>
        <i class="codicon codicon-clear-all" aria-hidden="true" /> {strings.clear}
      </button>
    </div>
  );
}

function Analysis({ strings, analysis }: { strings: UnderstandingStrings; analysis: AnalysisView }) {
  const { about, whole, answer, legend, rows, advice, notes } = analysis;
  return (
    <>
      <p class="note about">{about}</p>
      {answer && <Answer {...answer} />}
      {whole !== undefined && <p class="whole">{whole}</p>}
      {advice !== undefined && <Advice text={advice} button={strings.chooseModel} />}
      {legend.length > 0 && <Legend title={strings.legend} entries={legend} />}
      {rows.length > 0 && <FindingsTable rows={rows} strings={strings} />}
      {notes.map((note) => (
        <p key={note} class="note">
          <i class="codicon codicon-info" aria-hidden="true" /> {note}
        </p>
      ))}
    </>
  );
}

function Answer({ question, text, isFound }: NonNullable<AnalysisView["answer"]>) {
  return (
    <section class="answer">
      <h2>{question}</h2>
      {isFound ? <blockquote>{text}</blockquote> : <p>{text}</p>}
    </section>
  );
}

function Advice({ text, button }: { text: string; button: string }) {
  return (
    <section class="advice">
      <p>
        <i class="codicon codicon-info" aria-hidden="true" /> {text}
      </p>
      <div class="buttons">
        <button onClick={() => send({ kind: "chooseModel" })}>{button}</button>
      </div>
    </section>
  );
}

function Legend({ title, entries }: { title: string; entries: readonly LegendEntry[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul class="legend">
        {entries.map(({ label, look, count }) => (
          <li key={label}>
            <span class={lookClass(look)}>{label}</span> <span class="note">{count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
