import type { Uri } from "vscode";
import type { Analysis, Finding } from "../../core/understanding/analysis";
import { mapRange, type TextEdit, type TextRange } from "../../core/text/textEdit";

/** A finding, and where in its document it stands now. */
export interface Span {
  /** Its number in the analysis, which it keeps. */
  readonly id: number;
  readonly finding: Finding;
  readonly range: TextRange;
}

/** The analysis of one document. */
export interface AnalysedText {
  readonly uri: Uri;
  readonly analysis: Analysis;
  /** The findings whose text is still as it was, in the order of the text. */
  readonly spans: readonly Span[];
}

/** `analysis` of the text that stood at `start` of the document. */
export function analysedText(uri: Uri, analysis: Analysis, start: number): AnalysedText {
  const spans = analysis.findings.map((finding, id) => ({
    id,
    finding,
    range: { start: start + finding.start, end: start + finding.end },
  }));
  return { uri, analysis, spans };
}

/** The same after the edits of one change: findings move with their text, and go when it was changed. */
export function follow(text: AnalysedText, edits: readonly TextEdit[]): AnalysedText {
  const spans = text.spans.flatMap((span) => {
    const range = mapRange(span.range, edits);
    return range ? [{ ...span, range }] : [];
  });
  return { ...text, spans };
}

/** The analysis with the findings that still stand, at their places in the document. */
export function asItStands({ analysis, spans }: AnalysedText): Analysis {
  return { ...analysis, findings: spans.map(({ finding, range }) => ({ ...finding, ...range })) };
}
