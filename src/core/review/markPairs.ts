import { joinChanges, type Change } from "./changes";
import type { Token } from "./tokens";

/** Emphasis, quotes and brackets, which come in twos. */
const PAIRED_MARKS = /^[*_`~$"'“”‘’„«»‹›()（）[\]【】「」『』《》〈〉]+$/;

/** What may change together with a mark, such as the colon before a quote. */
const BESIDE_MARKS = /[\s,.:;!?，。、：；！？]+/g;

/** The second of two marks where it is another one than the first. */
const CLOSING: Readonly<Record<string, string>> = {
  "“": "”",
  "‘": "’",
  "„": "“",
  "«": "»",
  "‹": "›",
  "(": ")",
  "（": "）",
  "[": "]",
  "【": "】",
  "「": "」",
  "『": "』",
  "《": "》",
  "〈": "〉",
};

/** How far apart two marks may be to be taken for a pair, in characters of the original. */
const LONGEST_PAIR = 200;

/**
 * Joins the changes of two marks that belong together, with all that is between them: accepting "**" before a word
 * but not behind it would break the text.
 */
export function joinMarkPairs(
  changes: readonly Change[],
  tokens: readonly Token[],
  text: string,
  otherText: string,
): Change[] {
  const joined: Change[] = [];
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i];
    if (change === undefined) break;
    const partner = partnerOf(i, changes, tokens, text, otherText);
    const last = changes[partner];
    if (last === undefined) {
      joined.push(change);
    } else {
      joined.push(joinChanges(change, last));
      i = partner;
    }
  }
  return joined;
}

/** The index of the change that closes what the one at `index` opens; -1 when it opens nothing. */
function partnerOf(
  index: number,
  changes: readonly Change[],
  tokens: readonly Token[],
  text: string,
  otherText: string,
): number {
  const marksOf = ({ own, other }: Change) =>
    [bare(text.slice(own.start, own.end)), bare(otherText.slice(other.start, other.end))] as const;
  const opening = changes[index];
  if (opening?.kind !== "text") return -1;
  const [removed, added] = marksOf(opening);
  if (!PAIRED_MARKS.test(removed + added)) return -1;
  for (let i = index + 1; i < changes.length; i++) {
    const change = changes[i];
    if (change?.kind !== "text" || change.own.start - opening.own.end > LONGEST_PAIR) return -1;
    const isPlain = ({ kind }: Token) => kind === "word" || kind === "mark";
    if (!tokens.slice(opening.behind, change.first).every(isPlain)) return -1;
    const [removedThen, addedThen] = marksOf(change);
    if (removedThen === closing(removed) && addedThen === closing(added)) return i;
  }
  return -1;
}

function bare(marks: string): string {
  return marks.replace(BESIDE_MARKS, "");
}

function closing(marks: string): string {
  return Array.from(marks, (mark) => CLOSING[mark] ?? mark)
    .reverse()
    .join("");
}
