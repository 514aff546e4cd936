import type MiniSearch from "minisearch";
import type { Clock } from "../common/clock";
import { CJK } from "../text/characters";
import { sentenceEnds } from "../text/sentence";
import { estimateTokens } from "../text/tokenEstimate";
import { withoutFrontMatter } from "../text/frontMatter";
import type { GhostTextQuery } from "./ghostTextQuery";

export interface OtherDocument {
  readonly id: string;
  readonly text: string;
}

/** UTF-16 units: a passage at the most; the text that passages are looked for with; the steps in which it moves. */
const LONGEST = 600;
const ASKED_WITH = 600;
const STEP = 256;
/** Estimated tokens. A shorter passage is a heading. */
const SHORTEST = 12;
/** The rarest words say what a text is about; short ones, and those of more than half of all passages, do not. */
const MOST_WORDS = 16;
const FEWEST_LETTERS = 4;
const FEWEST_LETTERS_CJK = 2;
const COMMON = 0.5;
const FEWEST_PASSAGES = 20;
/** One word in common is chance. */
const FEWEST_WORDS = 2;
/** Milliseconds of reading in one call. What is not read by then is read by the next ones. */
const READING_MS = 10;

interface Passage {
  readonly id: number;
  /** With a space between them. */
  readonly words: string;
}

/** The numbers of the pieces into which a paragraph was cut; none until it is read. */
type Pieces = number[];

/**
 * Finds what other documents say of the same things (BM25). A document is read once, some milliseconds at a time,
 * and of a changed one only what has changed.
 */
export class RelatedParagraphs {
  readonly #clock: Pick<Clock, "now">;
  #index: Promise<MiniSearch<Passage>> | undefined;
  readonly #documents = new Map<
    string,
    { readonly text: string; readonly paragraphs: Map<string, Pieces> }
  >();
  readonly #passages = new Map<number, string>();
  readonly #unread = new Map<Pieces, Iterator<string>>();
  /** In how many passages each word has been seen. */
  readonly #seen = new Map<string, number>();
  #next = 0;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /**
   * The passages of `others` that have most in common with the text before the cursor, the best first: each at most
   * 600 characters, none that stands around the cursor already, all of them at most `tokens` estimated tokens. The
   * same while somebody types on, up to the next 256 characters.
   */
  async find(query: GhostTextQuery, others: readonly OtherDocument[], tokens: number): Promise<string[]> {
    const index = await (this.#index ??= newIndex());
    const searched = others.filter(({ id }) => id !== query.documentId);
    this.#follow(index, searched, query.documentId);
    this.#read(index);
    const open = new Set(
      searched.flatMap(({ id }) => [...(this.#documents.get(id)?.paragraphs.values() ?? [])]).flat(),
    );
    const asked = this.#rarest(wordsOf(askedWith(query)));
    const results = index.search(asked.join(" "), { filter: ({ id }) => open.has(id as number) });
    const found: string[] = [];
    let left = tokens;
    for (const { id, queryTerms } of results) {
      const text = this.#passages.get(id as number);
      if (text === undefined || queryTerms.length < FEWEST_WORDS) continue;
      if (found.includes(text) || query.prefix.includes(text) || query.suffix.includes(text)) continue;
      const size = estimateTokens(text);
      if (size > left) continue;
      found.push(text);
      left -= size;
      if (left < SHORTEST) break;
    }
    return found;
  }

  /** Notices what was opened, changed and closed. The document at the cursor is kept for when it is left. */
  #follow(index: MiniSearch<Passage>, others: readonly OtherDocument[], current: string): void {
    const open = new Set(others.map(({ id }) => id));
    for (const [id, { paragraphs }] of this.#documents) {
      if (open.has(id) || id === current) continue;
      this.#documents.delete(id);
      for (const pieces of paragraphs.values()) this.#drop(index, pieces);
    }
    for (const { id, text } of others) {
      const known = this.#documents.get(id);
      if (known?.text === text) continue;
      const paragraphs = new Map<string, Pieces>();
      for (const paragraph of withoutFrontMatter(text).split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*/)) {
        if (paragraphs.has(paragraph)) continue;
        const pieces = known?.paragraphs.get(paragraph) ?? [];
        paragraphs.set(paragraph, pieces);
        if (!known?.paragraphs.delete(paragraph)) this.#unread.set(pieces, passagesOf(paragraph));
      }
      for (const pieces of known?.paragraphs.values() ?? []) this.#drop(index, pieces);
      this.#documents.set(id, { text, paragraphs });
    }
  }

  #drop(index: MiniSearch<Passage>, pieces: Pieces): void {
    this.#unread.delete(pieces);
    for (const id of pieces) {
      index.discard(id);
      this.#count(wordsOf(this.#passages.get(id) ?? ""), -1);
      this.#passages.delete(id);
    }
  }

  #count(words: readonly string[], by: 1 | -1): void {
    for (const word of new Set(words)) this.#seen.set(word, (this.#seen.get(word) ?? 0) + by);
  }

