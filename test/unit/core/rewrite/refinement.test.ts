import { describe, expect, it } from "vitest";
import { catalogueFormat } from "../../../../src/core/models/catalogue/promptFormat";
import type { Prompt } from "../../../../src/core/models/prompt";
import { propose, type Refinement } from "../../../../src/core/rewrite/proposal";
import { collect, ScriptedModel } from "../scriptedModel";
import { goOn, input, rewrite } from "./template";

const { signal } = new AbortController();
const previous = "The sea was calm.";
const change = "say where";
const chinese = { ...rewrite, system: "你是编辑，保留 Markdown 标记。", user: "改写：\n\n{{selection}}" };
const examples = [{ selection: "It were late.", output: "It was late." }];

/** What the model was sent, and what came of it. */
async function asked(
  info: ConstructorParameters<typeof ScriptedModel>[0],
  refinement: Refinement,
  template = rewrite,
) {
  const model = new ScriptedModel(info, ["The sea was calm off Crete."]);
  const proposals = await collect(propose(template, input, model, signal, refinement));
  const [request] = model.requests;
  if (!request) throw new Error("a request was expected");
  return { ...request, proposals };
}

const messages = (prompt: Prompt) => (prompt.kind === "chat" ? prompt.messages : []);
const text = (prompt: Prompt) => (prompt.kind === "text" ? prompt.text : "");

describe("a change that the writer asks for", () => {
  it("goes on with the conversation", async () => {
    const { prompt, sampling, proposals } = await asked(
      {},
      { previous, change },
      { ...rewrite, temperature: 0 },
    );
    expect(prompt).toMatchObject({ kind: "chat", system: "You are an editor." });
    expect(messages(prompt)).toEqual([
      { role: "user", content: "Rewrite:\n\nThe sea were calm." },
      { role: "assistant", content: previous },
      {
        role: "user",
        content: "Change your answer as follows, and answer with the whole new text alone: say where",
      },
    ]);
    expect(sampling).toEqual({ maxTokens: 2048, temperature: 0 });
    expect(proposals).toEqual(["The sea was calm off Crete."]);
  });

  it("is put in Chinese where the template is", async () => {
    const { prompt } = await asked({}, { previous, change: "说明在哪里" }, chinese);
    expect(messages(prompt).at(-1)?.content).toBe(
      "请按下面的要求修改你的回答，只写修改后的完整文字：说明在哪里",
    );
  });

  it.each([
    "You write Chinese poems (五言绝句).",
    "あなたは編集者です。文章を直してください。",
    "Вы редактор.",
  ])("is put in English where the template is in another language: %s", async (system) => {
    const { prompt } = await asked({}, { previous, change }, { ...rewrite, system });
    expect(messages(prompt).at(-1)?.content).toMatch(/^Change your answer/);
  });

  it("is written in the model's own format where it takes text alone", async () => {
    const format = catalogueFormat("chatml");
    if (!format) throw new Error("a format was expected");
    const { prompt } = await asked({ prompts: ["text"], format }, { previous, change });
    expect(text(prompt)).toContain(`<|im_start|>assistant\n${previous}<|im_end|>`);
    expect(text(prompt)).toMatch(/alone: say where<\|im_end\|>\n<\|im_start\|>assistant\n$/);
  });

  it("is told a base model in one message, so that its examples still stand before it", async () => {
    const { prompt } = await asked({ prompts: ["text"] }, { previous, change }, { ...rewrite, examples });
    expect(text(prompt)).toBe(
      "You are an editor.\n\n### Input\nRewrite:\n\nIt were late.\n\n### Output\nIt was late.\n\n" +
        "### Input\nRewrite:\n\nThe sea were calm.\n\nThe earlier answer:\n\nThe sea was calm.\n\n" +
        "Change your answer as follows, and answer with the whole new text alone: say where\n\n### Output\n",
    );
  });

  it("of a continuation is asked for in a conversation, even where the model goes on with plain text", async () => {
    const { prompt } = await asked({ prompts: ["chat", "text"] }, { previous: " He slept.", change }, goOn);
    expect(messages(prompt).map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(messages(prompt)[1]?.content).toBe("He slept.");
  });

  it("has room for an answer that had become long", async () => {
    const long = "海".repeat(3000);
    const { sampling } = await asked({}, { previous: long, change });
    expect(sampling.maxTokens).toBe(4500);
    expect(
      (await asked({}, { previous: long, change }, { ...rewrite, target: "insertAfter" })).sampling,
    ).toEqual({ maxTokens: 4500 });
  });

  it("that does not fit is refused before it is sent, the earlier answer counted in", async () => {
    const model = new ScriptedModel({ contextTokens: 512 });
    const refinement = { previous: "海".repeat(600), change };
    await expect(collect(propose(rewrite, input, model, signal, refinement))).rejects.toMatchObject({
      reason: "tooLong",
    });
    expect(model.requests).toEqual([]);
  });
});

describe("another version", () => {
  it("is asked for with the earlier one in the conversation", async () => {
    const { prompt } = await asked({}, { previous });
    expect(messages(prompt).map(({ content }) => content)).toEqual([
      "Rewrite:\n\nThe sea were calm.",
      previous,
      expect.stringMatching(/^Write another version, different from that one/),
    ]);
    expect(messages((await asked({}, { previous }, chinese)).prompt).at(-1)?.content).toMatch(/^请另写一版/);
  });

  it.each([
    [0, 0.7],
    [0.7, 0.7],
    [1.2, 1.2],
    [undefined, 0.7],
  ])("is drawn more freely than at temperature %s: at %s", async (temperature, drawn) => {
    const template = temperature === undefined ? rewrite : { ...rewrite, temperature };
    expect((await asked({}, { previous }, template)).sampling.temperature).toBe(drawn);
  });

  it("is drawn freely even where the template is greedy under the pipeline's names", async () => {
    const template = { ...rewrite, generation: { do_sample: false } };
    expect((await asked({}, { previous }, template)).sampling.temperature).toBe(0.7);
  });

  it("is told a base model in one message", async () => {
    const { prompt } = await asked({ prompts: ["text"] }, { previous }, { ...rewrite, examples });
    expect(text(prompt)).toMatch(/The earlier answer:\n\nThe sea was calm\.\n\nWrite another version/);
    expect(text(prompt)).toContain("### Output\nIt was late.");
  });

  it("of a continuation is the same text gone on with once more", async () => {
    const cool = { ...goOn, temperature: 0.2 };
    const { prompt, sampling } = await asked({ prompts: ["chat", "text"] }, { previous: " He slept." }, cool);
    expect(prompt).toEqual({ kind: "text", text: input.before });
    expect(sampling.temperature).toBe(0.7);
  });
});
