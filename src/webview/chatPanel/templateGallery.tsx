import { useRef, useState } from "preact/hooks";
import type { PanelState } from "../../protocol/chatPanel/panelState";
import { send } from "./host";
import { Icon } from "./iconButton";
import { Menu } from "./menu";
import { TemplateProblems } from "./templateProblems";
import { TemplateRow } from "./templateRow";
import { findTemplates, type TemplateGroup } from "./templateSearch";
import { useBitByBit } from "./useBitByBit";
import { useWords } from "./words";

/** How many templates are drawn at once. */
const AT_ONCE = 12;

export interface TemplateGalleryProps {
  readonly state: PanelState;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onChoose: (id: string) => void;
}

/** All templates, by category, behind a button. The arrow keys go from the search box through them, Escape closes. */
export function TemplateGallery({ state, isOpen, onToggle, onChoose }: TemplateGalleryProps) {
  const words = useWords();
  const [query, setQuery] = useState("");
  /** The row at which Tab stops; nothing for the first one. */
  const [stop, setStop] = useState<string | undefined>(undefined);
  const list = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  // Closed, it is drawn anew with each key in the composer all the same.
  const groups = isOpen ? findTemplates(state, query, words) : [];
  const rows = groups.flatMap(({ id, templates }) => templates.map((template) => `${id} ${template.id}`));
  const drawn = useBitByBit(rows.length, AT_ONCE);
  const stopRow = rows.find((row) => row === stop) ?? rows[0];
  const first = groups[0]?.templates[0]?.id;
  const choose = (id: string) => {
    setQuery("");
    onChoose(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const isSearch = event.target instanceof HTMLInputElement;
    if (event.key === "Enter" && isSearch && first !== undefined) choose(first);
    else if (event.key === "Escape" && query !== "") setQuery("");
    else if (event.key === "Escape") {
      onToggle(false);
      toggle.current?.focus();
    } else if (!moveFocus(list.current, event.key, isSearch)) return;
    event.preventDefault();
  };
  return (
    <section class={isOpen ? "gallery open" : "gallery"} aria-label={words.templates}>
      <div class="galleryHead">
        <h2>
          <button
            type="button"
            class="toggle"
            ref={toggle}
            aria-expanded={isOpen}
            onClick={() => onToggle(!isOpen)}
          >
            <Icon name={isOpen ? "chevron-down" : "chevron-right"} />
            <span>{words.templates}</span>
          </button>
        </h2>
        <ManageMenu hasChat={state.messages.length > 0} />
      </div>
      {isOpen && (
        <div class="shelf" ref={list} onKeyDown={onKeyDown}>
          <input
            type="search"
            class="field"
            value={query}
            placeholder={words.searchTemplates}
            aria-label={words.searchTemplates}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
          <div class="groups">
            <TemplateProblems problems={state.templateProblems} />
            {firstOf(groups, drawn).map((group) => (
              <div key={group.id} role="group" aria-label={group.label}>
                <h3>{group.label}</h3>
                <ul>
                  {group.templates.map((template) => {
                    const row = `${group.id} ${template.id}`;
                    return (
                      <TemplateRow
                        key={template.id}
                        template={template}
                        isStop={row === stopRow}
                        onFocus={() => setStop(row)}
                        onChoose={() => choose(template.id)}
                      />
                    );
                  })}
                </ul>
              </div>
            ))}
          </div>
          <p class="writing" role="status">
            {groups.length === 0 ? words.noTemplates : ""}
          </p>
        </div>
      )}
    </section>
  );
}

/** The groups that have the first `count` templates. */
function firstOf(groups: readonly TemplateGroup[], count: number): TemplateGroup[] {
  let left = count;
  return groups.flatMap((group) => {
    const templates = group.templates.slice(0, left);
    left -= templates.length;
    return templates.length > 0 ? [{ ...group, templates }] : [];
  });
}

function ManageMenu({ hasChat }: { readonly hasChat: boolean }) {
  const words = useWords();
  const items = [
    { label: words.newTemplate, icon: "add", onChoose: () => void send({ kind: "newTemplate" }) },
    {
      label: words.importTemplates,
      icon: "folder-opened",
      onChoose: () => void send({ kind: "importTemplates" }),
    },
    ...(hasChat
      ? [
          {
            label: words.saveChatAsTemplate,
            icon: "save-as",
            onChoose: () => void send({ kind: "saveChatAsTemplate" }),
          },
        ]
      : []),
  ];
  return <Menu label={words.manageTemplates} icon="ellipsis" items={items} />;
}

/**
 * Up and down lead from the search box through the rows, left and right through what is in a row; at the ends the
 * focus stays. @returns whether the key does that
 */
function moveFocus(list: HTMLElement | null, key: string, isSearch: boolean): boolean {
  const vertical = { ArrowDown: 1, ArrowUp: -1 }[key];
  const horizontal = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const row = document.activeElement?.closest(".templateRow");
  if (vertical !== undefined) {
    const stops = [...(list?.querySelectorAll<HTMLElement>("input, .template") ?? [])];
    const here = row?.querySelector(".template") ?? document.activeElement;
    stops[stops.findIndex((stop) => stop === here) + vertical]?.focus();
    return true;
  }
  if (horizontal === undefined || isSearch || !row) return false;
  const buttons = [...row.querySelectorAll("button")];
  buttons[buttons.findIndex((button) => button === document.activeElement) + horizontal]?.focus();
  return true;
}
