import * as vscode from "vscode";
import type { Analysis } from "../../core/understanding/analysis";
import { modelLabel } from "../../platform/modelLabel";
import type {
  AnalysisView,
  FindingRow,
  LabelLook,
  LegendEntry,
  UnderstandingStrings,
} from "../../protocol/understanding";
import type { AnalysedText, Span } from "./analysedText";
import { count, inconclusiveNote, kindTitle, labelText, percent } from "./analysisWords";
import { labelLooks } from "./labelLooks";

/** UTF-16 code units of a finding that the table shows; the editor has the rest. */
const LONGEST_TEXT = 160;

/** What the page shows of an analysis. `document` is where its places are looked up, while it is open. */
export function analysisView(
  { uri, analysis, spans }: AnalysedText,
  document: Pick<vscode.TextDocument, "positionAt"> | undefined,
): AnalysisView {
  const look = labelLooks(analysis);
  const whole = wholeText(analysis);
  const answer = answerView(analysis);
  return {
    title: kindTitle(analysis.kind),
    about: about(uri, analysis),
    ...(whole !== undefined && { whole }),
    ...(answer && { answer }),
    // One label needs no key to it.
    legend: analysis.kind === "question" ? [] : legend(spans, look),
    rows: spans.map((span) => findingRow(span, look, document)),
    ...(analysis.isInconclusive && { advice: inconclusiveNote(analysis.modelName) }),
    notes: notes(analysis, spans.length),
  };
}

export function understandingStrings(): UnderstandingStrings {
  const { l10n } = vscode;
  return {
    title: l10n.t("Understand the Text"),
    empty: l10n.t(
      'No text has been analysed yet. Select something, or put the cursor into a paragraph, and choose Inkling > Understand and Judge in the context menu; or type "Inkling" into the Command Palette.',
    ),
    legend: l10n.t("Labels"),
    findings: l10n.t("Findings"),
    text: l10n.t("Text"),
    label: l10n.t("Label"),
    score: l10n.t("Score"),
    line: l10n.t("Line"),
    keys: l10n.t("Enter goes to the place in the text, the space bar only shows it."),
    chooseModel: l10n.t("Choose Model"),
    copyCsv: l10n.t("Copy as CSV"),
    copyJson: l10n.t("Copy as JSON"),
    clear: l10n.t("Clear"),
  };
}

function about(uri: vscode.Uri, { modelName, host }: Analysis): string {
  const fileName = uri.path.split("/").at(-1) ?? "";
  return [fileName, modelLabel(modelName), ...(host === undefined ? [] : [host])].join(" · ");
}

function wholeText({ whole }: Analysis): string | undefined {
  if (!whole) return undefined;
  const label = labelText(whole.label);
  return whole.score === undefined
    ? vscode.l10n.t("The text as a whole: {0}", label)
    : vscode.l10n.t("The text as a whole: {0} ({1})", label, percent(whole.score));
}

function answerView(analysis: Analysis): AnalysisView["answer"] {
  const { kind, question = "", answer, dropped, isInconclusive } = analysis;
  if (kind !== "question") return undefined;
  if (answer !== undefined) return { question, text: answer, isFound: true };
  if (isInconclusive) return { question, text: vscode.l10n.t("Nothing was found."), isFound: false };
  const text =
    dropped > 0
      ? vscode.l10n.t("What the model answered does not stand in the text, so it is not shown.")
      : vscode.l10n.t("The text does not say.");
  return { question, text, isFound: false };
}

function legend(spans: readonly Span[], look: (label: string) => LabelLook): LegendEntry[] {
  const counts = new Map<string, number>();
  for (const { finding } of spans) counts.set(finding.label, (counts.get(finding.label) ?? 0) + 1);
  return [...counts].map(([label, n]) => ({ label: labelText(label), look: look(label), count: count(n) }));
}

function findingRow(
  { id, finding: { text, label, score, note }, range }: Span,
  look: (label: string) => LabelLook,
  document: Pick<vscode.TextDocument, "positionAt"> | undefined,
): FindingRow {
  return {
    id,
    text: shortened(text),
    label: labelText(label),
    look: look(label),
    ...(score !== undefined && { score, scoreText: percent(score) }),
    ...(note !== undefined && { note }),
    line: document ? count(document.positionAt(range.start).line + 1) : "",
  };
}

/** One line, cut at a character where it is long. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  if (line.length <= LONGEST_TEXT) return line;
  return `${line.slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function notes({ kind, findings, dropped, isInconclusive }: Analysis, standing: number): string[] {
  const changed = findings.length - standing;
  const isQuestion = kind === "question";
  return [
    ...(findings.length === 0 && !isQuestion && !isInconclusive ? [vscode.l10n.t("Nothing was found.")] : []),
    ...(dropped > 0 && !isQuestion
      ? [
          vscode.l10n.t(
            "Left out because the text does not have them, or their label is none of those asked for: {0}",
            count(dropped),
          ),
        ]
      : []),
    ...(changed > 0
      ? [vscode.l10n.t("No longer marked because their text was changed: {0}", count(changed))]
      : []),
  ];
}
