import { describe, expect, it } from "vitest";
import { ENTITY_KINDS, SENTIMENTS, type AnalysisTask } from "../../../../src/core/understanding/analysis";
import { analyse } from "../../../../src/core/understanding/analyse";
import { ModelError } from "../../../../src/core/models/modelError";
import { never } from "../../../support/askModel";
import { ScriptedModel, UNTIL_ABORTED, type Step } from "../scriptedModel";

const run = (task: AnalysisTask, text: string, model: ScriptedModel, signal = never) =>
  analyse(task, text, { by: "chat", model }, signal);

/** A model that gives these answers, each in one piece. */
const says = (...answers: unknown[]) =>
  new ScriptedModel({}, ...answers.map((answer): Step[] => [JSON.stringify(answer)]));

const contentOf = (model: ScriptedModel, index = 0) => {
  const prompt = model.requests[index]?.prompt;
  return prompt?.kind === "chat" ? (prompt.messages[0]?.content ?? "") : "";
};

const TEXT = "I love the sea. But the boat sank.";

describe("sentiment by a chat model", () => {
  const good = {
    passages: [
      { number: 1, label: "positive", score: 0.9 },
      { number: 2, label: "negative", score: 0.8 },
    ],
    whole: { label: "mixed", score: 0.7 },
  };

  it("is that of each numbered passage, and of the whole", async () => {
    const model = says(good);
    expect(await run({ kind: "sentiment" }, TEXT, model)).toEqual({
      kind: "sentiment",
      findings: [
        { start: 0, end: 15, text: "I love the sea.", label: "positive", score: 0.9 },
        { start: 16, end: 34, text: "But the boat sank.", label: "negative", score: 0.8 },
      ],
      whole: { label: "mixed", score: 0.7 },
      dropped: 0,
      modelName: "scripted",
    });
    expect(contentOf(model)).toContain('<passage number="2">But the boat sank.</passage>');
    expect(JSON.stringify(model.requests[0]?.jsonSchema)).toContain(JSON.stringify(SENTIMENTS));
  });

  it("takes numbers that are written as text, in per cent, or make no sense", async () => {
    const passages = [
      { number: "1", label: "Positive ", score: "90%" },
      { number: 2, label: "negative", score: 80 },
      { number: 3, label: "neutral", score: "high" },
    ];
    const { findings } = await run({ kind: "sentiment" }, `${TEXT} It was Tuesday.`, says({ passages }));
    expect(findings.map(({ label, score }) => [label, score])).toEqual([
      ["positive", 0.9],
      ["negative", 0.8],
      ["neutral", undefined],
    ]);
  });

  it.each([
    ["a passage that there is not", { number: 7, label: "positive" }],
    ["a passage before the first", { number: 0, label: "positive" }],
    ["a label that there is not", { number: 2, label: "sarcastic" }],
  ])("drops and counts %s", async (_, invented) => {
    const model = says({ passages: [{ number: 1, label: "positive" }, invented] });
    const { findings, dropped } = await run({ kind: "sentiment" }, TEXT, model);
    expect(findings).toMatchObject([{ text: "I love the sea.", label: "positive" }]);
    expect(dropped).toBe(1);
  });

  it("keeps the first of two labels, and says nothing of a passage that was left out", async () => {
    const model = says([
      { number: 2, label: "negative" },
      { number: 2, label: "positive" },
    ]);
    const analysis = await run({ kind: "sentiment" }, TEXT, model);
    expect(analysis.findings).toMatchObject([{ text: "But the boat sank.", label: "negative" }]);
    expect(analysis.whole).toEqual({ label: "negative", score: 1 });
  });

  it("works out the whole where the model gives none that there is", async () => {
    const analysis = await run({ kind: "sentiment" }, TEXT, says({ ...good, whole: { label: "joyful" } }));
    expect(analysis.whole?.label).toBe("mixed");
    expect(await run({ kind: "sentiment" }, TEXT, says({ ...good, whole: "none" }))).toHaveProperty("whole");
  });

  it("is nothing where no label is one that there is, whatever the whole is said to be", async () => {
    const model = says({ passages: [{ number: 1, label: "joyful" }], whole: { label: "positive" } });
    const analysis = await run({ kind: "sentiment" }, TEXT, model);
    expect(analysis).toMatchObject({ findings: [], dropped: 1 });
    expect(analysis).not.toHaveProperty("whole");
  });

  it("is asked for again where no passage is named", async () => {
    const model = says({ passages: [], whole: { label: "mixed" } }, good);
    expect((await run({ kind: "sentiment" }, TEXT, model)).findings).toHaveLength(2);
  });

  it("asks about a long text in parts, and works out the whole from them", async () => {
    const text = "It rained. ".repeat(60).trim();
    const passages = Array.from({ length: 40 }, (_, i) => ({ number: i + 1, label: "negative" }));
    const whole = { label: "positive" };
    const model = says({ passages, whole }, { passages: passages.slice(0, 20), whole });
    const analysis = await run({ kind: "sentiment" }, text, model);
    expect(analysis.findings).toHaveLength(60);
    expect(analysis.whole).toEqual({ label: "negative", score: expect.closeTo(1) as number });
    expect(analysis.dropped).toBe(0);
  });

  it("asks a model with a small window about less at once", async () => {
    const text = "The wind blew over the grey and lonely sea all night long. ".repeat(20).trim();
    const answers = Array.from({ length: 20 }, () => [JSON.stringify(good)]);
    const model = new ScriptedModel({ contextTokens: 700 }, ...answers);
    await run({ kind: "sentiment" }, text, model);
    expect(model.requests.length).toBeGreaterThan(1);
    const roomy = new ScriptedModel({}, ...answers);
    await run({ kind: "sentiment" }, text, roomy);
    expect(roomy.requests).toHaveLength(1);
  });
});

