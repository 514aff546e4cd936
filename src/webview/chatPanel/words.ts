import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { PanelStrings } from "../../protocol/chatPanel/panelStrings";

/** The panel's own words, for everything under the app. */
export const Words = createContext<PanelStrings | undefined>(undefined);

export function useWords(): PanelStrings {
  const words = useContext(Words);
  if (!words) throw new Error("This is drawn outside the app");
  return words;
}

/** A text with its gap filled. */
export function fill(text: string, value: string): string {
  return text.replace("{0}", () => value);
}

/** A whole number as it is written in the writer's language. */
export function wholeNumber(value: number): string {
  // The first formatter of a page takes tens of milliseconds, and small numbers need none in the panel's languages.
  if (value < 1000) return String(value);
  return value.toLocaleString(document.documentElement.lang || undefined);
}
