import type { PanelTemplate } from "../../protocol/chatPanel/panelState";

/** A word in the composer that is about something the panel can offer. */
export interface TypedWord {
  readonly kind: "mention" | "command";
  /** Without the sign at its beginning. */
  readonly query: string;
  /** Where it is, in UTF-16 units of the text. */
  readonly from: number;
  readonly to: number;
}

/** Longer ones are no names, but text that happens to begin with the sign. */
const LONGEST = 60;

/** What is being typed before the caret: "@file" anywhere but inside an address, "/command" at the beginning alone. */
export function typedWord(text: string, caret: number): TypedWord | undefined {
  const before = text.slice(0, caret);
  const command = /^\/(\S*)$/.exec(before);
  const mention = /(?:^|[^\w.%+-])@([^\s@]*)$/.exec(before);
  const [found, kind] = command ? [command, "command" as const] : [mention, "mention" as const];
  const query = found?.[1];
  if (query === undefined || query.length > LONGEST) return undefined;
  return { kind, query, from: caret - query.length - 1, to: caret };
}

/** The text with `word` replaced, and a space after it; and where the caret is then. */
export function replaceWord(
  text: string,
  { from, to }: TypedWord,
  replacement: string,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(to);
  const begun = text.slice(0, from) + replacement + " ";
  return { text: begun + after.replace(/^ /, ""), caret: begun.length };
}

/** The template that a text calls by its command, with what stands after it. Names may hold spaces: the longest fits. */
export function calledTemplate(
  text: string,
  templates: readonly PanelTemplate[],
): { readonly template: PanelTemplate; readonly rest: string } | undefined {
  if (!text.startsWith("/")) return undefined;
  const called = templates
    .filter(({ id }) => text.startsWith(id, 1) && /^(\s|$)/.test(text.slice(id.length + 1)))
    .sort((a, b) => b.id.length - a.id.length)[0];
  return called && { template: called, rest: text.slice(called.id.length + 1).trim() };
}
