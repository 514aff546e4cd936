import * as vscode from "vscode";
import type { AnalysisKind, AnalysisTask } from "../../core/understanding/analysis";

/**
 * What a model is to do, out of a command and its argument: `{ "question": "…" }` or the question alone, and
 * `{ "labels": ["…"] }` for an intent. Asks for a question that is not given; undefined when the writer left.
 */
export async function readTask(kind: AnalysisKind, argument: unknown): Promise<AnalysisTask | undefined> {
  const { question, labels } = fields(argument);
  switch (kind) {
    case "sentiment":
    case "entities":
      return { kind };
    case "intent": {
      const own = Array.isArray(labels) ? labels.filter(isText) : [];
      return { kind, ...(own.length > 0 && { labels: own }) };
    }
    case "question": {
      const asked = (isText(question) ? question : await askQuestion())?.trim();
      return asked ? { kind, question: asked } : undefined;
    }
  }
}

function fields(argument: unknown): { readonly question?: unknown; readonly labels?: unknown } {
  if (typeof argument === "string") return { question: argument };
  return typeof argument === "object" && argument !== null ? argument : {};
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

async function askQuestion(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Ask a Question about the Text"),
    prompt: vscode.l10n.t("The answer is looked for in the selection, or in the paragraph at the cursor."),
  });
}
