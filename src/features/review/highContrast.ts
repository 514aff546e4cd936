import { ColorThemeKind, window } from "vscode";

/** Whether the theme is one of high contrast, which has no colours for what is added or removed. */
export function isHighContrast(): boolean {
  const { kind } = window.activeColorTheme;
  return kind === ColorThemeKind.HighContrast || kind === ColorThemeKind.HighContrastLight;
}
