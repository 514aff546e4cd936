import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../../../src/core/models/modelError";
import type { Entity, Label, TaskModel } from "../../../../src/core/models/tasks/taskModel";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { analyse } from "../../../../src/core/understanding/analyse";
import type { AnalysisTask } from "../../../../src/core/understanding/analysis";
import { never } from "../../../support/askModel";
import { prose } from "../prose";
import { fakeTaskModel } from "../../../support/fakeTaskModel";

const by = (calls: Partial<TaskModel>) => ({ by: "task", model: fakeTaskModel(calls) }) as const;
const run = (task: AnalysisTask, text: string, calls: Partial<TaskModel>, signal = never) =>
  analyse(task, text, by(calls), signal);

/** Answers for each passage what `labelOf` says. */
const classifier = (labelOf: (text: string) => Label) => (text: string) => Promise.resolve([labelOf(text)]);

/** Every place of `names`, divided by "|", in a text, as a tagger reports it. */
function entitiesOf(text: string, names: string, label: string): Entity[] {
  return [...text.matchAll(new RegExp(names, "g"))].map(({ index, 0: name }) => ({
    label,
    score: 0.9,
    text: name,
    start: index,
    end: index + name.length,
  }));
}

describe("sentiment by a classifier", () => {
  it("is that of each sentence, and of the whole text", async () => {
    const text = "I love the sea.\n\nBut the boat sank. 大家都哭了。";
    const classifyText = classifier((sentence) =>
      sentence.includes("love") ? { label: "POSITIVE", score: 0.99 } : { label: "NEGATIVE", score: 0.97 },
    );
    expect(await run({ kind: "sentiment" }, text, { classifyText })).toEqual({
      kind: "sentiment",
      findings: [
        { start: 0, end: 15, text: "I love the sea.", label: "positive", score: 0.99 },
        { start: 17, end: 35, text: "But the boat sank.", label: "negative", score: 0.97 },
        { start: 36, end: 42, text: "大家都哭了。", label: "negative", score: 0.97 },
      ],
      whole: { label: "mixed", score: expect.closeTo(0.98, 1) as number },
      dropped: 0,
      modelName: "ner",
      host: "hub.example.com",
    });
  });

  it.each([
    ["pos", "positive", undefined],
    ["Neutral", "neutral", undefined],
    ["1 star", "negative", "1 star"],
    ["very positive", "positive", "very positive"],
    ["joy", "joy", undefined],
    ["LABEL_1", "LABEL_1", undefined],
  ])("calls %s by our own name where there is one", async (own, label, note) => {
    const classifyText = classifier(() => ({ label: own, score: 0.8 }));
    const { findings } = await run({ kind: "sentiment" }, "The sea.", { classifyText });
    expect(findings).toMatchObject([{ label, ...(note !== undefined && { note }) }]);
  });

  it("says nothing of a passage of which the model says nothing", async () => {
    const analysis = await run({ kind: "sentiment" }, "The sea.", {
      classifyText: () => Promise.resolve([]),
    });
    expect(analysis).toMatchObject({ findings: [], dropped: 0 });
    expect(analysis).not.toHaveProperty("whole");
  });
});

describe("intent by a zero-shot classifier", () => {
  it("is one of the writer's own labels, each asked for once", async () => {
    const asked: (readonly string[])[] = [];
    const classifyZeroShot: TaskModel["classifyZeroShot"] = (_, labels) => {
      asked.push(labels);
      return Promise.resolve([{ label: "plot", score: 0.7 }]);
    };
    const task: AnalysisTask = { kind: "intent", labels: ["plot", " mood ", "plot", ""] };
    const { findings, whole } = await run(task, "He ran.", { classifyZeroShot });
    expect(asked).toEqual([["plot", "mood"]]);
    expect(findings).toEqual([{ start: 0, end: 7, text: "He ran.", label: "plot", score: 0.7 }]);
    expect(whole).toEqual({ label: "plot", score: 0.7 });
  });

  it("is one of ours where the writer has none, asked for as a phrase", async () => {
    const classifyZeroShot: TaskModel["classifyZeroShot"] = (_, labels) =>
      Promise.resolve(labels.includes("a question") ? [{ label: "a question", score: 0.9 }] : []);
    const { findings } = await run({ kind: "intent", labels: [] }, "Where is Anna?", { classifyZeroShot });
    expect(findings).toMatchObject([{ label: "ask", score: 0.9 }]);
  });
});

