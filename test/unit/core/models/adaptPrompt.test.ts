import { describe, expect, it } from "vitest";
import { adaptPrompt } from "../../../../src/core/models/adaptPrompt";
import type { ModelInfo } from "../../../../src/core/models/languageModel";
import type { ChatPrompt, Prompt } from "../../../../src/core/models/prompt";

const PROMPTS = {
  chat: {
    kind: "chat",
    system: "Be brief.",
    messages: [
      { role: "user", content: "写一首诗" },
      { role: "assistant", content: "The sea." },
      { role: "user", content: "Longer." },
    ],
  },
  text: { kind: "text", text: "Once upon a ti" },
  infill: { kind: "infill", prefix: "She opened ", suffix: " and left." },
} as const satisfies Record<Prompt["kind"], Prompt>;

/** What the adapters say of themselves. */
const takes = {
  "a chat model": { prompts: ["chat"] },
  "a base model": { prompts: ["text"] },
  "an embedded base model": { prompts: ["text", "infill"] },
  "the embedded model": { prompts: ["chat", "text", "infill"] },
} as const satisfies Record<string, Pick<ModelInfo, "prompts">>;

const adaptedToChat = (prompt: Prompt) => adaptPrompt(prompt, takes["a chat model"]) as ChatPrompt;

describe("adapting a prompt", () => {
  const pairs = Object.entries(takes).flatMap(([name, info]) =>
    Object.values(PROMPTS).map((prompt) => [prompt.kind, name, prompt, info] as const),
  );

  it.each(pairs)(
    "makes of a prompt for %s what %s takes, and nothing when it takes it",
    (_, _name, prompt, info) => {
      const prompts: readonly Prompt["kind"][] = info.prompts;
      const adapted = adaptPrompt(prompt, info);
      expect(prompts).toContain(adapted.kind);
      if (prompts.includes(prompt.kind)) expect(adapted).toBe(prompt);
    },
  );

  it("leaves images with a conversation that stays one, and none of them in a text", () => {
    const data = "iVBORw0KGgo=";
    const shown: ChatPrompt = {
      kind: "chat",
      messages: [{ role: "user", content: "This?", images: [{ mimeType: "image/png", data }] }],
    };
    expect(adaptPrompt(shown, takes["a chat model"])).toBe(shown);
    const text = adaptPrompt(shown, takes["a base model"]);
    expect(JSON.stringify(text)).not.toContain(data);
    expect(text).toMatchObject({ kind: "text", text: expect.stringContaining("This?") as string });
  });

  it("makes of a conversation a dialogue that a base model goes on with, up to the next turn", () => {
    expect(adaptPrompt(PROMPTS.chat, takes["a base model"])).toEqual({
      kind: "text",
      text: "Be brief.\n\nUser: 写一首诗\n\nAssistant: The sea.\n\nUser: Longer.\n\nAssistant:",
      stop: ["\n\nUser:"],
    });
  });

  it.each([undefined, ""])("begins it with the first turn when the system message is %o", (system) => {
    const messages = [{ role: "user", content: "Hello" }] as const;
    const prompt: Prompt = { kind: "chat", messages, ...(system !== undefined && { system }) };
    expect(adaptPrompt(prompt, takes["a base model"])).toMatchObject({ text: "User: Hello\n\nAssistant:" });
  });

  it("shows a base model the examples of a task, and then the task in the same pattern", () => {
    const prompt: Prompt = {
      kind: "chat",
      system: "You fix grammar.",
      messages: [{ role: "user", content: "Fix: she go" }],
      examples: [
        { input: "Fix: he dont", output: "He doesn't" },
        { input: "Fix: 他门", output: "他们" },
      ],
    };
    expect(adaptPrompt(prompt, takes["a base model"])).toEqual({
      kind: "text",
      text:
        "You fix grammar.\n\n### Input\nFix: he dont\n\n### Output\nHe doesn't\n\n" +
        "### Input\nFix: 他门\n\n### Output\n他们\n\n### Input\nFix: she go\n\n### Output\n",
      stop: ["\n\n###"],
    });
  });

  it("shows no examples to a model that follows instructions", () => {
    const prompt: Prompt = { ...PROMPTS.chat, examples: [{ input: "a", output: "b" }] };
    expect(adaptPrompt(prompt, takes["a chat model"])).toBe(prompt);
  });

  it("writes a conversation in the model's own format where it takes text alone", () => {
    const format = {
      id: "mine",
      render: ({ messages }: ChatPrompt) => ({ text: `<${messages.length}>`, stop: ["</s>"] }),
    };
    const info = { ...takes["a base model"], format };
    expect(adaptPrompt(PROMPTS.chat, info)).toEqual({ kind: "text", text: "<3>", stop: ["</s>"] });
  });

  it("makes of a gap the very text before it, for a base model", () => {
    expect(adaptPrompt(PROMPTS.infill, takes["a base model"])).toEqual({ kind: "text", text: "She opened " });
  });

  it("makes of a gap an instruction that shows a chat model both sides as they are", () => {
    const { system, messages } = adaptedToChat(PROMPTS.infill);
    expect(system).toMatch(/continuation alone/);
    expect(messages.map(({ role }) => role)).toEqual(["user"]);
    expect(messages[0]?.content).toContain("<before>She opened </before>");
    expect(messages[0]?.content).toContain("<after> and left.</after>");
  });

  it.each(["", "\n\n  "])("says nothing of what follows when that is %o", (suffix) => {
    const { messages } = adaptedToChat({ ...PROMPTS.infill, suffix });
    expect(messages[0]?.content).toBe("<before>She opened </before>");
  });

  it("makes of a text the same instruction as of a gap with nothing behind it", () => {
    expect(adaptedToChat(PROMPTS.text)).toEqual(
      adaptedToChat({ kind: "infill", prefix: PROMPTS.text.text, suffix: "" }),
    );
    expect(adaptedToChat(PROMPTS.text).messages[0]?.content).toBe("<before>Once upon a ti</before>");
  });
});
