import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelRequest } from "../../src/core/models/languageModel";
import type { Prompt } from "../../src/core/models/prompt";
import type { EmbeddedEngine } from "../../src/core/models/worker/embeddedEngine";
import {
  namedEntitiesForm,
  passageLabelsForm,
  quotedAnswersForm,
} from "../../src/core/understanding/answerForms";
import { answerOf, ask, chat, never } from "../support/askModel";
import { createEngine, DEMO_WEIGHTS, stopEngine } from "../support/realEngine";

let engine: EmbeddedEngine;
beforeAll(() => {
  engine = createEngine();
});
afterAll(() => stopEngine(engine));

const schema = {
  type: "object",
  properties: { mood: { type: "string", enum: ["good", "bad"] }, sure: { type: "boolean" } },
  required: ["mood", "sure"],
  additionalProperties: false,
};
const stream = (prompt: Prompt, jsonSchema: ModelRequest["jsonSchema"]) =>
  engine.stream(
    DEMO_WEIGHTS,
    { ...ask(prompt, { temperature: 0, maxTokens: 60 }), ...(jsonSchema && { jsonSchema }) },
    never,
  );

const CHAT = chat("Write a short poem about the sea.");
const TEXT: Prompt = { kind: "text", text: "The captain looked at the sea" };

describe("the form of an answer of the embedded demo model", () => {
  it.each([
    ["a chat", CHAT],
    ["a text to go on with", TEXT],
  ] as const)("is kept to, which it never would by itself: %s", async (_, prompt) => {
    const answer = JSON.parse(await answerOf(stream(prompt, { name: "mood", schema }))) as object;
    expect(Object.keys(answer)).toEqual(["mood", "sure"]);
    expect(answer).toMatchObject({ mood: expect.stringMatching(/^(good|bad)$/) as string });
    expect(await answerOf(stream(prompt, undefined))).not.toContain("{");
  });

  it.each(
    [passageLabelsForm(["a", "b"]), namedEntitiesForm(), quotedAnswersForm()].map(
      ({ jsonSchema }) => [jsonSchema.name, jsonSchema] as const,
    ),
  )("may be that of every analysis: %s", async (_, form) => {
    expect(await answerOf(stream(CHAT, form))).toMatch(/^\s*\{/);
  });
});
