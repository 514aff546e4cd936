import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./iconButton";

/** Pixels between a menu and the panel's edge. */
const GAP = 4;

export interface MenuItem {
  readonly label: string;
  readonly icon: string;
  readonly onChoose: () => void;
}

export interface MenuProps {
  readonly label: string;
  readonly icon: string;
  readonly items: readonly MenuItem[];
  /** Said beside the icon. */
  readonly text?: string;
  /** Whether Tab stops at it. */
  readonly isStop?: boolean;
}

/** A button that opens a list of commands (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/). */
export function Menu({ label, icon, items, text, isStop = true }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!isOpen || !toggle.current || !list.current) return;
    place(list.current, toggle.current);
    list.current.querySelector("button")?.focus();
  }, [isOpen]);
  const close = () => {
    toggle.current?.focus();
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    if (event.key === "Escape") close();
    else if (!moveFocus(list.current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && whole.current?.contains(relatedTarget)) return;
    setOpen(false);
  };
  return (
    <div class="menu" ref={whole} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        class={text === undefined ? "icon" : "labelled"}
        ref={toggle}
        title={label}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        tabIndex={isStop ? 0 : -1}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
        {text !== undefined && <span>{text}</span>}
      </button>
      {isOpen && (
        <div class="popup" role="menu" aria-label={label} ref={list}>
          {items.map((item) => (
            <button
              type="button"
              key={item.label}
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              <Icon name={item.icon} />
              <span>{item.label}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Moves the focus among the buttons of a menu; it begins anew at the other end. @returns whether the key does that */
function moveFocus(list: HTMLElement | null, key: string): boolean {
  const buttons = [...(list?.querySelectorAll("button") ?? [])];
  const place = buttons.findIndex((button) => button === document.activeElement);
  const places: Record<string, number> = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    Home: 0,
    End: -1,
  };
  const next = places[key];
  if (next === undefined) return false;
  buttons.at(next % buttons.length)?.focus();
  return true;
}

/** On the side of its button that has more room. It may stand in a list that scrolls, which would cut it. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const { top, bottom, left } = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const isUnder = top + bottom < window.innerHeight;
  menu.style.top = `${isUnder ? bottom : Math.max(0, top - height)}px`;
  menu.style.left = `${Math.max(0, Math.min(left, window.innerWidth - width - GAP))}px`;
}
