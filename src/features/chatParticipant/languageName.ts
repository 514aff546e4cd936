/** The languages that are known by name, by ISO 639 code, with a script where a name says one. */
const CODES = (
  "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk " +
  "km kn ko la lb lo lt lv mi mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru rw sa sd si sk sl so sq sr su sv sw " +
  "ta te tg th tk tl tr uk ur uz vi xh yi yo zh zh-Hans zh-Hant zu"
).split(" ");

/** Words that lead up to a language: "to French", "成法语". */
const LEAD = /^(?:(?:in)?to\s+|in\s+|译?成|译?为|到)/i;

/**
 * The English name, which models know best, of a language that is named in English, in `locale` or in itself, also
 * after "to" or "into"; undefined for every other text.
 */
export function languageNamed(text: string, locale: string): string | undefined {
  const bare = text.trim();
  const wanted = [bare, bare.replace(LEAD, "")].map(folded);
  const code = CODES.find((one) =>
    ["en", locale, one].some((spoken) => wanted.includes(folded(nameIn(spoken, one) ?? ""))),
  );
  return code && nameIn("en", code);
}

function nameIn(locale: string, code: string): string | undefined {
  return new Intl.DisplayNames([locale], { type: "language", fallback: "none" }).of(code);
}

function folded(name: string): string {
  return name.toLowerCase().trim();
}
