import { CJK } from "../../text/characters";
import type { Aside } from "../../settings/settings";
import type { Spot } from "./spot";

/** How far back a URL is looked for. */
const LONGEST_URL = 500;

/**
 * An address up to the cursor. Its characters are ASCII or letters of scripts with spaces: in Chinese, text goes
 * on right behind it. Marks that close what stands around it are not its own.
 */
const URL_BEFORE = new RegExp(
  `(?<![A-Za-z\\d])(?:https?://|ftp://|file://|mailto:|www\\.)(?:[!#-;=?-Z_a-z~]|(?!${CJK.source})\\p{L})*(?<![),;'*])$`,
  "iu",
);

/** The cursor is in or right behind a bare URL. */
export function urlAside({ text, cursor, lineStart }: Spot): Aside | undefined {
  return URL_BEFORE.test(text.slice(Math.max(lineStart, cursor - LONGEST_URL), cursor)) ? "url" : undefined;
}
