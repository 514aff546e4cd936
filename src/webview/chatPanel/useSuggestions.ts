import { useEffect, useRef, useState } from "preact/hooks";
import type { PanelTemplate } from "../../protocol/chatPanel/panelState";
import { contextIcon } from "./contextIcon";
import { send } from "./host";
import type { PanelModel } from "./panelModel";
import { findCommands } from "./templateSearch";
import { replaceWord, typedWord, type TypedWord } from "./typedWord";

/** How long the writer must pause before files are looked for, in milliseconds. */
const PAUSE_MS = 80;
const MOST = 50;

export interface Suggestion {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon: string;
}

export interface SuggestionsParts {
  readonly text: string;
  /** In UTF-16 units; undefined while the composer has not got the focus. */
  readonly caret: number | undefined;
  readonly templates: readonly PanelTemplate[];
  readonly answer: PanelModel["mentions"];
  readonly nextTicket: () => number;
  /** The text with the chosen thing in it. */
  readonly onChoose: (text: string, caret: number) => void;
}

export interface Suggestions {
  /** Undefined while there is nothing to suggest. */
  readonly list: readonly Suggestion[] | undefined;
  readonly active: number;
  readonly choose: (place: number) => void;
  /** @returns whether the key was for the suggestions */
  readonly press: (key: string) => boolean;
}

/** What "@" and "/" offer in the composer. */
export function useSuggestions(parts: SuggestionsParts): Suggestions {
  const { text, caret, templates, answer, nextTicket, onChoose } = parts;
  const word = caret === undefined ? undefined : typedWord(text, caret);
  const key = word && `${word.kind} ${word.from}`;
  const mentions = useMentions(word, answer, nextTicket);
  const [dismissed, setDismissed] = useState<string | undefined>(undefined);
  const [chosen, setChosen] = useState({ query: "", place: 0 });
  useEffect(() => setDismissed(undefined), [key]);

  const list = word && key !== dismissed ? suggestions(word, templates, mentions) : undefined;
  const query = word?.query ?? "";
  const active = list && chosen.query === query ? Math.min(chosen.place, Math.max(list.length - 1, 0)) : 0;
  const choose = (place: number) => {
    const suggestion = list?.[place];
    if (!word || !suggestion) return;
    if (word.kind === "mention") send({ kind: "mention", id: suggestion.id });
    const next = replaceWord(text, word, suggestion.label);
    onChoose(next.text, next.caret);
  };
  const press = (pressed: string): boolean => {
    if (!list || list.length === 0) return false;
    const { length } = list;
    if (pressed === "ArrowDown") setChosen({ query, place: (active + 1) % length });
    else if (pressed === "ArrowUp") setChosen({ query, place: (active - 1 + length) % length });
    else if (pressed === "Escape") setDismissed(key);
    else if (pressed === "Tab") choose(active);
    else if (pressed === "Enter" && list[active]?.label !== text.trim()) choose(active);
    else return false; // Enter after a whole command runs it
    return true;
  };
  return { list, active, choose, press };
}

function suggestions(
  { kind, query }: TypedWord,
  templates: readonly PanelTemplate[],
  mentions: readonly Suggestion[] | undefined,
): readonly Suggestion[] | undefined {
  if (kind === "mention") return mentions;
  const found = findCommands(templates, query).slice(0, MOST);
  if (found.length === 0) return undefined; // a text that happens to begin with a slash
  return found.map(({ id, name, source, icon }) => ({
    ...{ id, label: `/${id}`, icon },
    // One that takes the place of Inkling's own has to show it here too: Enter may run it at once.
    detail: source === undefined ? name : `${name} · ${source}`,
  }));
}

/** Asks the host for what can be mentioned. @returns undefined until it has answered about this mention */
function useMentions(
  word: TypedWord | undefined,
  answer: PanelModel["mentions"],
  nextTicket: () => number,
): readonly Suggestion[] | undefined {
  const query = word?.kind === "mention" ? word.query : undefined;
  const from = word?.kind === "mention" ? word.from : undefined;
  /** The first ticket for this mention: what was asked before is about another one. */
  const first = useRef<number | undefined>(undefined);
  useEffect(() => void (first.current = undefined), [from]);
  useEffect(() => {
    if (query === undefined) return undefined;
    const timer = setTimeout(() => {
      const ticket = nextTicket();
      first.current ??= ticket;
      send({ kind: "mentions", ticket, query });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query, from]);
  if (query === undefined || !answer || first.current === undefined || answer.ticket < first.current) {
    return undefined;
  }
  return answer.mentions
    .slice(0, MOST)
    .map(({ kind, ...mention }) => ({ ...mention, icon: contextIcon(kind) }));
}
