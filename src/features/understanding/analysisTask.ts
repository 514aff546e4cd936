import * as vscode from "vscode";
import { INTENTS, type AnalysisKind, type AnalysisTask } from "../../core/understanding/analysis";
import { pickStep } from "../../platform/quickInput";
import { labelText } from "./analysisWords";

/**
 * What a model is to do, out of a command and its argument: `{ "question": "…" }` or the question alone, and
 * `{ "labels": ["…"] }` for an intent, where an empty list stands for the usual ones. Asks for what is not given;
 * undefined when the writer left.
 *
 * @param lastLabels the writer's own labels of the last time, to be offered again; empty for none
 */
export async function readTask(
  kind: AnalysisKind,
  argument: unknown,
  lastLabels: readonly string[],
): Promise<AnalysisTask | undefined> {
  const { question, labels } = fields(argument);
  switch (kind) {
    case "sentiment":
    case "entities":
      return { kind };
    case "intent": {
      const own = Array.isArray(labels) ? labels.filter(isText) : await askLabels(lastLabels);
      return own && { kind, ...(own.length > 0 && { labels: own }) };
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

interface LabelsItem extends vscode.QuickPickItem {
  /** Empty for the usual ones. */
  readonly labels: readonly string[];
}

async function askLabels(last: readonly string[]): Promise<readonly string[] | undefined> {
  const usual: LabelsItem = {
    label: vscode.l10n.t("Usual Intents"),
    description: INTENTS.map(labelText).join(", "),
    labels: [],
  };
  const result = await pickStep(
    { title: vscode.l10n.t("What Does the Text Do?"), step: 1, totalSteps: 1 },
    {
      placeholder: vscode.l10n.t("Choose, or type labels of your own, separated by commas"),
      items: last.length > 0 ? [ownLabels(last.join(", ")), usual] : [usual],
      typed: ownLabels,
    },
  );
  return typeof result === "string" ? undefined : result.value.labels;
}

function ownLabels(list: string): LabelsItem {
  const labels = list
    .split(/[,，、;；]/)
    .map((label) => label.trim())
    .filter((label) => label !== "");
  return { label: list, description: vscode.l10n.t("Labels of your own"), labels };
}
