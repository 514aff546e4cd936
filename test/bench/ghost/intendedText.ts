import { TracedDocument, type Splice, type Trace } from "./trace";

/** The stretch of a trace between two moves of the cursor by hand. */
interface Run {
  /** The document at its end: what the writer meant in it, slips corrected. */
  readonly text: string;
  /** Where the cursor stood at its end. */
  readonly end: number;
  /** What was changed in the document after it. */
  readonly later: Splice[];
}

/** What a writer is going to write at a place. */
export interface Intention {
  /** Names the place: the text before it, without white space at its end. */
  readonly place: string;
  /** The end of the text before it. */
  readonly before: string;
  /** What will stand after it, up to the paragraph's end or to what stands on its line already. */
  readonly text: string;
}

/** So much text before a place tells it from all others. */
const SEEN = 32;

/** More than a line that was broken by hand has. */
const LINE = 200;

/** Where a paragraph ends: at a blank line, or where a list's item or a heading begins. */
const PARAGRAPH_END = /\n(?=\n|[ \t]*(?:[-*#>]|\d+\.)[ \t])|\n$/;

/** Knows at each moment of a trace what the writer means to write, as the model has to. */
export class IntendedText {
  readonly #runs: readonly Run[];
  readonly #finalText: string;
  #run = 0;
  #cursor: number;

  constructor(trace: Trace) {
    this.#runs = runsOf(trace);
    this.#finalText = trace.finalText;
    this.#cursor = trace.cursor;
  }

  /** The writer has moved the cursor: another stretch begins. */
  moved(): void {
    this.#run++;
  }

  /** Where the writer's cursor stands: of two places that look alike the nearer one is meant. */
  at(cursor: number): void {
    this.#cursor = cursor;
  }

  /** What will follow a text that ends with `prefix`; undefined where it holds a slip. */
  after(prefix: string): Intention | undefined {
    const run = this.#runs[this.#run];
    const offset = run && this.#find(run.text, prefix.slice(-SEEN));
    if (run === undefined || offset === undefined) return undefined;
    const isInside = /^[^\n]/.test(run.text.slice(run.end));
    const untilEnd = offset <= run.end ? run.text.slice(offset, run.end) : "";
    const from = Math.max(offset, run.end);
    const after = isInside ? "" : this.#finalText.slice(moveOver(run.later, from));
    const text = untilEnd + after;
    const place = run.text.slice(0, offset).trimEnd().slice(-SEEN);
    return {
      place,
      before: run.text.slice(Math.max(0, offset - LINE), offset),
      text: text.slice(0, PARAGRAPH_END.exec(text)?.index),
    };
  }

  #find(text: string, tail: string): number | undefined {
    let nearest: number | undefined;
    for (let at = text.indexOf(tail); at >= 0; at = text.indexOf(tail, at + 1)) {
      const offset = at + tail.length;
      const distance = (place: number) => Math.abs(place - this.#cursor);
      if (nearest === undefined || distance(offset) < distance(nearest)) nearest = offset;
    }
    return nearest;
  }
}

function runsOf(trace: Trace): Run[] {
  const document = new TracedDocument(trace);
  const runs: Run[] = [];
  const end = () => runs.push({ text: document.text, end: document.cursor, later: [] });
  for (const event of trace.events) {
    if (event.type === "move") end();
    const splice = document.apply(event);
    if (splice) for (const run of runs) run.later.push(splice);
  }
  end();
  if (document.text !== trace.finalText) throw new Error(`${trace.name} does not end with its final text`);
  return runs;
}

/** Where a place is after these changes; it stays before what is inserted at it. */
function moveOver(splices: readonly Splice[], place: number): number {
  let moved = place;
  for (const { offset, removed, inserted } of splices) {
    if (offset + removed.length <= moved && offset < moved) moved += inserted.length - removed.length;
    else if (offset < moved) moved = offset;
  }
  return moved;
}
