import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { INTENTS, SENTIMENTS } from "../../../../src/core/understanding/analysis";
import {
  namedEntitiesForm,
  passageLabelsForm,
  quotedAnswersForm,
} from "../../../../src/core/understanding/answerForms";
import { intentPrompt, sentimentPrompt } from "../../../../src/core/understanding/passagePrompt";

const FORMS = [passageLabelsForm(SENTIMENTS), namedEntitiesForm(), quotedAnswersForm()];

/** Every object in a schema, at any depth. */
function objectsIn(schema: unknown): Record<string, unknown>[] {
  if (typeof schema !== "object" || schema === null) return [];
  const inner = Object.values(schema).flatMap(objectsIn);
  return "type" in schema && schema.type === "object" ? [schema, ...inner] : inner;
}

describe.each(FORMS.map((form) => [form.jsonSchema.name, form] as const))(
  "the form %s",
  (name, { jsonSchema }) => {
    it("has a name that OpenAI takes", () => {
      expect(name).toMatch(/^[\w-]{1,64}$/);
    });

    it("is strict: every property is required, and there are no others", () => {
      const objects = objectsIn(jsonSchema.schema);
      expect(objects.length).toBeGreaterThan(1);
      for (const { properties, required, additionalProperties } of objects) {
        expect(required).toEqual(Object.keys(properties as object));
        expect(additionalProperties).toBe(false);
      }
    });
  },
);

describe("the examples", () => {
  it.each([
    ["sentiment", sentimentPrompt(), SENTIMENTS],
    ["intent", intentPrompt(INTENTS), INTENTS],
    ["one label", intentPrompt(["plot"]), ["plot"]],
  ] as const)("of %s keep to their form, and number what is there", (_, { examples }, labels) => {
    for (const { input, output } of examples) {
      const { passages, whole } = v.parse(passageLabelsForm(labels).check, JSON.parse(output));
      expect(passages.map(({ number }) => number)).toEqual(
        [...input.matchAll(/number="(\d+)"/g)].map(([, number]) => Number(number)),
      );
      for (const { label } of [...passages, ...(whole ? [whole] : [])]) expect(labels).toContain(label);
    }
  });
});

describe("a score", () => {
  it.each([
    [0.5, 0.5],
    ["0.5", 0.5],
    ["50 %", 0.5],
    ["1%", 0.01],
    [1, 1],
    [85, 0.85],
    [-1, undefined],
    [900, undefined],
    ["sure", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("%j is %j", (said, score) => {
    const { answers } = v.parse(quotedAnswersForm().check, [{ quote: "a", score: said }]);
    expect(answers[0]?.score).toBe(score);
  });
});
