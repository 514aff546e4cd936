/** Characters: a name longer than this is hard to read in a list of files. */
const LONGEST_ID = 60;
/** Names that Windows keeps for itself, whatever their ending is. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * An id, which is a file's name without `.prompt.md`, for a template of this name: its words joined, as in
 * `coverLetter` for "Cover Letter" and `求职信` for "求职信". It is a file name on every system and has no dot, and
 * none of `taken` is the same but for capitals.
 */
export function templateId(name: string, taken: Iterable<string> = []): string {
  const words = name.normalize("NFC").match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const joined = words.map(([first = "", ...rest], i) => {
    return (i === 0 ? first.toLowerCase() : first.toUpperCase()) + rest.join("");
  });
  const id = Array.from(joined.join("")).slice(0, LONGEST_ID).join("");
  const base = id === "" || RESERVED.test(id) ? `template${id}` : id;
  const others = new Set([...taken].map((other) => other.normalize("NFC").toLowerCase()));
  let free = base;
  for (let n = 2; others.has(free.toLowerCase()); n++) free = `${base}${n}`;
  return free;
}
