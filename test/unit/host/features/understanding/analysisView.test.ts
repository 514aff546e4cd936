import { beforeEach, describe, expect, it } from "vitest";
import { Uri } from "vscode";
import type { Analysis, Finding } from "../../../../../src/core/understanding/analysis";
import { analysedText, follow } from "../../../../../src/features/understanding/analysedText";
import { analysisView } from "../../../../../src/features/understanding/analysisView";
import { FakeDocument } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";

beforeEach(resetVscode);

const TEXT = "I love Bath.\nI hate the rain.\nBath again.";
const uri = Uri.parse("file:///letters/letter.md");
const find = (text: string, more: Partial<Finding> = {}): Finding => ({
  start: TEXT.indexOf(text),
  end: TEXT.indexOf(text) + text.length,
  text,
  label: "place",
  ...more,
});
const view = (analysis: Partial<Analysis>, change?: Parameters<typeof follow>[1]) => {
  const text = analysedText(
    uri,
    { kind: "entities", findings: [], dropped: 0, modelName: "demo", ...analysis },
    0,
  );
  return analysisView(
    change ? follow(text, change) : text,
    new FakeDocument("file:///letters/letter.md", TEXT) as never,
  );
};

describe("the view of an analysis", () => {
  it("says of which document it is, by which model, and where the text went", () => {
    expect(view({}).about).toBe("letter.md · demo model");
    expect(view({ modelName: "mine", host: "api.example.com" }).about).toBe(
      "letter.md · mine · api.example.com",
    );
  });

  it("has a row for each finding with its line, and its score in words where there is one", () => {
    const { rows } = view({
      findings: [find("Bath", { score: 0.876, note: "LOC" }), find("the rain", { label: "joy" })],
    });
    expect(rows).toMatchObject([
      { id: 0, text: "Bath", label: "place", score: 0.876, scoreText: "88%", note: "LOC", line: "1" },
      { id: 1, text: "the rain", label: "joy", line: "2" },
    ]);
    expect(rows[1]).not.toHaveProperty("score");
  });

  it("puts a finding over several lines into one, and cuts a long one between characters", () => {
    const long = `${"a".repeat(159)}😀${"b".repeat(50)}`;
    const { rows } = view({ findings: [find("Bath.\nI hate"), { ...find("Bath"), text: long }] });
    expect(rows[0]?.text).toBe("Bath. I hate");
    expect(rows[1]?.text).toBe(`${"a".repeat(159)}…`);
  });

  it("counts each label once in the legend, in the order of the text", () => {
    const { legend } = view({ findings: [find("rain", { label: "other" }), find("Bath"), find("again")] });
    expect(legend.map(({ label, count }) => [label, count])).toEqual([
      ["other", "1"],
      ["place", "2"],
    ]);
  });

  it.each(["constructor", "__proto__", "toString"])("takes a model's own label as it is: %s", (label) => {
    const { rows, legend } = view({ findings: [find("Bath", { label })] });
    expect([rows[0]?.label, legend[0]?.label]).toEqual([label, label]);
    expect(() => structuredClone(rows)).not.toThrow();
  });

  it("words the label of the whole, with and without a score", () => {
    expect(view({ kind: "sentiment", whole: { label: "mixed", score: 0.7 } }).whole).toBe(
      "The text as a whole: mixed (70%)",
    );
    expect(view({ kind: "intent", whole: { label: "inform" } }).whole).toBe("The text as a whole: informs");
    expect(view({})).not.toHaveProperty("whole");
  });

  it("says what was left out, what was changed since, and that nothing was found", () => {
    expect(view({ dropped: 2 }).notes).toEqual([
      "Nothing was found.",
      "Left out because the text does not have them, or their label is none of those asked for: 2",
    ]);
    const changed = view({ findings: [find("Bath"), find("rain")] }, [{ start: 8, end: 9, text: "" }]);
    expect(changed.notes).toEqual(["No longer marked because their text was changed: 1"]);
    expect(changed.rows.map(({ text }) => text)).toEqual(["rain"]);
    expect(view({ findings: [find("Bath")] }).notes).toEqual([]);
  });

  it("advises another model where a weak one found nothing, and does not say that there is nothing", () => {
    const advice = expect.stringMatching(/^No result: demo model is a very small or a base model/) as string;
    expect(view({ isInconclusive: true })).toMatchObject({ advice, notes: [] });
    const asked = view({ kind: "question", question: "Where?", isInconclusive: true });
    expect(asked).toMatchObject({ advice, answer: { text: "Nothing was found.", isFound: false } });
    expect(view({})).not.toHaveProperty("advice");
  });

  it("quotes an answer, and says honestly when there is none or when it was made up", () => {
    const question = "Where?";
    const answered = { kind: "question", question } as const;
    expect(
      view({ ...answered, findings: [find("Bath", { label: "answer" })], answer: "Bath" }),
    ).toMatchObject({
      answer: { question, text: "Bath", isFound: true },
      legend: [],
      rows: [{ text: "Bath" }],
    });
    expect(view(answered)).toMatchObject({
      answer: { question, text: "The text does not say.", isFound: false },
      notes: [],
    });
    expect(view({ ...answered, dropped: 1 }).answer?.text).toContain("does not stand in the text");
  });
});