describe("entities by a tagger", () => {
  it("are where they stand, under our own names", async () => {
    const text = "😀 Anna saw Anna.\n\n在海边 the Red Cross met her in 1940.";
    const findEntities = (part: string) =>
      Promise.resolve({
        entities: [
          ...entitiesOf(part, "Red Cross", "B-ORG"),
          ...entitiesOf(part, "Anna", "PER"),
          ...entitiesOf(part, "海边", "LOC"),
          ...entitiesOf(part, "1940", "CARDINAL"),
        ],
        dropped: 1,
      });
    const { findings, dropped } = await run({ kind: "entities" }, text, { findEntities });
    expect(findings.map(({ text: written, label, note }) => [written, label, note])).toEqual([
      ["Anna", "person", undefined],
      ["Anna", "person", undefined],
      ["海边", "place", undefined],
      ["Red Cross", "organisation", undefined],
      ["1940", "other", "CARDINAL"],
    ]);
    for (const { start, end, text: written } of findings) expect(text.slice(start, end)).toBe(written);
    expect(dropped).toBe(1);
  });

  it("that the tokenizer cut are one again, as sure as their weakest part", async () => {
    const findEntities = () =>
      Promise.resolve({
        entities: [
          { label: "PER", score: 0.6, text: "sson", start: 4, end: 8 },
          { label: "PER", score: 0.9, text: "Eriks", start: 0, end: 4 },
          { label: "LOC", score: 0.9, text: " Oslo ", start: 8, end: 14 },
        ],
        dropped: 0,
      });
    const { findings } = await run({ kind: "entities" }, "Erikssen Oslo it is.", { findEntities });
    expect(findings).toEqual([
      { start: 0, end: 8, text: "Erikssen", label: "person", score: 0.6 },
      { start: 9, end: 13, text: "Oslo", label: "place", score: 0.9 },
    ]);
  });
});

describe("a question to a model of question answering", () => {
  const task: AnalysisTask = { kind: "question", question: "Who hid it?" };

  it("is answered by the surest of its answers to each part of a long text", async () => {
    const filler = "The sea was calm and the night was long. ".repeat(60);
    const text = `${filler}\n\nOld Bob hid nothing.\n\n${filler}\n\nAnna hid the letter.`;
    const answer: TaskModel["answer"] = (_, context) => {
      const name = ["Anna", "Bob"].find((one) => context.includes(one)) ?? "";
      const start = context.indexOf(name);
      const score = name === "Anna" ? 0.8 : 0.3;
      return Promise.resolve({ answer: name, score, start, end: start + name.length });
    };
    const analysis = await run(task, text, { answer });
    expect(analysis).toMatchObject({ answer: "Anna", question: "Who hid it?", dropped: 0 });
    expect(analysis.findings).toEqual([
      {
        start: text.indexOf("Anna"),
        end: text.indexOf("Anna") + 4,
        text: "Anna",
        label: "answer",
        score: 0.8,
      },
    ]);
  });

  it("has no answer where the text does not say", async () => {
    const answer = () => Promise.resolve({ answer: "", score: 0.9, start: 0, end: 0 });
    const analysis = await run(task, "The sea.", { answer });
    expect(analysis).toMatchObject({ findings: [], dropped: 0 });
    expect(analysis).not.toHaveProperty("answer");
  });
});

describe("a long text", () => {
  it("is sent in parts that a task model can read, a few at once, and every place is mapped back", async () => {
    let running = 0;
    let most = 0;
    const findEntities = async (part: string) => {
      expect(estimateTokens(part)).toBeLessThanOrEqual(300);
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return { entities: entitiesOf(part, "sea", "LOC"), dropped: 0 };
    };
    const text = "The sea and 𠮷. ".repeat(600);
    const { findings } = await run({ kind: "entities" }, text, { findEntities });
    expect(findings.map(({ start }) => start)).toEqual(
      entitiesOf(text, "sea", "LOC").map(({ start }) => start),
    );
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  it("has findings in order, each of what stands at its place", async () => {
    const classifyText = classifier(() => ({ label: "POS", score: 0.5 }));
    const findEntities = (part: string) =>
      Promise.resolve({ entities: entitiesOf(part, "captain|船长|e", "PER"), dropped: 0 });
    await fc.assert(
      fc.asyncProperty(prose, fc.constantFrom("sentiment", "entities"), async (text, kind) => {
        const { findings } = await run({ kind }, text, { classifyText, findEntities });
        let end = 0;
        for (const finding of findings) {
          expect(finding.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(finding.start, finding.end)).toBe(finding.text);
          end = finding.end;
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("a task model that fails", () => {
  it("fails the analysis with its reason, and the other requests end", async () => {
    const aborted: boolean[] = [];
    const classifyText: TaskModel["classifyText"] = (sentence, signal) => {
      if (sentence.includes("two")) return Promise.reject(new ModelError("loading"));
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          aborted.push(true);
          reject(new ModelError("aborted"));
        });
      });
    };
    const failing = run({ kind: "sentiment" }, "One. Then two. Three.", { classifyText });
    await expect(failing).rejects.toMatchObject({ reason: "loading" });
    expect(aborted).toEqual([true, true]);
  });

  it("is left when the writer cancels, and nothing more is sent", async () => {
    const controller = new AbortController();
    let sent = 0;
    const classifyText: TaskModel["classifyText"] = () => {
      if (++sent === 3) controller.abort(new TypeError("closed"));
      return Promise.resolve([{ label: "POS", score: 1 }]);
    };
    const text = "It rained. ".repeat(50);
    await expect(run({ kind: "sentiment" }, text, { classifyText }, controller.signal)).rejects.toMatchObject(
      {
        reason: "aborted",
      },
    );
    expect(sent).toBeLessThan(10);
  });
});

describe("nothing to analyse", () => {
  it.each<[string, AnalysisTask, string]>([
    ["no text", { kind: "sentiment" }, " \n"],
    ["no letter", { kind: "entities" }, "*** — ***"],
    ["no question", { kind: "question", question: " ?" }, "The sea."],
  ])("sends nothing: %s", async (_, task, text) => {
    expect(await run(task, text, {})).toMatchObject({ findings: [], dropped: 0, modelName: "ner" });
  });
});
