import { describe, expect, it } from "vitest";
import { chatTurn } from "../../../../src/core/chat/chatTurn";
import type { TurnOptions } from "../../../../src/core/chat/conversation";
import type { LanguageModel } from "../../../../src/core/models/languageModel";
import type { ChatMessage, ChatPrompt } from "../../../../src/core/models/prompt";
import { ModelError } from "../../../../src/core/models/modelError";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { collect, ScriptedModel, UNTIL_ABORTED } from "../scriptedModel";

const { signal } = new AbortController();

const user = (content: string): ChatMessage => ({ role: "user", content });
const assistant = (content: string): ChatMessage => ({ role: "assistant", content });
const question = [user("A line.")];

/** The whole answer. */
function answerTo(messages: readonly ChatMessage[], model: LanguageModel, options: TurnOptions = {}) {
  return collect(chatTurn(messages, options, model, signal));
}

/** The one prompt that the model was sent, which must be a conversation. */
function sent({ requests }: ScriptedModel): ChatPrompt {
  const [request] = requests;
  if (request?.prompt.kind !== "chat") throw new Error("a conversation was expected");
  return request.prompt;
}

describe("chatTurn", () => {
  it("streams the answer as it comes", async () => {
    const model = new ScriptedModel({}, ["The", " sea", "."]);
    expect(await answerTo(question, model)).toEqual(["The", " sea", "."]);
  });

  it("sends the whole conversation to a model that has room for it", async () => {
    const messages = [user("A line."), assistant("The sea."), user("Another.")];
    const model = new ScriptedModel({}, ["The wind."]);
    await answerTo(messages, model);
    expect(sent(model).messages).toEqual(messages);
    expect(model.requests[0]?.sampling).toEqual({ maxTokens: 1024 });
  });

  it("has a system prompt of its own, and takes the turn's where there is one", async () => {
    const model = new ScriptedModel({}, ["a"], ["b"]);
    await answerTo(question, model);
    expect(sent(model).system).toMatch(/writing assistant/);
    await answerTo(question, model, { system: "You are a poet." });
    expect(model.requests[1]?.prompt).toMatchObject({ system: "You are a poet." });
  });

  it("turns the conversation into text for a base model", async () => {
    const model = new ScriptedModel({ prompts: ["text"] }, ["The sea."]);
    await answerTo(question, model, { system: "You are a poet." });
    expect(model.requests[0]?.prompt).toMatchObject({
      kind: "text",
      text: "You are a poet.\n\nUser: A line.\n\nAssistant:",
    });
  });

  it("takes the turn's own length and temperature", async () => {
    const model = new ScriptedModel({}, ["The sea."]);
    await answerTo(question, model, { maxTokens: 300, temperature: 0 });
    expect(model.requests[0]?.sampling).toEqual({ maxTokens: 300, temperature: 0 });
  });

  it("leaves reasoning out of the answer", async () => {
    const model = new ScriptedModel({}, [{ kind: "reasoning", text: "The sea?" }, "The sea."]);
    expect(await answerTo(question, model)).toEqual(["The sea."]);
  });

  it("hands the signal on, and ends with the model's abort", async () => {
    const controller = new AbortController();
    const model = new ScriptedModel({}, ["The", UNTIL_ABORTED]);
    const answer = chatTurn(question, {}, model, controller.signal);
    expect(await answer.next()).toEqual({ value: "The", done: false });
    const rest = answer.next();
    controller.abort();
    await expect(rest).rejects.toMatchObject({ reason: "aborted" });
    expect(model.signals).toEqual([controller.signal]);
  });

  it("lets go of the model when the reader leaves", async () => {
    const model = new ScriptedModel({}, ["The", " sea", "."]);
    const answer = chatTurn(question, {}, model, signal);
    await answer.next();
    await answer.return(undefined);
    expect(model.streamsLeft).toBe(1);
  });
});

describe("chatTurn in a small context window", () => {
  const long = (count: number) => "海".repeat(count);

  it("asks for half of it at the most", async () => {
    const model = new ScriptedModel({ contextTokens: 512 }, ["a"], ["b"]);
    await answerTo(question, model);
    expect(model.requests[0]?.sampling.maxTokens).toBe(256);
    await answerTo(question, model, { maxTokens: 2048 });
    expect(model.requests[1]?.sampling.maxTokens).toBe(256);
  });

  it("drops the oldest messages", async () => {
    const messages = [user(long(200)), assistant(long(200)), user(long(100))];
    const model = new ScriptedModel({ contextTokens: 512 }, ["a"]);
    await answerTo(messages, model);
    expect(sent(model).messages).toEqual(messages.slice(2));
  });

  it("takes eight thousand tokens where the window is not known", async () => {
    const messages = [user(long(5000)), assistant(long(3000)), user(long(3000))];
    const model = new ScriptedModel({}, ["a"]);
    await answerTo(messages, model);
    expect(sent(model).messages).toEqual(messages.slice(2));
  });

  it("sends a last message that is too long all the same, for the model to say so", async () => {
    const model = new ScriptedModel({ contextTokens: 512 }, [new ModelError("tooLong")]);
    const answer = answerTo([user(long(2000))], model);
    await expect(answer).rejects.toMatchObject({ reason: "tooLong" });
  });

  it("leaves room for the system prompt and the answer when it has messages to drop", async () => {
    const messages = [
      user(long(60)),
      assistant(long(60)),
      user(long(60)),
      assistant(long(60)),
      user(long(10)),
    ];
    const system = long(100);
    const model = new ScriptedModel({ contextTokens: 512 }, ["a"]);
    await answerTo(messages, model, { system });
    const texts = [sent(model).system ?? "", ...sent(model).messages.map(({ content }) => content)];
    const promptTokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    expect(promptTokens + model.requests[0]!.sampling.maxTokens).toBeLessThanOrEqual(512);
  });
});

describe("chatTurn fails", () => {
  it.each([
    ["nothing at all", []],
    ["white space", [" \n", "\n"]],
    ["reasoning alone", [{ kind: "reasoning" as const, text: "The sea?" }]],
  ])("with emptyAnswer when the model said %s", async (_what, steps) => {
    const model = new ScriptedModel({ model: "gpt-x" }, steps);
    await expect(answerTo(question, model)).rejects.toMatchObject({
      reason: "emptyAnswer",
      details: { subject: "gpt-x" },
    });
  });

  it("with the model's own error, after what had arrived", async () => {
    const failure = new ModelError("interrupted");
    const model = new ScriptedModel({}, ["The", failure]);
    const answer = chatTurn(question, {}, model, signal);
    expect((await answer.next()).value).toBe("The");
    await expect(answer.next()).rejects.toBe(failure);
  });

  it.each([[[]], [["The"]]])(
    "with filtered when the provider's filter ended the answer %j",
    async (steps) => {
      const model = new ScriptedModel({}, [...steps, { kind: "finish", reason: "filtered" }]);
      await expect(answerTo(question, model)).rejects.toMatchObject({
        reason: "filtered",
      });
    },
  );
});
