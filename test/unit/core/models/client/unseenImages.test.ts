import { describe, expect, it, vi } from "vitest";
import { withoutUnseenImages } from "../../../../../src/core/models/client/unseenImages";
import type { ModelRequest } from "../../../../../src/core/models/languageModel";
import type { ChatMessage, Prompt } from "../../../../../src/core/models/prompt";
import { collect, ScriptedModel } from "../../scriptedModel";

const never = new AbortController().signal;
const images = [{ mimeType: "image/png", data: "AAAA" }];
const shown: readonly ChatMessage[] = [
  { role: "user", content: "This?", images },
  { role: "assistant", content: "The sea." },
  { role: "user", content: "Sure?" },
];
const request = (messages: readonly ChatMessage[]): ModelRequest => ({
  prompt: { kind: "chat", system: "Be brief.", messages },
  sampling: { maxTokens: 9 },
});

describe("a model that sees nothing", () => {
  it("is sent the words alone, and all of them", async () => {
    const lacks = vi.fn();
    const model = new ScriptedModel({}, ["Yes."]);
    const asked = request(shown);
    await collect(withoutUnseenImages(model, lacks).stream(asked, never));
    expect(model.requests).toEqual([request(shown.map(({ role, content }) => ({ role, content })))]);
    expect(lacks).toHaveBeenCalledExactlyOnceWith("scripted-1", "images");
    expect(asked).toEqual(request(shown)); // whoever asked may ask another model
  });

  it.each<[string, Prompt]>([
    ["a conversation without", request(shown.slice(1)).prompt],
    ["one whose list is empty", request([{ role: "user", content: "Hi", images: [] }]).prompt],
    ["a text", { kind: "text", text: "Once" }],
    ["a gap", { kind: "infill", prefix: "a", suffix: "b" }],
  ])("is sent %s as it is", async (_, prompt) => {
    const lacks = vi.fn();
    const model = new ScriptedModel({ prompts: ["chat", "text", "infill"] }, ["Yes."]);
    const asked = { prompt, sampling: { maxTokens: 9 } };
    await collect(withoutUnseenImages(model, lacks).stream(asked, never));
    expect(model.requests[0]).toBe(asked);
    expect(lacks).not.toHaveBeenCalled();
  });
});

describe("a model that sees", () => {
  it("is left alone", () => {
    const model = new ScriptedModel({ seesImages: true });
    expect(withoutUnseenImages(model, vi.fn())).toBe(model);
  });
});
