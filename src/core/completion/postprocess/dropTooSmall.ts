import type { Filter } from "./filter";

/** Nothing rather than a lone mark, a stray letter, or what already stands just before the cursor. */
export const dropTooSmall: Filter = (text, { prefix }) => {
  const words = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const repeated = text.trim().length > 10 && prefix.slice(-500).includes(text.trim());
  return words < 2 || repeated ? "" : text;
};
