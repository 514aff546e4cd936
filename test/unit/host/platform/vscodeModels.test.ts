import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import type { ChatMessage } from "../../../../src/core/models/prompt";
import { ModelError, type ModelErrorReason } from "../../../../src/core/models/modelError";
import { VscodeModels } from "../../../../src/platform/vscodeModels";
import {
  FakeChat,
  LanguageModelDataPart,
  LanguageModelError,
  languageModels,
  LanguageModelTextPart,
} from "../../../fakes/languageModels";
import { FakeMemento, resetVscode } from "../../../fakes/vscode";

const never = new AbortController().signal;
const MESSAGES: ChatMessage[] = [
  { role: "user", content: "the hidden letter" },
  { role: "assistant", content: "海 🙂" },
  { role: "user", content: "More." },
];

/** A model of Copilot's, and how Inkling reaches it. `canSend` is what VS Code says about consent. */
function copilot(canSend: boolean | undefined = true) {
  const chat = new FakeChat("copilot", "gpt-4o");
  languageModels.chats.push(chat);
  const state = new FakeMemento();
  const access: { canSend: boolean | undefined } = { canSend };
  const models = new VscodeModels({ canSendRequest: () => access.canSend }, state);
  const send = (mayAsk = true, signal = never, options = {}) =>
    models.forRequest(mayAsk).send(chat, MESSAGES, options, signal);
  const mayUse = async () => (await models.forRequest(false).list())[0]?.mayUse;
  return { chat, models, access, send, mayUse };
}

async function* says(...texts: string[]): AsyncGenerator<string> {
  await Promise.resolve();
  yield* texts;
}

async function collect(texts: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const text of texts) all.push(text);
  return all;
}

/** The ModelError that `work` ends with. */
async function failure(work: Promise<unknown>): Promise<ModelError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ModelError)) throw new Error("There was no ModelError");
  return error;
}

/** VS Code passes on what the model's extension threw by its name and words. */
function named(name: string, message = "Sorry."): Error {
  return Object.assign(new Error(message), { name });
}

beforeEach(resetVscode);

describe("the models of VS Code", () => {
  it("are everybody's or one vendor's, but never Inkling's own", async () => {
    const { models } = copilot();
    languageModels.chats.push(new FakeChat("ollama", "qwen3", "qwen"), new FakeChat("inkling", "demo"));
    const list = async (vendor?: string) => (await models.forRequest(true).list(vendor)).map(({ id }) => id);
    expect(await list()).toEqual(["gpt-4o", "qwen3"]);
    expect(await list("ollama")).toEqual(["qwen3"]);
    expect(await list("inkling")).toEqual([]);
    expect((await models.forRequest(true).list("ollama"))[0]).toEqual({
      id: "qwen3",
      name: "ollama's qwen3",
      vendor: "ollama",
      family: "qwen",
      maxInputTokens: 64_000,
      mayUse: undefined,
    });
  });

  it("count tokens with their own tokenizer", async () => {
    const { models, chat } = copilot();
    expect(await models.forRequest(false).countTokens(chat, "海边", never)).toBe(2);
    chat.countingFails = true;
    const failed = await failure(models.forRequest(false).countTokens(chat, "海边", never));
    expect(failed.reason).toBe("serverError");
  });
});

