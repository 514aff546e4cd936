import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Buttons that are one stop for Tab: inside it the arrow keys, Home and End go from one to the next
 * (https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/).
 */
export function Toolbar({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const buttons = () => [
    ...(bar.current?.querySelectorAll<HTMLButtonElement>("button:not(:disabled)") ?? []),
  ];
  const makeStop = (stop: HTMLButtonElement | undefined) => {
    for (const button of buttons()) button.tabIndex = button === stop ? 0 : -1;
  };
  useLayoutEffect(() => {
    const all = buttons();
    makeStop(all.find((button) => button.getAttribute("tabindex") === "0") ?? all[0]);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttons();
    const place = all.findIndex((button) => button === document.activeElement);
    const next = nextPlace(event.key, place, all.length);
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  };
  return (
    <div
      class="actions"
      role="toolbar"
      aria-label={label}
      ref={bar}
      onKeyDown={onKeyDown}
      onFocusIn={({ target }) => {
        if (target instanceof HTMLButtonElement) makeStop(target);
      }}
    >
      {children}
    </div>
  );
}

/** Where a key leads to among `count` things; at the ends it begins anew at the other one. */
function nextPlace(key: string, place: number, count: number): number | undefined {
  if (key === "ArrowRight") return (place + 1) % count;
  if (key === "ArrowLeft") return (place - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}
