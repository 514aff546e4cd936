import { describe, expect, it } from "vitest";
import type { AnswerOptions } from "../../../../src/core/chat/chat";
import { answerTurn, CHAT_SYSTEM, turnRoom, type AnswerEvent } from "../../../../src/core/chat/answerTurn";
import { ModelError } from "../../../../src/core/models/modelError";
import type { ChatMessage } from "../../../../src/core/models/prompt";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { collect, ScriptedModel, UNTIL_ABORTED, type Step } from "../scriptedModel";

const { signal } = new AbortController();
const question: ChatMessage[] = [{ role: "user", content: "A line." }];
const long = (count: number) => "海".repeat(count);
const text = (said: string): AnswerEvent => ({ kind: "text", text: said });
const done: AnswerEvent = { kind: "finish", reason: "stop" };

const answerTo = (model: ScriptedModel, messages = question, options: AnswerOptions = {}) =>
  collect(answerTurn(messages, options, model, signal));

function sent({ requests: [request] }: ScriptedModel) {
  if (request?.prompt.kind !== "chat") throw new Error("a conversation was expected");
  return request.prompt;
}

describe("answerTurn", () => {
  it("streams what the model thinks and says, and how it ends", async () => {
    const usage = { promptTokens: 9, completionTokens: 3 };
    const model = new ScriptedModel({}, [
      { kind: "reasoning", text: "Hm." },
      ...["The", " sea."],
      { kind: "finish", reason: "stop", usage },
    ]);
    expect(await answerTo(model)).toEqual([
      ...[{ kind: "reasoning", text: "Hm." }, text("The"), text(" sea.")],
      { kind: "finish", reason: "stop", usage },
    ]);
  });

  it("says that it ran out of tokens after it had begun", async () => {
    const model = new ScriptedModel({}, ["The", { kind: "finish", reason: "length" }]);
    expect((await answerTo(model)).at(-1)).toEqual({ kind: "finish", reason: "length" });
  });

  it("shows the first of several answers", async () => {
    const model = new ScriptedModel({}, ["The", { kind: "text", text: "A", candidate: 1 }, " sea."]);
    expect(await answerTo(model)).toEqual([text("The"), text(" sea."), done]);
  });

  it("asks as it is told to, within half of the window", async () => {
    const model = new ScriptedModel({ contextTokens: 512 }, ["a"]);
    await answerTo(model, question, { system: "S", maxTokens: 900, temperature: 0 });
    expect(sent(model)).toMatchObject({ system: "S", messages: question });
    expect(model.requests[0]?.sampling).toEqual({ maxTokens: 256, temperature: 0 });
  });

  it("has a system prompt and a length of its own", async () => {
    const model = new ScriptedModel({}, ["a"]);
    await answerTo(model);
    expect(sent(model).system).toBe(CHAT_SYSTEM);
    expect(model.requests[0]?.sampling).toEqual({ maxTokens: 1024 });
  });

  it("drops the oldest messages where there is no room, and keeps images with theirs", async () => {
    const images = [{ mimeType: "image/png", data: "AA==" }];
    const last: ChatMessage = { role: "user", content: long(100), images };
    const messages: ChatMessage[] = [
      { role: "user", content: long(200) },
      { role: "assistant", content: long(200) },
      last,
    ];
    const model = new ScriptedModel({ contextTokens: 512 }, ["a"]);
    await answerTo(model, messages);
    expect(sent(model).messages).toEqual([last]);
    const { maxTokens, messageTokens } = turnRoom({}, { contextTokens: 512 });
    expect(maxTokens + messageTokens + estimateTokens(CHAT_SYSTEM)).toBe(512);
  });

  it("ends with the model's abort", async () => {
    const controller = new AbortController();
    const model = new ScriptedModel({}, ["The", UNTIL_ABORTED]);
    const answer = answerTurn(question, {}, model, controller.signal);
    expect((await answer.next()).value).toEqual(text("The"));
    const rest = answer.next();
    controller.abort();
    await expect(rest).rejects.toMatchObject({ reason: "aborted" });
  });

  it.each<[string, Step[], string]>([
    ["nothing was said", [" \n"], "emptyAnswer"],
    ["only thoughts came", [{ kind: "reasoning", text: "Hm." }], "emptyAnswer"],
    [
      "the thoughts took all tokens",
      [
        { kind: "reasoning", text: "Hm." },
        { kind: "finish", reason: "length" },
      ],
      "cutShort",
    ],
    ["a filter ended it", ["The", { kind: "finish", reason: "filtered" }], "filtered"],
    ["the model failed", ["The", new ModelError("interrupted")], "interrupted"],
  ])("fails when %s", async (_what, script, reason) => {
    await expect(answerTo(new ScriptedModel({}, script))).rejects.toMatchObject({ reason });
  });
});
