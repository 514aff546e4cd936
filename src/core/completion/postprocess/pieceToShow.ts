import { LETTER } from "../../text/characters";
import type { Place } from "../ghostTextQuery";
import { isThereAlready } from "./alreadyThere";
import { type CutOptions, cutToLength } from "./cutToLength";
import { cutEcho } from "./echo";
import { isInOtherScript, isOutOfShape, isTooSmall } from "./fitness";
import { cutLoop } from "./loop";
import { cutUnopened } from "./marks";
import { withoutSuffixOverlap, withSpaceAfter } from "./suffixOverlap";

export interface PieceOptions extends CutOptions {
  /** The writer asked by key: less caution. */
  readonly explicit: boolean;
}

/** How far around the cursor the filters look, in UTF-16 units. */
const BEFORE = 4000;
const AFTER = 1000;
/** What is shorter, in UTF-16 units, may go on otherwise than the text after the cursor. */
const SURE = 20;

/**
 * What to show of `text`, which goes on at `here`: undefined to wait for more, "" where nothing may be shown. What is
 * shown is a beginning of `text`, but for a space behind it where a word follows at once: typed through, the writer
 * would miss it.
 */
export function pieceToShow(text: string, here: Place, options: PieceOptions): string | undefined {
  const near = { ...here, prefix: here.prefix.slice(-BEFORE), suffix: here.suffix.slice(0, AFTER) };
  const cut = cutToLength(text, near, options);
  if (cut === undefined) return undefined;
  const mayGoOn = options.isFinished === "no";
  if (isThereAlready(cut, near.suffix)) return mayGoOn && cut.length < SURE ? undefined : "";
  if (isOutOfShape(cut, near.prefix)) return "";
  const piece = cutUnopened(cutLoop(cut), near.prefix);
  const unsaid = cutEcho(piece, near.prefix, options.explicit);
  if ((unsaid === "" && piece !== "") || isInOtherScript(unsaid, near.prefix)) return "";
  const fresh = withoutSuffixOverlap(unsaid, near.suffix);
  if (isTooLittle(fresh, options)) return mayGoOn ? undefined : "";
  return withSpaceAfter(fresh, near.suffix);
}

/** What is on screen stays there to its last mark, and who asks by key gets a single letter, too. */
function isTooLittle(text: string, { atLeast, explicit }: PieceOptions): boolean {
  if (atLeast > 0) return text === "";
  return explicit ? !LETTER.test(text) : isTooSmall(text);
}
