import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import manifest from "../../../../../package.json";
import { ModelError, type ModelErrorReason } from "../../../../../src/core/models/modelError";
import { IMAGE_TOKENS } from "../../../../../src/core/models/usage/imageTokens";
import { ModelProvider } from "../../../../../src/features/modelProvider/modelProvider";
import { LanguageModelDataPart, languageModels } from "../../../../fakes/languageModels";
import { CancellationTokenSource, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { forThisTest } from "../../../../support/askModel";
import { startFakeOpenAiServer } from "../../../../support/fakeOpenAiServer";
import { failsWith, says, type Answer } from "../../support/scriptedEngine";
import { SCRIPTED, testHost } from "../../support/testHost";

const { User, Assistant } = vscode.LanguageModelChatMessageRole;
/** VS Code's chat uses it, the API has no name for it yet. */
const SYSTEM = 3;
const OPTIONS = {} as vscode.ProvideLanguageModelChatResponseOptions;

const text = (value: string) => new vscode.LanguageModelTextPart(value);
const said = (role: number, ...content: unknown[]) =>
  ({ role, content, name: undefined }) as unknown as vscode.LanguageModelChatRequestMessage;

function start() {
  const { models, configuration, errors, engine } = testHost();
  const provider = new ModelProvider({ models, configuration, errors });
  const information = () => provider.provideLanguageModelChatInformation();

  /** Asks the model of this name, and gives what was reported. */
  async function ask(
    name: string,
    messages: readonly vscode.LanguageModelChatRequestMessage[],
    token: vscode.CancellationToken = new CancellationTokenSource().token,
    heard: (value: string) => void = () => {},
  ): Promise<string[]> {
    const model = (await information()).find(({ id }) => id === name) ?? {
      ...(await information())[0]!,
      id: name,
    };
    const parts: string[] = [];
    const report = (part: vscode.LanguageModelResponsePart) => {
      const { value } = part as vscode.LanguageModelTextPart;
      parts.push(value);
      heard(value);
    };
    await provider.provideLanguageModelChatResponse(model, messages, OPTIONS, { report }, token);
    return parts;
  }

  const chat = (answer: Answer, ...messages: vscode.LanguageModelChatRequestMessage[]) => {
    engine.answers.push(answer);
    return ask("scripted", messages.length > 0 ? messages : [said(User, text("Sea?"))]);
  };
  return { provider, engine, configuration, information, ask, chat };
}

async function failure(work: Promise<unknown>): Promise<Error & { readonly code?: string }> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("Nothing failed");
  return error;
}

beforeEach(resetVscode);

describe("Inkling as a provider of models", () => {
  it("is registered under the vendor that package.json contributes", () => {
    const { provider } = start();
    const contributes: { languageModelChatProviders?: { vendor: string }[] } = manifest.contributes;
    const vendors = contributes.languageModelChatProviders?.map(({ vendor }) => vendor);
    expect([...languageModels.providers.keys()]).toEqual(vendors);
    provider.dispose();
    expect(languageModels.providers.size).toBe(0);
  });

  it("is quiet where the editor has no place for it", () => {
    languageModels.canRegister = false;
    const { provider } = start();
    expect(languageModels.providers.size).toBe(0);
    provider.dispose();
  });

  it("says when the settings have changed, until it is switched off", () => {
    const { provider } = start();
    let changes = 0;
    provider.onDidChangeLanguageModelChatInformation(() => (changes += 1));
    changeSettings("user", { "inkling.models": [SCRIPTED] });
    expect(changes).toBe(1);
    provider.dispose();
    changeSettings("user", { "inkling.models": [] });
    expect(changes).toBe(1);
  });
});

