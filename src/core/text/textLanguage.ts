/** One script, or a mix of scripts that tells one language, and how much a letter of it counts beside a Latin one. */
const SCRIPTS = [
  { name: "Han", letter: /\p{Script=Han}/gu, weight: 3 },
  { name: "Kana", letter: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, weight: 3 },
  { name: "Hangul", letter: /\p{Script=Hangul}/gu, weight: 2 },
  { name: "Latin", letter: /\p{Script=Latin}/gu, weight: 1 },
  { name: "Cyrillic", letter: /\p{Script=Cyrillic}/gu, weight: 1 },
  { name: "Greek", letter: /\p{Script=Greek}/gu, weight: 1 },
  { name: "Arabic", letter: /\p{Script=Arabic}/gu, weight: 1 },
  { name: "Hebrew", letter: /\p{Script=Hebrew}/gu, weight: 1 },
  { name: "Devanagari", letter: /\p{Script=Devanagari}/gu, weight: 1 },
  { name: "Thai", letter: /\p{Script=Thai}/gu, weight: 1 },
] as const;

export type Script = (typeof SCRIPTS)[number]["name"];

/** Fewer letters than these, weighted, tell nothing. */
const FEWEST_LETTERS = 20;

/** The script that most of `text` is written in; Kana for Japanese, whatever its share of Han. */
export function scriptOf(text: string): Script | undefined {
  const shares = SCRIPTS.map(({ name, letter, weight }) => {
    return { name, letters: weight * (text.match(letter)?.length ?? 0) };
  });
  const total = shares.reduce((sum, { letters }) => sum + letters, 0);
  if (total < FEWEST_LETTERS) return undefined;
  const [han, kana] = shares;
  const most = shares.reduce((one, other) => (other.letters > one.letters ? other : one));
  const isJapanese = most === han && (kana?.letters ?? 0) * 9 > most.letters;
  return isJapanese ? "Kana" : most.name;
}

/** Characters that one of the two ways of writing Chinese does not have. */
const SIMPLIFIED = /[这们来时说国为会后个对学过还没见头书门问间东车马风飞鱼鸟长]/g;
const TRADITIONAL = /[這們來時說國為會後個對學過還沒見頭書門問間東車馬風飛魚鳥長]/g;

/** franc is sure of nothing shorter; several pieces that agree are hardly ever wrong. */
const PIECE = 256;
const FEWEST_PIECES = 2;
const MOST_PIECES = 3;
/** How near the second language may come to the first, on the average. */
const NEAREST_SECOND = 0.93;

/**
 * The English name of the language of `text`, which is in `script`: "German", "Traditional Chinese". undefined
 * where it is not plain to see. Scripts of several languages need some 500 characters.
 */
export async function languageOf(text: string, script: Script): Promise<string | undefined> {
  switch (script) {
    case "Kana":
      return "Japanese";
    case "Hangul":
      return "Korean";
    case "Han": {
      const simplified = text.match(SIMPLIFIED)?.length ?? 0;
      const traditional = text.match(TRADITIONAL)?.length ?? 0;
      if (simplified > 2 * traditional) return "Simplified Chinese";
      return traditional > 2 * simplified ? "Traditional Chinese" : "Chinese";
    }
    default:
      return guessed(text);
  }
}

async function guessed(text: string): Promise<string | undefined> {
  const count = Math.min(MOST_PIECES, Math.floor(text.length / PIECE));
  if (count < FEWEST_PIECES) return undefined;
  const { francAll } = await import("franc-min"); // 100 KB of trigrams
  const guesses = Array.from({ length: count }, (_, i) => francAll(text.slice(i * PIECE, (i + 1) * PIECE)));
  const code = guesses[0]?.[0]?.[0];
  if (code === undefined || code === "und" || guesses.some(([first]) => first?.[0] !== code))
    return undefined;
  const seconds = guesses.reduce((sum, [, second]) => sum + (second?.[1] ?? 0), 0);
  return seconds / count > NEAREST_SECOND ? undefined : languageName(code);
}

/** The English name of a language tag, such as "de", "deu" or "en-GB"; undefined for what is none. */
export function languageName(tag: string): string | undefined {
  try {
    return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(tag.replace("_", "-"));
  } catch {
    return undefined;
  }
}