describe("intent by a chat model", () => {
  it("is one of the writer's own labels, written exactly so", async () => {
    const model = says({ passages: [{ number: 1, label: "Foreshadowing" }] });
    const task: AnalysisTask = { kind: "intent", labels: ['fore"shadowing', "foreshadowing"] };
    const { findings } = await run(task, "He would be back.", model);
    expect(findings).toMatchObject([{ label: "foreshadowing" }]);
    const prompt = model.requests[0]?.prompt;
    expect(prompt?.kind === "chat" && prompt.system).toContain(
      String.raw`"fore\"shadowing", "foreshadowing"`,
    );
  });

  it("is one of ours where the writer has none", async () => {
    const { findings, whole } = await run(
      { kind: "intent" },
      "Where is Anna?",
      says({ passages: [{ number: 1, label: "ask", score: 0.9 }], whole: { label: "ask", score: 0.9 } }),
    );
    expect(findings).toMatchObject([{ label: "ask" }]);
    expect(whole).toEqual({ label: "ask", score: 0.9 });
  });
});

describe("entities by a chat model", () => {
  const text =
    "“Anna” met O’Brien in New York. Anna\nBerg, Annabel and the York Times came in May; may they rest.";

  it("are marked at every place of what was named, and what was invented is dropped and counted", async () => {
    const model = says({
      entities: [
        { text: "Anna", kind: "person" },
        { text: "Anna Berg", kind: "person" },
        { text: "O'Brien", kind: "PER" },
        { text: "New York", kind: "GPE" },
        { text: "York Times", kind: "organization" },
        { text: "May", kind: "date", start: 3, end: 900 },
        { text: "Atlantis", kind: "place" },
        { text: "", kind: "other" },
      ],
    });
    const { findings, dropped } = await run({ kind: "entities" }, text, model);
    expect(findings.map(({ start, end, label }) => [text.slice(start, end), label])).toEqual([
      ["Anna", "person"],
      ["O’Brien", "person"],
      ["New York", "place"],
      ["Anna\nBerg", "person"],
      ["York Times", "organisation"],
      ["May", "date"],
    ]);
    expect(dropped).toBe(2);
    expect(JSON.stringify(model.requests[0]?.jsonSchema)).toContain(JSON.stringify(ENTITY_KINDS));
  });

  it("that are called different things take their places in order", async () => {
    const model = says([
      { text: "May", kind: "person" },
      { text: "May", kind: "date" },
      { text: "May", kind: "work" },
    ]);
    const { findings, dropped } = await run({ kind: "entities" }, "May left in May.", model);
    expect(findings.map(({ start, label }) => [start, label])).toEqual([
      [0, "person"],
      [12, "date"],
    ]);
    expect(dropped).toBe(1);
  });

  it("of an unknown kind are other, with the model's own word", async () => {
    const { findings } = await run(
      { kind: "entities" },
      "The Ark sank.",
      says({ entities: [{ text: "Ark", kind: "vehicle" }] }),
    );
    expect(findings).toMatchObject([{ label: "other", note: "vehicle" }]);
  });

  it("may be none", async () => {
    expect(await run({ kind: "entities" }, "It rained.", says({ entities: [] }))).toMatchObject({
      findings: [],
      dropped: 0,
    });
  });

  it("of a later part of a long text are at their own places", async () => {
    const first = `${"It rained on the grey sea all night. ".repeat(170)}Anna came.`;
    const long = `${first}\n\nThen Anna left.`;
    const entities = [{ text: "Anna", kind: "person" }];
    const model = says({ entities }, { entities: [] });
    const { findings } = await run({ kind: "entities" }, long, model);
    const place = model.requests.findIndex((_, index) => contentOf(model, index).includes("Anna came"));
    expect(place).toBeGreaterThanOrEqual(0);
    for (const { start, end } of findings) expect(long.slice(start, end)).toBe("Anna");
  });
});

