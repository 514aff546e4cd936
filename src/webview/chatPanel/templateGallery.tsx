import { useRef, useState } from "preact/hooks";
import type { PanelCategory, PanelStrings, PanelTemplate } from "../../protocol/chatPanel";
import { findTemplates } from "./templateSearch";

export interface TemplateGalleryProps {
  readonly templates: readonly PanelTemplate[];
  readonly categories: readonly PanelCategory[];
  readonly strings: PanelStrings;
  readonly disabled: boolean;
  /** Whether it is open where the writer has not said so. */
  readonly startsOpen: boolean;
  readonly onRun: (id: string) => void;
}

/** What the arrow keys go through, in the order of the page. */
const STOPS = "input, li button:not(:disabled)";

/** All templates, by category, behind a button. The arrow keys go from the search box through them, Escape closes. */
export function TemplateGallery(props: TemplateGalleryProps) {
  const { templates, categories, strings, disabled, startsOpen, onRun } = props;
  const [chosen, setOpen] = useState<boolean | undefined>(undefined);
  const [query, setQuery] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const isOpen = chosen ?? startsOpen;
  const groups = findTemplates(templates, categories, query);
  const first = groups[0]?.templates[0]?.id;
  const run = (id: string) => {
    setOpen(undefined); // as it is where there is a chat, and where there is none
    setQuery("");
    toggle.current?.focus(); // its own button may go
    onRun(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const isSearch = event.target instanceof HTMLInputElement;
    if (event.key === "ArrowDown") move(list.current, 1);
    else if (event.key === "ArrowUp") move(list.current, -1);
    else if (event.key === "Enter" && isSearch && first !== undefined && !disabled) run(first);
    else if (event.key === "Escape" && query !== "") setQuery("");
    else if (event.key === "Escape") {
      setOpen(false);
      toggle.current?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <section class="gallery" aria-label={strings.templates}>
      <button class="toggle" ref={toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <i
          class={isOpen ? "codicon codicon-chevron-down" : "codicon codicon-chevron-right"}
          aria-hidden="true"
        />
        <span>{strings.templates}</span>
      </button>
      {isOpen && (
        <div class="choices" ref={list} onKeyDown={onKeyDown}>
          <input
            type="search"
            value={query}
            placeholder={strings.searchTemplates}
            aria-label={strings.searchTemplates}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
          <div class="groups">
            {groups.map(({ category, templates: some }) => (
              <div key={category.id} role="group" aria-label={category.label}>
                <h3>{category.label}</h3>
                <ul>
                  {some.map((template) => (
                    <TemplateButton
                      key={template.id}
                      template={template}
                      disabled={disabled}
                      isFirst={template.id === first}
                      onRun={run}
                    />
                  ))}
                </ul>
              </div>
            ))}
          </div>
          <p class="writing" role="status">
            {groups.length === 0 ? strings.noTemplates : ""}
          </p>
        </div>
      )}
    </section>
  );
}

interface TemplateButtonProps {
  readonly template: PanelTemplate;
  readonly disabled: boolean;
  readonly isFirst: boolean;
  readonly onRun: (id: string) => void;
}

/** Tab stops at the first one alone: from there the arrow keys go on. */
function TemplateButton({ template, disabled, isFirst, onRun }: TemplateButtonProps) {
  const { id, name, description, icon } = template;
  return (
    <li>
      <button title={description} disabled={disabled} tabIndex={isFirst ? 0 : -1} onClick={() => onRun(id)}>
        <i class={`codicon codicon-${icon}`} aria-hidden="true" />
        <span>{name}</span>
      </button>
    </li>
  );
}

/** Moves the focus to the next stop, or to the one before; at the ends it stays. */
function move(list: HTMLElement | null, step: 1 | -1): void {
  const stops = [...(list?.querySelectorAll<HTMLElement>(STOPS) ?? [])];
  const place = stops.findIndex((stop) => stop === document.activeElement);
  stops[place + step]?.focus();
}
