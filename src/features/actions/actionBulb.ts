import * as vscode from "vscode";

/** Languages of prose. Anywhere else the actions are there only for what is selected, and when asked for. */
const PROSE: ReadonlySet<string> = new Set(
  "markdown plaintext latex tex restructuredtext asciidoc git-commit typst quarto html".split(" "),
);

interface BulbAction {
  readonly title: string;
  /** The template's id. */
  readonly action: string;
  /** The values that the command is given, so that it does not ask. */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Registers the actions of the light bulb. By itself it lights up only where prose is selected; asked for (Ctrl+.) it
 * is there for the paragraph at the cursor too. Nothing is loaded for it.
 */
export function registerActionBulb(): vscode.Disposable {
  const kind = vscode.CodeActionKind.RefactorRewrite.append("inkling");
  const provideCodeActions: vscode.CodeActionProvider["provideCodeActions"] = (document, range, context) => {
    if (context.only && !context.only.intersects(kind)) return [];
    const isAsked = context.triggerKind === vscode.CodeActionTriggerKind.Invoke;
    const isProse = PROSE.has(document.languageId);
    const isOffered = range.isEmpty ? isProse && isAsked : isProse || isAsked;
    return isOffered ? bulbActions().map((action) => toCodeAction(action, kind)) : [];
  };
  return vscode.languages.registerCodeActionsProvider(
    "*",
    { provideCodeActions },
    { providedCodeActionKinds: [kind] },
  );
}

function bulbActions(): readonly BulbAction[] {
  return [
    { title: vscode.l10n.t("Make Clearer"), action: "rewrite", variables: { style: "clearer" } },
    { title: vscode.l10n.t("Make Shorter"), action: "rewrite", variables: { style: "shorter" } },
    { title: vscode.l10n.t("Make Simpler"), action: "rewrite", variables: { style: "simpler" } },
    { title: vscode.l10n.t("Make More Formal"), action: "rewrite", variables: { style: "moreFormal" } },
    { title: vscode.l10n.t("Make Friendlier"), action: "rewrite", variables: { style: "friendlier" } },
    {
      title: vscode.l10n.t("In the Voice of the Document"),
      action: "rewrite",
      variables: { style: "documentVoice" },
    },
    { title: vscode.l10n.t("Fix Grammar"), action: "fixGrammar" },
    { title: vscode.l10n.t("Translate…"), action: "translate" },
    { title: vscode.l10n.t("Ask Anything…"), action: "askAnything" },
  ];
}

function toCodeAction(
  { title, action, variables = {} }: BulbAction,
  kind: vscode.CodeActionKind,
): vscode.CodeAction {
  const codeAction = new vscode.CodeAction(`Inkling: ${title}`, kind);
  codeAction.command = { title, command: `inkling.action.${action}`, arguments: [variables] };
  return codeAction;
}
