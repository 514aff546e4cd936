import type { Finding, WholeLabel } from "./analysis";

/** From so great a share of the text each, positive and negative passages make a text mixed. */
const MIXED_SHARE = 0.25;

/**
 * The label of a text from those of its passages: the one with the greatest share, where a passage weighs as much as it
 * is long and its label is sure. A text with a good share of both positive and negative is "mixed". The score is the
 * share, 0 to 1. Undefined without passages.
 */
export function wholeLabel(findings: readonly Finding[]): WholeLabel | undefined {
  const length = findings.reduce((sum, { start, end }) => sum + end - start, 0);
  const shares = new Map<string, number>();
  for (const { label, score = 1, start, end } of findings) {
    shares.set(label, (shares.get(label) ?? 0) + (score * (end - start)) / length);
  }
  const positive = shares.get("positive") ?? 0;
  const negative = shares.get("negative") ?? 0;
  if (Math.min(positive, negative) >= MIXED_SHARE) {
    return { label: "mixed", score: positive + negative + (shares.get("mixed") ?? 0) };
  }
  const [greatest] = [...shares].sort(([, one], [, other]) => other - one);
  return greatest && { label: greatest[0], score: greatest[1] };
}
