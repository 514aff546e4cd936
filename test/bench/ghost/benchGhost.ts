import type { Speed } from "./benchModel";
import { BASELINES, CONTENDERS, type ContenderName } from "./contenders/contenders";
import { explanation } from "./explanation";
import { figuresOf, ratio, type Figures } from "./figures";
import { realTime } from "./realTime";
import { replay, type Explained } from "./replay";
import type { Trace } from "./trace";

export { makeTraces, traceFile } from "./makeTraces";

const FIRST_TOKEN_MS = [50, 100, 400, 1500];
const TOKENS_PER_SECOND = [20, 40, 80];

/** The two settings that Inkling is held to. */
const BARS = [
  { name: "At100", setting: "100/40" },
  { name: "At400", setting: "400/20" },
];

export interface BenchOptions {
  readonly traces: readonly Trace[];
  /** Which contenders, and which settings ("100/40"); all of them when left out. */
  readonly only?: readonly string[] | undefined;
  readonly settings?: readonly string[] | undefined;
}

/** By setting and contender. */
export type AllFigures = Record<string, Partial<Record<ContenderName, Figures>>>;

export async function benchGhost({ traces, only, settings }: BenchOptions): Promise<AllFigures> {
  const all: AllFigures = {};
  for (const [setting, speed] of speeds()) {
    if (settings && !settings.includes(setting)) continue;
    const figures: Partial<Record<ContenderName, Figures>> = {};
    for (const name of CONTENDERS) {
      if (only && !only.includes(name)) continue;
      const outcomes = [];
      for (const trace of traces) outcomes.push(await replay(trace, name, speed));
      figures[name] = figuresOf(outcomes);
    }
    all[setting] = figures;
  }
  return all;
}

/** What `npm run bench:ghost -- --json` prints: the ratios of the bars, the times, and all figures. */
export async function report(figures: AllFigures): Promise<object> {
  const bars = BARS.flatMap(({ name, setting }) => Object.entries(ratios(figures[setting], name)));
  return { ...Object.fromEntries(bars), ...(await realTime()), figures };
}

function ratios(figures: AllFigures[string] = {}, suffix: string): Record<string, number | null> {
  const { inkling, careful } = figures;
  const bestUseful = Math.max(0, ...BASELINES.map((name) => figures[name]?.usefulKeysPercent ?? 0));
  const toCareful = (of: (one: Figures) => number | null) =>
    inkling && careful ? ratio(of(inkling), of(careful)) : null;
  return {
    [`usefulRatio${suffix}`]: inkling ? ratio(inkling.usefulKeysPercent, bestUseful) : null,
    [`requestsRatio${suffix}`]: toCareful((one) => one.requestsPer100Keys),
    [`sentTokensRatio${suffix}`]: toCareful((one) => one.sentTokensPer100Keys),
    [`p50PauseRatio${suffix}`]: toCareful((one) => one.p50PauseMs),
    [`flickers${suffix}`]: inkling?.flickers ?? null,
  };
}

/** One trace, event by event, as lines for a person. */
export async function explainTrace(trace: Trace, name: ContenderName, setting: string): Promise<string[]> {
  const speed = speeds().get(setting);
  if (!speed) throw new Error(`no such setting: ${setting}`);
  const events: Explained[] = [];
  const outcome = await replay(trace, name, speed, (explained) => events.push(explained));
  return [...explanation(events), JSON.stringify(figuresOf([outcome]))];
}

function speeds(): Map<string, Speed> {
  const all = FIRST_TOKEN_MS.flatMap((firstTokenMs) =>
    TOKENS_PER_SECOND.map((tokensPerSecond) => ({ firstTokenMs, tokensPerSecond })),
  );
  return new Map(all.map((speed) => [`${speed.firstTokenMs}/${speed.tokensPerSecond}`, speed]));
}
