import contrastDark from "../themes/contrastDark.json";
import contrastLight from "../themes/contrastLight.json";
import dark from "../themes/dark.json";
import light from "../themes/light.json";

/** What VS Code gives a webview in a theme; `scripts/captureThemes.mjs` took it from a real one. */
export interface Theme {
  /** Names of classes, with spaces between them. */
  readonly bodyClass: string;
  readonly bodyData: Readonly<Record<string, string>>;
  /** The style sheet that VS Code puts before the page's own. */
  readonly defaultStyles: string;
  /** CSS variables of the root element. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export const THEMES = { light, dark, contrastDark, contrastLight } satisfies Record<string, Theme>;
export type ThemeName = keyof typeof THEMES;
export const THEME_NAMES: readonly ThemeName[] = ["light", "dark", "contrastDark", "contrastLight"];