describe("the models that Inkling offers", () => {
  it("are the demo and the writer's, each with the place where the text goes", async () => {
    settings.user["inkling.models"] = [
      { ...SCRIPTED, contextTokens: 4000 },
      { name: "team", provider: "openai-compatible", model: "acme/tiny", baseUrl: "http://127.0.0.1:1/v1" },
    ];
    const offered = await start().information();
    expect(offered.map(({ id, name }) => [id, name])).toEqual([
      ["demo", "demo model"],
      ["scripted", "scripted"],
      ["team", "team"],
    ]);
    expect(offered[1]).toMatchObject({
      detail: "Runs on this machine. Your text stays here.",
      maxInputTokens: 3000,
      maxOutputTokens: 1000,
      capabilities: {},
    });
    expect(offered[2]).toMatchObject({
      family: "acme/tiny",
      detail: "Runs on this machine. Your text stays here.",
    });
  });

  it.each([
    ["off", []],
    ["local", ["demo", "scripted"]],
    ["all", ["demo", "scripted", "cloud"]],
  ])("are those that the writer lets others use: %s", async (offerModels, ids) => {
    const cloud = { name: "cloud", provider: "openai", model: "gpt-4.1-mini" };
    settings.user = { "inkling.models": [SCRIPTED, cloud], "inkling.offerModels": offerModels };
    expect((await start().information()).map(({ id }) => id)).toEqual(ids);
  });

  it("are never those that come from VS Code: one of them could end up asking itself", async () => {
    settings.user["inkling.models"] = [{ name: "copilot", provider: "vscode", vendor: "copilot" }];
    expect((await start().information()).map(({ id }) => id)).toEqual(["demo"]);
  });

  it("are told of without a question to the writer", async () => {
    const baseUrl = "https://llm.example.com/v1";
    settings.user["inkling.offerModels"] = "all";
    settings.folder["inkling.models"] = [
      { name: "team", provider: "openai-compatible", model: "m", baseUrl },
    ];
    const offered = await start().information();
    expect(offered.at(-1)).toMatchObject({ id: "team", detail: "Your text goes to llm.example.com." });
    expect(ui.messages).toEqual([]);
  });

  it("count tokens of a text and of a message", async () => {
    const { provider, information } = start();
    const [model] = await information();
    expect(await provider.provideTokenCount(model!, "hello world")).toBe(2);
    const message = said(User, text("hello"), { image: "…" }, text(" world"));
    expect(await provider.provideTokenCount(model!, message)).toBe(2);
  });
});

describe("an answer of a model that Inkling offers", () => {
  it("comes in pieces, without the model's thoughts", async () => {
    const { chat } = start();
    expect(await chat(says("<think>They want 海.</think>", "海边", "的信"))).toEqual(["海边", "的信"]);
  });

  it("is to the whole conversation: text alone, in turns, with instructions as the system text", async () => {
    const { chat, engine } = start();
    await chat(
      says("Yes."),
      said(SYSTEM, text("Be brief.")),
      said(User, text("Look "), { image: "…" }, text("here.")),
      said(User, text("What is it?")),
      said(Assistant, new vscode.LanguageModelToolCallPart("1", "look", {})),
      said(Assistant, text("A letter.")),
      said(User, text("Whose?")),
    );
    expect(engine.requests[0]?.prompt).toEqual({
      kind: "chat",
      system: "Be brief.",
      messages: [
        { role: "user", content: "Look here.\n\nWhat is it?" },
        { role: "assistant", content: "A letter." },
        { role: "user", content: "Whose?" },
      ],
    });
  });

  it("of a base model is to a text, in the pattern that it goes on with", async () => {
    settings.user["inkling.models"] = [{ ...SCRIPTED, kind: "base" }];
    const { chat, engine } = start();
    expect(await chat(says("The sea."))).toEqual(["The sea."]);
    expect(engine.requests[0]?.prompt).toMatchObject({
      kind: "text",
      text: expect.stringContaining("Sea?") as unknown,
    });
  });

  it("has no more tokens than were promised", async () => {
    settings.user["inkling.models"] = [{ ...SCRIPTED, contextTokens: 4000 }];
    const { chat, engine } = start();
    await chat(says("Yes."));
    expect(engine.requests[0]?.sampling.maxTokens).toBe(1000);
  });

  it("ends when VS Code cancels it", async () => {
    const { ask, engine } = start();
    const source = new CancellationTokenSource();
    const token = source.token;
    engine.answers.push(says("海边", "的信"));
    const heard: string[] = [];
    const asked = ask("scripted", [said(User, text("Sea?"))], token, (value) => {
      heard.push(value);
      source.cancel();
    });
    await expect(asked).rejects.toBeInstanceOf(vscode.CancellationError);
    expect(heard).toEqual(["海边"]);
    expect(source.listeners).toBe(0);
    expect(ui.log).toEqual([]);
  });

  it("of a model that the folder's settings bring asks the writer first", async () => {
    const model = { name: "team", provider: "openai-compatible", model: "m", baseUrl: "http://127.0.0.1:1" };
    settings.folder["inkling.models"] = [model];
    const { ask } = start();
    ui.answers.push(undefined);
    const error = await failure(ask("team", [said(User, text("Sea?"))]));
    expect(error.code).toBe("NoPermissions");
    expect(ui.messages).toHaveLength(1);
  });
});

