import { isAlphabetic } from "../../text/characters";
import { sentenceEnds } from "../../text/sentence";
import { isWithinEdits } from "./editDistance";

/** So much of a text tells whether it is there, within so much of what follows; UTF-16 units. */
const HEAD = 20;
const NEAR = 30;
/** A sentence is the same when so much of it differs; one as short as a word or two always has its like. */
const DIFFERENT = 0.05;
const SHORTEST = 10;
const LONGEST = 400;

/** Whether `text` stands right after the cursor already. */
export function isThereAlready(text: string, suffix: string): boolean {
  const body = plain(text);
  const after = plain(suffix.slice(0, LONGEST));
  if (body.length < 2 || after === "") return false;
  if (body.length >= HEAD && after.slice(0, NEAR).includes(body.slice(0, HEAD))) return true;
  const endsWord = !isAlphabetic(body.at(-1) ?? "") || !isAlphabetic(after.charAt(body.length));
  if (body.length < HEAD && endsWord && after.startsWith(body)) return true;
  const sentence = firstSentence(body);
  const most = Math.max(1, Math.floor(sentence.length * DIFFERENT));
  return sentence.length >= SHORTEST && isWithinEdits(sentence, firstSentence(after), most);
}

function firstSentence(text: string): string {
  return text.slice(0, sentenceEnds(text)[0]);
}

/** White space as single spaces, full-width forms as plain ones. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, " ").trim();
}