describe("a question to a chat model", () => {
  const task: AnalysisTask = { kind: "question", question: "Where is the letter?" };
  const text = "Anna hid the letter in the clock. Bob said it was “in the sea”.";

  it("is answered with quotes, the surest first, in the order of the text", async () => {
    const model = says({
      answers: [
        { quote: '"in the sea"', answer: "in the sea", score: 0.3 },
        { quote: "anna hid the letter in the clock.", answer: "in the clock", score: 0.9 },
        { quote: "anna hid the letter in the clock.", answer: "again", score: 0.9 },
      ],
    });
    const analysis = await run(task, text, model);
    expect(analysis.answer).toBe("Anna hid the letter in the clock");
    expect(analysis.findings).toMatchObject([
      { start: 0, label: "answer", score: 0.9 },
      { text: "in the sea", label: "answer", score: 0.3, note: "in the sea" },
    ]);
    expect(contentOf(model)).toContain("<question>Where is the letter?</question>");
  });

  it("has no answer where the text does not say", async () => {
    const analysis = await run(task, text, says({ answers: [] }));
    expect(analysis).toMatchObject({ findings: [], dropped: 0 });
    expect(analysis).not.toHaveProperty("answer");
  });

  it("has no answer, and says so, where the model quotes what is not in the text", async () => {
    const analysis = await run(task, text, says({ answers: [{ quote: "under the bed", answer: "bed" }] }));
    expect(analysis).toMatchObject({ findings: [], dropped: 1 });
    expect(analysis).not.toHaveProperty("answer");
  });
});

describe("a chat model that does not keep to the form", () => {
  const TASKS: readonly AnalysisTask[] = [
    { kind: "sentiment" },
    { kind: "entities" },
    { kind: "intent" },
    { kind: "question", question: "Why?" },
  ];
  const answers: readonly (readonly [string, string])[] = [
    ["a refusal", "I'm sorry, I can't help with that."],
    ["a web page", "<!doctype html><html><body>Bad gateway</body></html>"],
    ["half of it", '{"entities": [{"text": "Anna", "kind": '],
    ["another form", '{"result": "fine"}'],
    ["a list of words", '["Anna", "Oslo"]'],
    ["null", "null"],
  ];

  it.each(TASKS.flatMap((task) => answers.map(([name, said]) => [task.kind, name, task, said] as const)))(
    "is asked twice and then is an error: %s, %s",
    async (_kind, _name, task, said) => {
      const model = new ScriptedModel({}, [said], [said], ["{}"]);
      await expect(run(task, TEXT, model)).rejects.toMatchObject({ reason: "badAnswer" });
      expect(model.requests).toHaveLength(2);
    },
  );

  it("is left when the writer cancels", async () => {
    const model = new ScriptedModel({}, ["{", UNTIL_ABORTED]);
    const controller = new AbortController();
    const analysis = run({ kind: "entities" }, TEXT, model, controller.signal);
    await expect.poll(() => model.stepsTaken).toBe(2);
    controller.abort();
    await expect(analysis).rejects.toMatchObject({ reason: "aborted" });
    expect(model.streamsLeft).toBe(1);
  });
});

describe("a base model", () => {
  it.each<AnalysisTask>([
    { kind: "sentiment" },
    { kind: "entities" },
    { kind: "intent", labels: ["plot", "mood"] },
    { kind: "question", question: "Why?" },
  ])("is shown examples that it can go on with: $kind", async (task) => {
    const model = new ScriptedModel({ kind: "base", prompts: ["text"] }, [
      JSON.stringify({ passages: [{ number: 1, label: "plot" }], entities: [], answers: [] }),
    ]);
    await run(task, TEXT, model);
    const prompt = model.requests[0]?.prompt;
    expect(prompt).toMatchObject({ kind: "text", stop: [expect.any(String)] });
    expect(prompt?.kind === "text" && prompt.text).toMatch(
      /### Output\n\{"\w+":[\s\S]*I love the sea[\s\S]*### Output\n$/,
    );
  });

  const base = (said: unknown) =>
    new ScriptedModel({ kind: "base", prompts: ["text"] }, [JSON.stringify(said)]);
  const entities: AnalysisTask = { kind: "entities" };

  it.each([
    ["nothing", { entities: [] }],
    ["only what is not there", { entities: [{ text: "Atlantis", kind: "place" }] }],
  ])("that finds %s has said nothing of the text", async (_, said) => {
    expect(await run(entities, TEXT, base(said))).toMatchObject({ findings: [], isInconclusive: true });
  });

  it.each([
    ["one", { kind: "base", prompts: ["text"] }],
    ["the demo model", { name: "demo" }],
  ] as const)(
    "or %s that does not keep to the form has said nothing, and it is no error",
    async (_, info) => {
      const model = new ScriptedModel(info, ["The sea. The"], ["The sea. The"]);
      expect(await run({ kind: "sentiment" }, TEXT, model)).toMatchObject({
        findings: [],
        isInconclusive: true,
      });
      await expect(
        run(entities, TEXT, new ScriptedModel(info, [new ModelError("engineFailed")])),
      ).rejects.toThrow();
    },
  );

  it.each([
    ["by a base model that finds something", TEXT, base({ entities: [{ text: "boat", kind: "other" }] })],
    ["by an instruct model that finds nothing", TEXT, says({ entities: [] })],
    ["of a text without a letter", " … ", base({})],
  ])("leaves nothing open in an analysis %s", async (_, text, model) => {
    expect(await run(entities, text, model)).not.toHaveProperty("isInconclusive");
  });
});
