import { describe, expect, it, vi } from "vitest";
import { HostLimits } from "../../../../../src/core/models/client/hostLimits";
import { politeModel } from "../../../../../src/core/models/client/politeModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { IMAGE_TOKENS } from "../../../../../src/core/models/usage/imageTokens";
import type { GenerationOptions } from "../../../../../src/core/settings/settings";
import { answerOf, ask, chat, collect, never } from "../../../../support/askModel";
import { ScriptedModel, UNTIL_ABORTED } from "../../scriptedModel";

const polite = (model: ScriptedModel, generation: GenerationOptions = {}, perHost = 1) =>
  politeModel(model, { generation, limits: new HostLimits(() => perHost) });

const END = { kind: "finish", reason: "stop" } as const;

describe("a polite model", () => {
  it("asks with the writer's generation options where the request says nothing", async () => {
    const model = new ScriptedModel({}, ["Blue", END]);
    await answerOf(polite(model, { temperature: 0.2, max_new_tokens: 8 }).stream(ask(chat("Sea?")), never));
    expect(model.requests[0]?.sampling).toMatchObject({ maxTokens: 8, temperature: 0.2 });
  });

  it("counts the prompt with a tokenizer for max_length", async () => {
    const model = new ScriptedModel({ prompts: ["text"] }, ["a", END]);
    const prompt = { kind: "text", text: "The sea is blue today." } as const; // six tokens in o200k_base
    await answerOf(polite(model, { max_length: 16 }).stream(ask(prompt), never));
    expect(model.requests[0]?.sampling.maxTokens).toBe(10);
  });

  it("counts images for max_length, about", async () => {
    const model = new ScriptedModel({ seesImages: true }, ["a", END], ["a", END]);
    const images = [{ mimeType: "image/png", data: "AAAA" }];
    const message = { role: "user", content: "This?" } as const;
    for (const asked of [message, { ...message, images }]) {
      const request = ask({ kind: "chat", messages: [asked] }, { maxTokens: 4000 });
      await answerOf(polite(model, { max_length: 2000 }).stream(request, never));
    }
    const [without, shown] = model.requests.map(({ sampling }) => sampling.maxTokens);
    expect((without ?? 0) - (shown ?? 0)).toBe(IMAGE_TOKENS);
  });

  it("ends a conversation that is written out where its format says", async () => {
    const model = new ScriptedModel({ prompts: ["text"] }, ["a", END]);
    const prompt = { kind: "text", text: "User: hi", stop: ["User:"] } as const;
    await answerOf(polite(model).stream(ask(prompt, { stop: ["\n\n"] }), never));
    expect(model.requests[0]?.sampling.stop).toEqual(["\n\n", "User:"]);
  });

  it("tells thoughts from the answer in a conversation, and leaves plain text alone", async () => {
    const answer = ["<think>hm</think>Blue", END];
    const model = new ScriptedModel({ prompts: ["chat", "text"] }, answer, answer);
    expect(await answerOf(polite(model).stream(ask(chat("Sea?")), never))).toBe("Blue");
    const text = await answerOf(polite(model).stream(ask({ kind: "text", text: "Sea" }), never));
    expect(text).toBe("<think>hm</think>Blue");
  });

  it("asks again when a server had a moment's trouble", async () => {
    const model = new ScriptedModel({ host: "a" }, [new ModelError("serverError")], ["Blue", END]);
    expect(await answerOf(polite(model).stream(ask(chat("Sea?")), never))).toBe("Blue");
  });

  it("does not ask a model on this machine again", async () => {
    const model = new ScriptedModel({}, [new ModelError("serverError")]);
    await expect(collect(polite(model).stream(ask(chat("Sea?")), never))).rejects.toThrow(ModelError);
  });

  it("gives its turn at the host back, however an answer ends", async () => {
    const model = new ScriptedModel(
      { host: "a" },
      ["Bl", UNTIL_ABORTED],
      [new ModelError("notFound")],
      ["Blue", END],
      ["Blue", END],
    );
    const limited = polite(model);
    const controller = new AbortController();
    const first = collect(limited.stream(ask(chat("1")), controller.signal));
    const second = collect(limited.stream(ask(chat("2")), never));
    await vi.waitFor(() => expect(model.requests).toHaveLength(1));
    controller.abort();
    await expect(first).rejects.toMatchObject({ reason: "aborted" });
    await expect(second).rejects.toMatchObject({ reason: "notFound" });
    for await (const chunk of limited.stream(ask(chat("3")), never)) if (chunk.kind === "text") break;
    expect(await answerOf(limited.stream(ask(chat("4")), never))).toBe("Blue");
  });

  it("waits for its turn no longer once it is aborted, and sends nothing", async () => {
    const model = new ScriptedModel({ host: "a" }, ["Bl", UNTIL_ABORTED]);
    const limited = polite(model);
    const stop = new AbortController();
    const first = collect(limited.stream(ask(chat("1")), stop.signal));
    const left = new AbortController();
    await vi.waitFor(() => expect(model.requests).toHaveLength(1));
    const second = collect(limited.stream(ask(chat("2")), left.signal));
    left.abort();
    await expect(second).rejects.toMatchObject({ reason: "aborted" });
    expect(model.requests).toHaveLength(1);
    stop.abort();
    await expect(first).rejects.toMatchObject({ reason: "aborted" });
  });
});
