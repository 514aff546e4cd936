import * as vscode from "vscode";

/** A setting of VS Code's own that keeps ghost text from being shown, or from being shown at once. */
export interface Obstacle {
  readonly setting: "editor.inlineSuggest.enabled" | "editor.inlineSuggest.minShowDelay";
  /** For the writer. */
  readonly message: string;
}

/** What stands in the way in this document; without one, in general. */
export function editorObstacles(document: vscode.TextDocument | undefined): Obstacle[] {
  const editor = vscode.workspace.getConfiguration("editor", document);
  const obstacles: Obstacle[] = [];
  if (!editor.get<boolean>("inlineSuggest.enabled", true)) {
    obstacles.push({
      setting: "editor.inlineSuggest.enabled",
      message: vscode.l10n.t("VS Code shows no ghost text: editor.inlineSuggest.enabled is off."),
    });
  }
  const delay = editor.get<number>("inlineSuggest.minShowDelay", 0);
  if (delay > 0) {
    obstacles.push({
      setting: "editor.inlineSuggest.minShowDelay",
      message: vscode.l10n.t(
        "VS Code holds ghost text back for {0} ms: editor.inlineSuggest.minShowDelay.",
        delay,
      ),
    });
  }
  return obstacles;
}