describe("a question to a model of VS Code", () => {
  it("has the conversation, the options, and a word for the writer who is asked to allow it", async () => {
    const { chat, send } = copilot();
    chat.answers.push(says("海边", "的信"));
    expect(await collect(send(true, never, { temperature: 0.4 }))).toEqual(["海边", "的信"]);
    const [request] = chat.requests;
    expect(request?.messages.map(({ role, content }) => [role, ...content])).toEqual([
      [1, new LanguageModelTextPart("the hidden letter")],
      [2, new LanguageModelTextPart("海 🙂")],
      [1, new LanguageModelTextPart("More.")],
    ]);
    expect(request?.options.modelOptions).toEqual({ temperature: 0.4 });
    expect(request?.options.justification).toMatch(/Inkling/);
  });

  it("has the bytes of its images before its words", async () => {
    const { chat, models } = copilot();
    const asked = models.forRequest(true);
    expect(asked.takesImages).toBe(true);
    chat.answers.push(says("The sea."));
    const image = { mimeType: "image/png", data: Buffer.from([137, 80, 78, 71]).toString("base64") };
    const messages: ChatMessage[] = [{ role: "user", content: "This?", images: [image, image] }];
    await collect(asked.send(chat, messages, {}, never));
    const part = new LanguageModelDataPart(Buffer.from([137, 80, 78, 71]), "image/png");
    expect(chat.requests[0]?.messages.map(({ content }) => content)).toEqual([
      [part, part, new LanguageModelTextPart("This?")],
    ]);
  });

  it("fails as notFound when the model has gone meanwhile", async () => {
    const { send } = copilot();
    languageModels.chats = [];
    const { reason, details } = await failure(collect(send()));
    expect([reason, details.subject]).toEqual(["notFound", "gpt-4o"]);
  });

  it.each<[string, Error, ModelErrorReason, string]>([
    ["no consent", LanguageModelError.NoPermissions("no"), "noConsent", "copilot"],
    ["unknown", LanguageModelError.NotFound("no"), "notFound", "gpt-4o"],
    ["blocked", LanguageModelError.Blocked("Please try again later."), "rateLimited", "copilot"],
    ["a quota used up", named("ChatQuotaExceeded"), "outOfCredit", "copilot"],
    ["too many requests", named("ChatRateLimited"), "rateLimited", "copilot"],
    ["too long", new Error("Message exceeds token limit."), "tooLong", "gpt-4o"],
    ["something else", new Error("quoting the hidden letter"), "serverError", "copilot"],
  ])("fails with its reason, at once or in the middle: %s", async (_, error, reason, subject) => {
    const { chat, send } = copilot();
    chat.answers.push(error, failsLater(error));
    for (let i = 0; i < 2; i++) {
      const failed = await failure(collect(send()));
      expect([failed.reason, failed.details.subject]).toEqual([reason, subject]);
      expect(inspect(failed, { depth: 20, showHidden: true })).not.toContain("hidden letter");
    }
  });

  it("is cancelled with the signal, and lets go of it", async () => {
    const { chat, send } = copilot();
    const controller = new AbortController();
    chat.answers.push(untilCancelled(chat));
    const seen: string[] = [];
    const reading = (async () => {
      for await (const text of send(true, controller.signal)) {
        seen.push(text);
        controller.abort();
      }
    })();
    expect((await failure(reading)).reason).toBe("aborted");
    expect(seen).toEqual(["海边"]);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("is cancelled when the reader leaves", async () => {
    const { chat, send } = copilot();
    chat.answers.push(says("海边", "的信"));
    for await (const text of send()) {
      expect(text).toBe("海边");
      break;
    }
    expect(chat.requests[0]?.token.isCancellationRequested).toBe(true);
  });
});

async function* failsLater(error: Error): AsyncGenerator<string> {
  yield* says("海边");
  throw error;
}

/** Ends as VS Code's stream does when its request is cancelled. */
async function* untilCancelled(chat: FakeChat): AsyncGenerator<string> {
  yield* says("海边");
  const { token } = chat.requests[0]!;
  if (!token.isCancellationRequested) {
    await new Promise((resolve) => token.onCancellationRequested(resolve));
  }
  throw named("Canceled", "Canceled");
}

describe("consent", () => {
  it("is never asked for in the background: what was not used by hand is not asked", async () => {
    // Newer versions of VS Code say true for every model, and show their dialog when the request is sent.
    const { chat, send, mayUse } = copilot(true);
    const { reason, details } = await failure(collect(send(false)));
    expect([reason, details.subject]).toEqual(["noConsent", "copilot"]);
    expect(chat.requests).toEqual([]);
    expect(await mayUse()).toBeUndefined();
  });

  it("once given by hand lets the background ask, also after a restart", async () => {
    const { chat, send, mayUse } = copilot(true);
    chat.answers.push(says("Yes."), says("Still."));
    await collect(send(true));
    expect(await mayUse()).toBe(true);
    expect(await collect(send(false))).toEqual(["Still."]);
  });

  it.each([false, undefined])("that VS Code says is %s is not asked for either", async (canSend) => {
    const { chat, access, send, mayUse } = copilot(true);
    chat.answers.push(says("Yes."));
    await collect(send(true));
    access.canSend = canSend;
    expect((await failure(collect(send(false)))).reason).toBe("noConsent");
    expect(await mayUse()).toBe(canSend);
    expect(chat.requests).toHaveLength(1);
  });

  it("that was taken back stops the background", async () => {
    const { chat, send, mayUse } = copilot(true);
    chat.answers.push(says("Yes."), LanguageModelError.NoPermissions("no"));
    await collect(send(true));
    expect((await failure(collect(send(false)))).reason).toBe("noConsent");
    expect((await failure(collect(send(false)))).reason).toBe("noConsent");
    expect(chat.requests).toHaveLength(2);
    expect(await mayUse()).toBeUndefined();
  });
});
