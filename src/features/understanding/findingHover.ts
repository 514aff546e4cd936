import * as vscode from "vscode";
import { escapeMarkdown } from "../../core/common/escapeMarkdown";
import type { Analysis, Finding } from "../../core/understanding/analysis";
import { modelLabel } from "../../platform/modelLabel";
import { labelText, percent } from "./analysisWords";

/** What the mouse tells of a finding. Whatever a model wrote is shown as it is, never as Markdown. */
export function findingHover(
  { label, score, note }: Finding,
  { modelName }: Analysis,
): vscode.MarkdownString {
  const facts = [labelText(label), ...(score === undefined ? [] : [percent(score)]), modelLabel(modelName)];
  const paragraphs = [facts.join(" · "), ...(note === undefined ? [] : [note])];
  return new vscode.MarkdownString(paragraphs.map(escapeMarkdown).join("\n\n"));
}
