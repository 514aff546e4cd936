import * as vscode from "vscode";
import type { LibraryTemplate } from "../core/prompts/libraryTemplate";
import { templateNeeds } from "../core/prompts/templateNeeds";
import { wordTemplateSource } from "./templateWording";

const STATE_KEY = "approvedOverrides";

/**
 * Templates of the workspace's that take the place of others also behind their commands: somebody else may have
 * written them, and may want more sent than the writer knows. None is run before the writer has agreed, once.
 */
export class WorkspaceOverrides {
  /** @param state of the workspace */
  constructor(private readonly state: Pick<vscode.Memento, "get" | "update">) {}

  /** Whether to run a template that was started by another's name: asks where it is one of these. */
  async mayRun({ template, source, uri, overrides }: LibraryTemplate): Promise<boolean> {
    const replaced = overrides?.at(-1);
    if (source !== "workspace" || replaced === undefined) return true;
    const sent = wordsSent(template);
    // Anew where it wants more.
    const key = JSON.stringify([uri, ...sent.keys()]);
    const approved = this.state.get<string[]>(STATE_KEY, []);
    if (approved.includes(key)) return true;
    const file = vscode.Uri.parse(uri);
    const [run, show] = [vscode.l10n.t("Run"), vscode.l10n.t("Show Template")];
    const path = vscode.workspace.asRelativePath(file);
    const beside = vscode.l10n.t("Besides your text, it may send: {0}", [...sent.values()].join(", "));
    const pressed = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'This workspace has a template of its own, "{0}", in place of this one of {1}. Run it?',
        template.name.replace(/[\s\p{Cc}]+/gu, " "),
        wordTemplateSource(replaced),
      ),
      { modal: true, detail: sent.size === 0 ? path : `${path}\n${beside}` },
      run,
      show,
    );
    if (pressed === show) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    if (pressed !== run) return false;
    await this.state.update(STATE_KEY, [...approved, key]);
    return true;
  }
}

/** What is more than the text that the writer has in view, by its name in the template. */
function wordsSent(template: LibraryTemplate["template"]): Map<string, string> {
  const needs = templateNeeds(template);
  const words: readonly (readonly [Parameters<typeof needs.has>[0], string])[] = [
    ["document", vscode.l10n.t("The document")],
    ["clipboard", vscode.l10n.t("The clipboard")],
    ["glossary", vscode.l10n.t("The glossary")],
  ];
  return new Map(words.filter(([name]) => needs.has(name)));
}