  #read(index: MiniSearch<Passage>): void {
    const end = this.#clock.now() + READING_MS;
    for (const [pieces, passages] of this.#unread) {
      for (let next = passages.next(); !next.done; next = passages.next()) {
        const id = this.#next++;
        const words = wordsOf(next.value);
        index.add({ id, words: words.join(" ") });
        this.#passages.set(id, next.value);
        this.#count(words, 1);
        pieces.push(id);
        if (this.#clock.now() >= end) return;
      }
      this.#unread.delete(pieces);
    }
  }

  /** The telling words among those that are seen at all, the rarest first. */
  #rarest(words: readonly string[]): string[] {
    const { size } = this.#passages;
    const most = size < FEWEST_PASSAGES ? size : size * COMMON;
    const seen = (word: string) => this.#seen.get(word) ?? 0;
    const telling = [...new Set(words)].filter((word) => {
      const fewest = WITHOUT_SPACES.test(word) ? FEWEST_LETTERS_CJK : FEWEST_LETTERS;
      return word.length >= fewest && seen(word) > 0 && seen(word) <= most;
    });
    return telling.sort((one, other) => seen(one) - seen(other)).slice(0, MOST_WORDS);
  }
}

async function newIndex(): Promise<MiniSearch<Passage>> {
  const { default: Index } = await import("minisearch");
  return new Index<Passage>({
    fields: ["words"],
    tokenize: (words) => words.split(" "),
    processTerm: (word) => word,
  });
}

/** The text before the cursor, up to a place that stays the same while somebody types on. */
function askedWith({ prefix, offset }: GhostTextQuery): string {
  const end = offset < STEP ? prefix.length : prefix.length - (offset % STEP);
  return prefix.slice(Math.max(0, end - ASKED_WITH), end);
}

/** A paragraph as it is, a long one in pieces that end with a sentence where there is one. */
function* passagesOf(paragraph: string): Generator<string, undefined> {
  for (let start = 0; start < paragraph.length;) {
    const most = paragraph.slice(start, start + LONGEST).replace(/[\ud800-\udbff]$/, "");
    const isAll = start + most.length === paragraph.length;
    const end = isAll ? undefined : sentenceEnds(most.slice(0, -1)).at(-1);
    const passage = most.slice(0, end).trim();
    if (estimateTokens(passage) >= SHORTEST) yield passage;
    start += end ?? most.length;
  }
}

/** The words of a text, in small letters. Only what is written without spaces needs a dictionary. */
function wordsOf(text: string): string[] {
  let segmenter: Intl.Segmenter | undefined;
  return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((word) => {
    if (!WITHOUT_SPACES.test(word)) return word;
    segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
    return Array.from(segmenter.segment(word), ({ segment }) => segment);
  });
}

const WITHOUT_SPACES = new RegExp(`${CJK.source}|[\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}]`, "u");
