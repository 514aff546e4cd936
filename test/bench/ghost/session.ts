import { Random } from "./random";
import { TracedDocument, type TraceEvent, type Untimed } from "./trace";

export interface SessionStart {
  /** The text before the typing starts; the cursor stands at its end. */
  readonly document: string;
  readonly medianGapMs: number;
  readonly seed: number;
}

/** How far the gaps between keys are spread around their median. */
const SPREAD = 0.35;
/** Milliseconds: a writer who stops to think, and the least time in which anybody notices a slip. */
const PAUSE = { least: 600, most: 2500 };
const NOTICE = 250;
/** How often a writer pauses: after a sentence, after a clause, after any other word. */
const PAUSES = { sentence: 0.8, clause: 0.4, word: 0.03 };
const SLIPS = 0.02;
/** The letters beside each other on the keyboard. */
const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

const SENTENCE_END = /[.!?。！？][”"]?\s*$/;
const CLAUSE_END = /[,;:，；：、]\s*$/;
const HAN = /\p{Script=Han}/u;

/** Writes down what a person does who writes a known text: with gaps, pauses, slips and corrections. */
export class Session {
  readonly #events: TraceEvent[] = [];
  readonly #document: TracedDocument;
  readonly #random: Random;
  readonly #median: number;
  /** The gap before the next event, where it is not just the next key's. */
  #gap: number | undefined;

  constructor(
    { document, medianGapMs, seed }: SessionStart,
    /** How a Chinese character is typed, in Latin letters. */
    private readonly syllables: Readonly<Record<string, string>>,
  ) {
    this.#document = new TracedDocument({ document, cursor: document.length });
    this.#random = new Random(seed);
    this.#median = medianGapMs;
  }

  get events(): readonly TraceEvent[] {
    return this.#events;
  }

  get text(): string {
    return this.#document.text;
  }

  /** Types `text` key by key, with slips that are noticed and corrected. */
  type(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const letter = text.charAt(i);
      const wrong = neighbours(letter);
      if (wrong.length > 0 && this.#random.chance(SLIPS)) this.#slip(wrong, text.slice(i + 1));
      this.key(letter);
      this.#maybePause(text.slice(0, i + 1), text.charAt(i + 1));
    }
  }

  /** Types `text` as one key. */
  key(text: string): void {
    this.#do({ type: "key", text });
  }

  /** Writes Chinese, a space between words: each word is composed letter by letter and committed; marks are typed. */
  compose(text: string): void {
    for (const { 0: part, index } of text.matchAll(/\p{Script=Han}+|[^\p{Script=Han} ]/gu)) {
      if (HAN.test(part)) this.#composeWord(part);
      else this.key(part);
      const end = index + part.length;
      this.#maybePause(text.slice(0, end), text.charAt(end));
    }
  }

  /** Goes back to the last `before`, puts `after` in its place, and stays there. */
  changeWord(before: string, after: string): void {
    this.goToAfter(before);
    this.#delete(before.length);
    this.type(after);
    this.#pause();
  }

  /** Puts the cursor behind the last place where `text` stands. */
  goToAfter(text: string): void {
    const offset = this.text.lastIndexOf(text);
    if (offset < 0) throw new Error(`nowhere to go: ${text}`);
    this.#move(offset + text.length);
  }

  goToEnd(): void {
    this.#move(this.text.length);
  }

  /** Types `text` and, after a look at it, takes it back in one step. */
  typeInVain(text: string): void {
    const before = this.#events.length;
    this.type(text);
    const count = this.#events.length - before;
    this.#pause();
    this.#do({ type: "undo", count });
    this.#pause();
  }

  #move(offset: number): void {
    this.#pause();
    this.#do({ type: "move", offset });
    this.#pause();
  }

  /** A wrong letter, up to two right ones before it is noticed, and all of them taken away again. */
  #slip(wrong: readonly string[], following: string): void {
    this.key(this.#random.pick(wrong));
    const more = /^[^\n]{0,2}/.exec(following)?.[0].slice(0, this.#random.between(0, 2)) ?? "";
    for (const letter of more) this.key(letter);
    this.#notice();
    this.#delete(more.length + 1);
  }

  #composeWord(word: string): void {
    const spelled = Array.from(word, (character) => {
      const syllable = this.syllables[character];
      if (syllable === undefined) throw new Error(`no syllable for ${character}`);
      return syllable;
    });
    if (this.#random.chance(SLIPS * 2)) {
      // The wrong one of the words that sound like this is taken first.
      this.#letters(spelled);
      this.#do({ type: "commit", text: "是".repeat(word.length) });
      this.#notice();
      this.#delete(word.length);
    }
    this.#letters(spelled);
    this.#do({ type: "commit", text: word });
  }

  /** As input methods show it: "ni'h", "ni'ha", "ni'hao". */
  #letters(syllables: readonly string[]): void {
    let shown = "";
    for (const [index, syllable] of syllables.entries()) {
      if (index > 0) shown += "'";
      for (const letter of syllable) {
        shown += letter;
        this.#do({ type: "compose", text: shown });
      }
    }
  }

  /** After a mark with white space behind it the writer pauses behind the space. */
  #maybePause(written: string, next: string): void {
    if (/\s/.test(next)) return;
    const isWordEnd = /\s$/.test(written);
    if (SENTENCE_END.test(written)) this.#pauseAtTimes(PAUSES.sentence);
    else if (CLAUSE_END.test(written)) this.#pauseAtTimes(PAUSES.clause);
    else if (isWordEnd) this.#pauseAtTimes(PAUSES.word);
  }

  #pauseAtTimes(probability: number): void {
    if (this.#random.chance(probability)) this.#pause();
  }

  #pause(): void {
    this.#gap = this.#random.between(PAUSE.least, PAUSE.most);
  }

  #delete(count: number): void {
    for (let i = 0; i < count; i++) this.#do({ type: "delete", count: 1 });
  }

  #notice(): void {
    this.#gap = Math.max(NOTICE, Math.round(this.#random.logNormal(this.#median * 2, SPREAD)));
  }

  #do(what: Untimed): void {
    const gap = this.#gap ?? Math.max(20, Math.round(this.#random.logNormal(this.#median, SPREAD)));
    this.#gap = undefined;
    const event = { gap, ...what } as TraceEvent;
    this.#document.apply(event);
    this.#events.push(event);
  }
}

/** The letters that a finger hits instead, in the same case; none for other characters. */
function neighbours(letter: string): string[] {
  const lower = letter.toLowerCase();
  const row = ROWS.find((keys) => keys.includes(lower)) ?? "";
  const at = row.indexOf(lower);
  const beside = at < 0 ? [] : [row.charAt(at - 1), row.charAt(at + 1)].filter((key) => key !== "");
  return letter === lower ? beside : beside.map((key) => key.toUpperCase());
}
