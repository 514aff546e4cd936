import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { LabelLook } from "../../protocol/understanding";

/** How sure the model was, in steps that the eye can tell apart. */
export type Strength = "weak" | "middle" | "strong";

/** How much of the label's colour is in the background, in per cent: text stays readable on the strongest, too. */
const TINT: Readonly<Record<Strength, number>> = { weak: 8, middle: 18, strong: 30 };

/** Colours of VS Code's themes. */
const THEME_COLOURS: Readonly<Record<LabelLook["colour"], string>> = {
  blue: "charts.blue",
  green: "charts.green",
  purple: "charts.purple",
  orange: "editorWarning.foreground",
  red: "charts.red",
  yellow: "charts.yellow",
  cyan: "terminal.ansiCyan",
};

/** A double line needs three pixels to be two. */
const WIDTHS: Readonly<Record<LabelLook["line"], string>> = {
  solid: "2px",
  dashed: "2px",
  dotted: "2px",
  double: "3px",
};

/** A score of 0 to 1 as a step; what has no score stands in the middle. */
export function strengthOf(score: number | undefined): Strength {
  if (score === undefined) return "middle";
  return score < 0.5 ? "weak" : score < 0.8 ? "middle" : "strong";
}

/** The editor's decoration types, each made when it is first needed and kept. */
export class HighlightTypes implements Disposable {
  readonly #types = new Map<string, vscode.TextEditorDecorationType>();

  /** The same type for the same look and strength. */
  of(look: LabelLook, strength: Strength): vscode.TextEditorDecorationType {
    const key = [look.colour, look.line, look.sides, strength].join(" ");
    const known = this.#types.get(key);
    if (known) return known;
    const type = vscode.window.createTextEditorDecorationType(decoration(look, strength));
    this.#types.set(key, type);
    return type;
  }

  get all(): Iterable<vscode.TextEditorDecorationType> {
    return this.#types.values();
  }

  /** Takes all highlights off all editors, too. */
  dispose(): void {
    for (const type of this.#types.values()) type.dispose();
    this.#types.clear();
  }
}

function decoration({ colour, line, sides }: LabelLook, strength: Strength): vscode.DecorationRenderOptions {
  const id = THEME_COLOURS[colour];
  const width = WIDTHS[line];
  const theme = new vscode.ThemeColor(id);
  return {
    // A theme's colour has no transparency of its own to set; VS Code gives each as a CSS variable, too.
    backgroundColor: `color-mix(in srgb, var(--vscode-${id.replace(".", "-")}) ${TINT[strength]}%, transparent)`,
    borderColor: theme,
    borderStyle: line,
    borderWidth: { below: `0 0 ${width} 0`, around: width, above: `${width} 0 0 0` }[sides],
    overviewRulerColor: theme,
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    // What is typed beside a finding is not part of it.
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  };
}
