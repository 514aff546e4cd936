/** Characters: a name longer than this is hard to read in a list of files. */
const LONGEST_ID = 60;
/** Names that Windows keeps for itself, whatever their ending is. */
const RESERVED = /^(con|prn|aux|nul|(com|lpt)[\d¹²³])$/i;
/** What may be a file's name on every system, and is no translation of another. */
const SAFE_ID = new RegExp(`^[\\p{L}\\p{N}\\p{M}_-]{1,${LONGEST_ID}}$`, "u");

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
  return freeId(id === "" || RESERVED.test(id) ? `template${id}` : id, taken);
}

/** `wish` where it is a file name on every system and has no dot, else an id that is made of it. */
export function safeId(wish: string): string {
  const id = wish.normalize("NFC");
  return SAFE_ID.test(id) && !RESERVED.test(id) ? id : templateId(id);
}

/** `id`, with a number behind it where one of `taken` is the same. */
export function freeId(id: string, taken: Iterable<string>): string {
  const others = [...taken];
  let free = id;
  for (let n = 2; others.some((other) => isSameId(other, free)); n++) free = `${id}${n}`;
  return free;
}

/** Whether two ids are one and the same file's on a system that does not tell capitals apart. */
export function isSameId(one: string, other: string): boolean {
  return one.normalize("NFC").toLowerCase() === other.normalize("NFC").toLowerCase();
}
