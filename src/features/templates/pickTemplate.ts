import * as vscode from "vscode";
import type { LibraryTemplate, TemplateProblem } from "../../core/prompts/libraryTemplate";
import { wordTemplateFault, wordTemplateSource } from "../../platform/templateWording";

/** Lets the writer choose one of the templates; undefined where they leave. */
export async function pickTemplate(
  templates: readonly LibraryTemplate[],
  title: string,
): Promise<LibraryTemplate | undefined> {
  const items = templates.map((found) => {
    const { name, icon, description } = found.template;
    return {
      label: `$(${icon}) ${name}`,
      description: wordTemplateSource(found.source),
      detail: description,
      found,
    };
  });
  const placeHolder = vscode.l10n.t("Choose a template");
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.found;
}

/** Lets the writer choose one of the files that cannot be used. */
export async function pickProblem(
  problems: readonly TemplateProblem[],
): Promise<TemplateProblem | undefined> {
  const items = problems.map((problem) => ({
    label: `$(error) ${problem.fileName}`,
    description: wordTemplateSource(problem.source),
    detail: wordTemplateFault(problem.error),
    problem,
  }));
  const title = vscode.l10n.t("Templates That Cannot Be Used");
  const placeHolder = vscode.l10n.t("Choose the file to open");
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true }))?.problem;
}
