import { readFileSync } from "node:fs";
import { panelStrings } from "../../../src/features/chatPanel/panelStrings";
import type { PanelStrings } from "../../../src/protocol/chatPanel/panelStrings";
import type { Language } from "./panelSite";

const chinese = JSON.parse(
  readFileSync(new URL("../../../l10n/bundle.l10n.zh-cn.json", import.meta.url), "utf8"),
) as Record<string, string>;

/** The panel's own words as the extension sends them: outside VS Code `l10n.t` gives the English. */
export function panelWords(language: Language): PanelStrings {
  const english = panelStrings();
  if (language === "en") return english;
  const entries = Object.entries(english).map(([name, text]) => [name, chinese[text] ?? text]);
  return Object.fromEntries(entries) as PanelStrings;
}
