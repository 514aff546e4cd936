import { BenchModel, type Speed, type Usage } from "./benchModel";
import { makeContender, type ContenderName } from "./contenders/contenders";
import { EditorModel } from "./editorModel";
import { IntendedText } from "./intendedText";
import { ScreenLog, type Wait } from "./screenLog";
import { isKey, type Trace, type TraceEvent } from "./trace";
import { VirtualClock } from "./virtualClock";

/** Milliseconds without an event that count as a pause. */
export const PAUSE = 600;
/** How long it is waited after the last event. */
const AFTERWARDS = 2500;

/** What came of a trace with a contender. */
export interface Outcome extends Readonly<Usage> {
  /** Events that type, delete or commit; and those of them that type or commit. */
  readonly keys: number;
  readonly typedKeys: number;
  /** Typed keys that the ghost text on screen had foretold. */
  readonly usefulKeys: number;
  /** One for each pause. */
  readonly waits: readonly Wait[];
  readonly flickers: number;
}

/** One event as it is explained to a person: what was on screen just before it. */
export interface Explained {
  readonly atMs: number;
  readonly event: TraceEvent;
  readonly ghostText: string | undefined;
  readonly isUseful: boolean;
  readonly requests: number;
  readonly aborted: number;
  readonly flickers: number;
}

/** Plays a trace to a contender. */
export async function replay(
  trace: Trace,
  name: ContenderName,
  speed: Speed,
  explain: (explained: Explained) => void = () => {},
): Promise<Outcome> {
  const clock = new VirtualClock();
  const intended = new IntendedText(trace);
  const model = new BenchModel(clock, speed, intended, {
    language: trace.language,
    isHardWrapped: /[^\n]\n\p{Ll}/u.test(trace.document),
  });
  const contender = makeContender(name, { clock, model, languageId: trace.languageId });
  const screen = new ScreenLog(clock);
  const editor = new EditorModel(trace, clock, contender, screen.looked);
  const waits: Wait[] = [];
  let [keys, typedKeys, usefulKeys, now] = [0, 0, 0, 0];
  const pauseEnds = () => waits.push(...screen.pauseEnds());
  /** What was on screen when the input method began to compose. */
  let beforeComposing: string | undefined;
  let isComposing = false;

  for (const [index, event] of trace.events.entries()) {
    now += event.gap;
    await clock.advanceTo(now);
    pauseEnds();
    if (event.type === "move") intended.moved();
    if (event.type === "compose" && !isComposing) beforeComposing = editor.ghostText;
    const foretold = event.type === "commit" ? beforeComposing : editor.ghostText;
    isComposing = event.type === "compose";
    const isTyped = event.type === "key" || event.type === "commit";
    const isUseful = isTyped && foretold?.startsWith(event.text) === true;
    const { requests, aborted } = model.usage;
    const { flickers } = screen;
    explain({ atMs: now, event, ghostText: foretold, isUseful, requests, aborted, flickers });
    editor.apply(event);
    intended.at(editor.cursor);
    if (!isKey(event)) continue;
    keys++;
    if (isTyped) typedKeys++;
    if (isUseful) usefulKeys++;
    if ((trace.events[index + 1]?.gap ?? AFTERWARDS) < PAUSE) continue;
    screen.pauseBegins();
  }
  await clock.advanceTo(now + AFTERWARDS);
  pauseEnds();
  contender.dispose?.();
  return { ...model.usage, keys, typedKeys, usefulKeys, waits, flickers: screen.flickers };
}
