import { GhostTextEngine } from "../../../src/core/completion/ghostTextEngine";
import type { GhostTextQuery } from "../../../src/core/completion/ghostTextQuery";
import { DEFAULT_SETTINGS } from "../../../src/core/settings/settings";
import { BenchModel } from "./benchModel";
import { quantile } from "./figures";
import { IntendedText } from "./intendedText";
import { LineDocument } from "./lineDocument";
import { readQuery } from "./readQuery";
import { VirtualClock } from "./virtualClock";

const MEGABYTES = 5;
const ROUNDS = 300;
const WARM_UP = 50;
/** By then a model has said everything, in virtual milliseconds. */
const LONG = 5000;

const PARAGRAPH =
  "The river had been rising since the early morning, and nobody in the lower town had slept. They carried what " +
  "they could to the rooms above, the ledgers and the flour and the clock, and then they sat down on the stairs " +
  "and waited. Now and then somebody went to the door to look at the mark on the wall of the mill, and came back, " +
  "and said a number, and the others nodded as though they had known it. ";

/**
 * Medians of real time, in milliseconds: what a keystroke costs that asks nothing, in a large document, and what an
 * answer costs that is known already.
 */
export async function realTime(): Promise<{ keystrokeSyncMs: number; cacheAnswerMs: number }> {
  return { keystrokeSyncMs: await keystrokes(), cacheAnswerMs: await cacheAnswers() };
}

/** The writer types letters into the middle of a word in the middle of the document. */
async function keystrokes(): Promise<number> {
  const { engine, document, line, model, clock } = stage();
  const text = document.lineAt(line).text;
  const character = text.indexOf("nobody", text.length / 2) + 3;
  const ms = await median(async (round) => {
    const position = { line, character: character + round };
    const offset = document.offsetAt(position);
    document.insert(position, "b");
    const after = { line, character: character + round + 1 };
    const started = performance.now();
    const change = { offset, removedLength: 0, inserted: "b", kind: "edit" as const };
    engine.changed({ documentId: document.uri.toString(), ...change });
    const asked = engine.complete(readQuery(document, after), new AbortController().signal);
    const ms = performance.now() - started;
    await asked;
    return ms;
  });
  await clock.advanceTo(LONG);
  if (model.usage.requests > 0) throw new Error("the model was asked inside a word");
  return ms;
}

/** The writer goes away from a place that has been answered, and comes back. */
async function cacheAnswers(): Promise<number> {
  const { engine, document, line, clock } = stage();
  const position = { line, character: document.lineAt(line).text.length };
  const query: GhostTextQuery = readQuery(document, position);
  const first = engine.complete(query, new AbortController().signal);
  await clock.advanceTo(LONG);
  await first;
  return median(async () => {
    engine.moved(query.documentId, 0);
    await clock.advanceTo(clock.now() + LONG);
    const started = performance.now();
    const texts = await engine.complete(query, new AbortController().signal);
    const ms = performance.now() - started;
    if (texts.length === 0) throw new Error("the cache had no answer");
    return ms;
  });
}

function stage() {
  const paragraphs = Math.ceil((MEGABYTES * 1_000_000) / (2 * PARAGRAPH.length + 2));
  const document = new LineDocument(
    Array<string>(paragraphs).fill(PARAGRAPH.repeat(2).trimEnd()).join("\n\n"),
  );
  const clock = new VirtualClock();
  const nothing = {
    languageId: "markdown",
    language: "en",
    medianGapMs: 180,
    cursor: 0,
    events: [],
  } as const;
  const intended = new IntendedText({ name: "none", about: "", document: "", finalText: "", ...nothing });
  const speed = { firstTokenMs: 50, tokensPerSecond: 80 };
  const model = new BenchModel(clock, speed, intended, { language: "en", isHardWrapped: false });
  const engine = new GhostTextEngine({
    clock,
    modelName: () => model.info.name,
    model: () => Promise.resolve(model),
    settings: () => DEFAULT_SETTINGS.ghostText,
    others: () => [],
    isTrusted: () => true,
    isPaused: () => false,
    grown: () => undefined,
    failed: () => undefined,
    told: () => undefined,
  });
  // Every second line is blank.
  return { engine, document, model, clock, line: 2 * Math.floor(paragraphs / 2) };
}

async function median(measure: (round: number) => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) all.push(await measure(round));
  return quantile(all.slice(WARM_UP), 0.5) ?? NaN;
}