describe("a model that sees", () => {
  const png = (...bytes: number[]) => new LanguageModelDataPart(Uint8Array.from(bytes), "image/png");
  const url = (...bytes: number[]) => ({
    type: "image_url",
    image_url: { url: `data:image/png;base64,${Buffer.from(bytes).toString("base64")}` },
  });

  it("is offered as one, and is shown each image once, before the words of its turn", async () => {
    const server = await forThisTest(startFakeOpenAiServer());
    server.respondWith({ kind: "text", chunks: ["The sea."] });
    const seer = { name: "seer", provider: "openai-compatible", model: "m", vision: true, kind: "instruct" };
    settings.user["inkling.models"] = [{ ...seer, baseUrl: `${server.url}/v1`, contextTokens: 4000 }];
    const { ask, information } = start();
    expect((await information()).map(({ capabilities }) => capabilities)).toEqual([{}, { imageInput: true }]);
    const answer = await ask("seer", [
      said(User, png(1), text("What is this?"), new LanguageModelDataPart(Uint8Array.of(9), "audio/wav")),
      said(User, png(2)),
      said(Assistant, text("A map.")),
      said(User, png(3, 4)),
    ]);
    expect(answer).toEqual(["The sea."]);
    expect(server.requests.at(-1)?.body).toMatchObject({
      messages: [
        { role: "user", content: [url(1), url(2), { type: "text", text: "What is this?" }] },
        { role: "assistant", content: "A map." },
        { role: "user", content: [url(3, 4)] },
      ],
    });
  });

  it("has images counted with the words", async () => {
    const { provider, information } = start();
    const [model] = await information();
    const message = said(User, png(1), text("hello"), png(2));
    expect(await provider.provideTokenCount(model!, message)).toBe(1 + 2 * IMAGE_TOKENS);
  });
});

describe("an answer that fails", () => {
  it.each<[ModelErrorReason, string | undefined, RegExp]>([
    ["notFound", "NotFound", /does not know "it"/],
    ["unauthorized", "NoPermissions", /refused/],
    ["missingKey", "NoPermissions", /API key/],
    ["rateLimited", "Blocked", /too many requests/],
    ["outOfCredit", "Blocked", /no credit/],
    ["tooLong", undefined, /too long/],
    ["engineFailed", undefined, /stopped unexpectedly/],
  ])("is told in Inkling's words, and logged: %s", async (reason, code, words) => {
    const { chat } = start();
    const error = await failure(chat(failsWith(new ModelError(reason, { subject: "it" }), "海")));
    expect(error.message).toMatch(words);
    expect(error.code).toBe(code);
    expect(JSON.stringify(ui.log)).toContain(reason);
  });

  it("names a model that the settings no longer have", async () => {
    const error = await failure(start().ask("gone", [said(User, text("Sea?"))]));
    expect(error.code).toBe("NotFound");
    expect(error.message).toContain("gone");
  });
});
