import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./iconButton";
import type { Suggestion } from "./useSuggestions";
import { useWords } from "./words";

export interface SuggestionListProps {
  /** Unique on the page. */
  readonly id: string;
  readonly list: readonly Suggestion[];
  readonly active: number;
  readonly onChoose: (place: number) => void;
}

/** An option's id, for the composer's aria-activedescendant. */
export const optionId = (listId: string, place: number): string => `${listId}-${place}`;

/** What can be chosen while the focus stays in the composer. */
export function SuggestionList({ id, list, active, onChoose }: SuggestionListProps) {
  const words = useWords();
  const whole = useRef<HTMLUListElement>(null);
  useEffect(() => {
    whole.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active, list]);
  if (list.length === 0) {
    return (
      <p class="popup writing" role="status">
        {words.nothingFits}
      </p>
    );
  }
  return (
    <ul class="popup" role="listbox" id={id} aria-label={words.suggestions} tabIndex={0} ref={whole}>
      {list.map((suggestion, place) => (
        <li
          key={suggestion.id}
          id={optionId(id, place)}
          role="option"
          aria-selected={place === active}
          onMouseDown={(event) => event.preventDefault()} // the focus stays where it is
          onClick={() => onChoose(place)}
        >
          <Icon name={suggestion.icon} />
          <span class="label">{suggestion.label}</span>
          {suggestion.detail !== undefined && <span class="description">{suggestion.detail}</span>}
        </li>
      ))}
    </ul>
  );
}
