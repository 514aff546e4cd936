import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../../../src/core/models/modelError";
import { structuredAnswer, type AnswerForm } from "../../../../src/core/understanding/structuredAnswer";
import { never } from "../../../support/askModel";
import { ScriptedModel, UNTIL_ABORTED, type Step } from "../scriptedModel";

const form: AnswerForm<{ readonly mood: string }> = {
  jsonSchema: { name: "mood", schema: { type: "object" } },
  check: v.object({ mood: v.string() }),
};
const QUESTION = {
  system: "Say the mood.",
  content: "<text>It rained.</text>",
  examples: [{ input: "<text>Sun!</text>", output: '{"mood":"glad"}' }],
  maxTokens: 50,
};
const GOOD = '{"mood": "sad"}';

const ask = (model: ScriptedModel, signal = never) => structuredAnswer(model, QUESTION, form, signal);
const contentOf = (model: ScriptedModel, index: number) => {
  const prompt = model.requests[index]?.prompt;
  return prompt?.kind === "chat" ? (prompt.messages.at(-1)?.content ?? "") : "";
};

describe("a structured answer", () => {
  it("is asked for with the form, without chance, and checked", async () => {
    const model = new ScriptedModel({}, ["```json\n", GOOD, "\n```"]);
    expect(await ask(model)).toEqual({ mood: "sad" });
    expect(model.requests).toMatchObject([
      { jsonSchema: form.jsonSchema, sampling: { temperature: 0, maxTokens: 50 } },
    ]);
  });

  it("is not taken from what the model thinks", async () => {
    const model = new ScriptedModel({}, [{ kind: "reasoning", text: '{"mood": "glad"}' }, GOOD]);
    expect(await ask(model)).toEqual({ mood: "sad" });
  });

  it("is shown to a base model by example", async () => {
    const model = new ScriptedModel({ kind: "base", prompts: ["text"] }, [GOOD]);
    expect(await ask(model)).toEqual({ mood: "sad" });
    expect(model.requests[0]?.prompt).toMatchObject({
      kind: "text",
      text: expect.stringContaining('{"mood":"glad"}') as string,
    });
  });

  it.each([
    ["prose", ["I cannot say."], "no JSON"],
    ["half of it", ['{"mood": "s', { kind: "finish", reason: "length" }], "cut off"],
    ["half of it without a reason", ['{"mood": "s'], "does not end"],
    ["another form", ['{"feeling": "sad"}'], "mood"],
    ["nothing", [], "no JSON"],
  ] as const)("that is %s is asked for once more, with what is wrong", async (_, first, problem) => {
    const model = new ScriptedModel({}, first, [GOOD]);
    expect(await ask(model)).toEqual({ mood: "sad" });
    expect(contentOf(model, 1)).toContain(QUESTION.content);
    expect(contentOf(model, 1)).toContain(problem);
    expect(model.requests[1]).toMatchObject({ jsonSchema: form.jsonSchema });
  });

  it("that was cut off has more room the second time, for it may have been thought away", async () => {
    const cut = { kind: "finish", reason: "length" } as const;
    const roomAfter = async (...steps: Step[]) => {
      const model = new ScriptedModel({}, [...steps, cut], [GOOD]);
      await ask(model);
      return model.requests[1]?.sampling.maxTokens;
    };
    expect(await roomAfter()).toBeGreaterThan(1000);
    expect(await roomAfter({ kind: "reasoning", text: "Hm." }, "{")).toBeGreaterThan(1000);
    expect(await roomAfter('{"mood": "sad sad sad')).toBe(50);
  });

  it("that was wrong in a question that just fits is an error of its own, and not of the length", async () => {
    const model = new ScriptedModel({ contextTokens: 60 }, ["No. ".repeat(100)]);
    await expect(ask(model)).rejects.toMatchObject({ reason: "badAnswer" });
    expect(model.requests).toHaveLength(1);
  });

  it("that is wrong twice is an error, and is not asked for a third time", async () => {
    const model = new ScriptedModel({ name: "mine" }, ["No."], ["Never."], [GOOD]);
    await expect(ask(model)).rejects.toMatchObject({ reason: "badAnswer", details: { subject: "mine" } });
    expect(model.requests).toHaveLength(2);
  });

  it("of which much was wrong is not sent back whole", async () => {
    const model = new ScriptedModel({}, ["No. ".repeat(5000)], [GOOD]);
    await ask(model);
    expect(contentOf(model, 1).length).toBeLessThan(3000);
  });

  it("that the provider stopped is not asked for again", async () => {
    const model = new ScriptedModel({}, ["{", { kind: "finish", reason: "filtered" }]);
    await expect(ask(model)).rejects.toMatchObject({ reason: "filtered" });
  });

  it("fails as the model fails", async () => {
    const model = new ScriptedModel({}, [new ModelError("rateLimited")]);
    await expect(ask(model)).rejects.toMatchObject({ reason: "rateLimited" });
  });

  it("ends with its signal, also in the second request", async () => {
    const model = new ScriptedModel({}, ["No."], ["{", UNTIL_ABORTED]);
    const controller = new AbortController();
    const answer = ask(model, controller.signal);
    await expect.poll(() => model.stepsTaken).toBe(3);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ reason: "aborted" });
  });

  it("has the room that the context window leaves, and is refused where it leaves none", async () => {
    const model = new ScriptedModel({ contextTokens: 80 }, [GOOD]);
    await ask(model);
    expect(model.requests[0]?.sampling.maxTokens).toBeLessThan(50);
    const small = new ScriptedModel({ contextTokens: 20 });
    await expect(ask(small)).rejects.toMatchObject({ reason: "tooLong", details: { limitTokens: 20 } });
    expect(small.requests).toEqual([]);
  });

  it("of a model that thinks has room for that too", async () => {
    const facts = { kind: "instruct", thinking: "tags", sources: { kind: "catalogue" } } as const;
    const model = new ScriptedModel({ facts }, [GOOD]);
    await ask(model);
    expect(model.requests[0]?.sampling.maxTokens).toBeGreaterThan(1000);
  });
});
