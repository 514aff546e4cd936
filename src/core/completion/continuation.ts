import { CJK, firstCharacter } from "../text/characters";
import { estimateTokens } from "../text/tokenEstimate";
import { Answer, type Finished } from "./answer";
import type { Place } from "./ghostTextQuery";

/** Letters that an input method may yet turn into Chinese or Japanese, at the end of what was typed. */
const MAYBE_COMPOSING = /[a-z' ]{1,24}$/i;

/** What a model said at a place: one answer, or several when it was asked for them. */
export class Continuation {
  readonly place: Place;
  /** The answer that is shown by itself. */
  readonly first: Answer;
  readonly #answers: Answer[];
  /** Whether it was given up, or broke off, before its end: no whole answer. */
  isBroken = false;
  #logprob = 0;
  #tokens = 0;

  /** `model` is the model's name in the settings. */
  constructor(
    { prefix, suffix, languageId }: Place,
    readonly model: string,
  ) {
    this.place = { prefix: ownCopy(prefix), suffix: ownCopy(suffix), languageId };
    this.first = new Answer(this.place);
    this.#answers = [this.first];
  }

  get answers(): readonly Answer[] {
    return this.#answers;
  }

  /** UTF-16 units that it holds. */
  get size(): number {
    const { prefix, suffix } = this.place;
    return this.#answers.reduce((size, answer) => size + answer.size, prefix.length + suffix.length);
  }

  /** The mean natural logarithm of the probability of a token; undefined where the model does not say. */
  get meanLogprob(): number | undefined {
    return this.#tokens > 0 ? this.#logprob / this.#tokens : undefined;
  }

  /** More of an answer has come; `logprob` is that of the whole chunk. */
  grow(text: string, index = 0, logprob?: number): void {
    while (this.#answers.length <= index) this.#answers.push(new Answer(this.place));
    this.#answers[index]?.grow(text);
    // Some servers leave it out for a token here and there, which makes the sum no number.
    if (logprob === undefined || !Number.isFinite(logprob) || index > 0) return;
    this.#logprob += logprob;
    // A chunk is a token as a rule; where it is more, the text tells.
    this.#tokens += Math.max(1, estimateTokens(text));
  }

  /** Nothing more will come of any answer. */
  finish(why: Exclude<Finished, "no">): void {
    for (const answer of this.#answers) if (answer.finished === "no") answer.finish(why);
  }

  /** Takes the answers of another one at the same place over, behind its own. */
  adopt({ answers }: Continuation): void {
    this.#answers.push(...answers);
  }

  /**
   * Whether any answer goes on as the writer does. Letters where Chinese or Japanese is expected may be an input
   * method's, which shows what it composes in the document: they are not held against an answer.
   */
  agrees(typed: string): boolean {
    const letters = MAYBE_COMPOSING.exec(typed)?.[0] ?? "";
    const before = typed.slice(0, typed.length - letters.length);
    return this.#answers.some((answer) => {
      if (answer.rest(typed)) return true;
      if (letters === "") return false;
      const rest = answer.rest(before);
      return rest === "unknown" || (rest !== undefined && CJK.test(firstCharacter(rest.text)));
    });
  }
}

/** A part of a long string keeps the whole of it in memory, and a paragraph may be megabytes in one line. */
function ownCopy(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
