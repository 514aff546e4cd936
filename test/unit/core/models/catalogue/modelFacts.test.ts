import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { familyById } from "../../../../../src/core/models/catalogue/familyCatalogue";
import { loadFormat, modelFacts } from "../../../../../src/core/models/catalogue/modelFacts";
import type { ChatPrompt } from "../../../../../src/core/models/prompt";

const falcon = familyById("falcon-instruct")!;
const pythia = familyById("pythia")!;
const template = {
  source: "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}",
  eosToken: "</s>",
};
const hello: ChatPrompt = { kind: "chat", messages: [{ role: "user", content: "Hello" }] };

/** As llama-server's `/props` gives it for a GGUF without a chat template: common/chat.cpp of llama.cpp. */
const LLAMA_CPP_DEFAULT =
  "{%- for message in messages -%}\n" +
  "  {{- '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' -}}\n" +
  "{%- endfor -%}\n" +
  "{%- if add_generation_prompt -%}\n" +
  "  {{- '<|im_start|>assistant\n' -}}\n" +
  "{%- endif -%}";

describe("what is true of a model", () => {
  it("is assumed to be instruct where nobody says a word", () => {
    expect(modelFacts({ user: {} })).toEqual({ kind: "instruct", sources: { kind: "assumed" } });
  });

  it("comes from the catalogue where neither the writer nor the server says more", () => {
    expect(modelFacts({ user: {}, server: {}, family: falcon })).toEqual({
      kind: "instruct",
      contextTokens: 2048,
      format: { source: "catalogue", id: "falcon-instruct" },
      family: falcon,
      licence: falcon.licence,
      sources: { kind: "catalogue", contextTokens: "catalogue", format: "catalogue" },
    });
  });

  it("is what the server says, against the catalogue", () => {
    const server = { kind: "base", contextTokens: 512, chatTemplate: template, licence: "mit" } as const;
    expect(modelFacts({ user: {}, server, family: falcon })).toMatchObject({
      kind: "base",
      contextTokens: 512,
      format: { source: "server", id: "template", template, fallbackId: "falcon-instruct" },
      licence: { name: "mit" },
      sources: { kind: "server", contextTokens: "server", format: "server" },
    });
  });

  it("is what the writer says, against both", () => {
    const user = { kind: "instruct", contextTokens: 1024, promptFormat: "dolly" } as const;
    const server = { kind: "base", contextTokens: 512, chatTemplate: template } as const;
    expect(modelFacts({ user, server, family: falcon })).toMatchObject({
      kind: "instruct",
      contextTokens: 1024,
      format: { source: "user", id: "dolly" },
      sources: { kind: "user", contextTokens: "user", format: "user" },
    });
  });

  it.each([
    [undefined, undefined, undefined, undefined],
    [undefined, undefined, true, "catalogue"],
    [undefined, false, true, "server"],
    [true, false, undefined, "user"],
    [false, true, true, "user"],
  ] as const)(
    "sees as the writer (%s), the server (%s), the catalogue (%s) say",
    (own, server, known, who) => {
      const facts = modelFacts({
        user: own === undefined ? {} : { vision: own },
        server: server === undefined ? {} : { vision: server },
        family: { ...falcon, ...(known && { vision: known }) },
      });
      expect(facts.vision).toBe(own ?? server ?? known);
      expect(facts.sources.vision).toBe(who);
    },
  );

  it("is decided word by word", () => {
    const { sources } = modelFacts({
      user: { contextTokens: 1024 },
      server: { kind: "base" },
      family: falcon,
    });
    expect(sources).toEqual({ kind: "server", contextTokens: "user", format: "catalogue" });
  });

  it("is a base model without a format, after the catalogue", () => {
    const { kind, format, sources } = modelFacts({ user: {}, family: pythia });
    expect([kind, format, sources.format]).toEqual(["base", undefined, undefined]);
  });

  it("passes on how the model thinks and fills gaps", () => {
    expect(modelFacts({ user: {}, family: familyById("deepseek-r1")! }).thinking).toBe("implicit");
    expect(modelFacts({ user: {}, family: familyById("qwen2.5-coder")! }).infill).toEqual({
      prefix: "<|fim_prefix|>",
      suffix: "<|fim_suffix|>",
      middle: "<|fim_middle|>",
    });
  });

  it.each([
    ["the family's own format", falcon, { source: "catalogue", id: "falcon-instruct" }],
    ["no format", pythia, undefined],
  ])("does not take llama.cpp's stopgap for the model's template, but %s", (_, family, format) => {
    const server = { chatTemplate: { source: LLAMA_CPP_DEFAULT } };
    expect(modelFacts({ user: {}, server, family }).format).toEqual(format);
  });
});

describe("loading the format", () => {
  it("renders a template of the server's", async () => {
    const { format } = modelFacts({ user: {}, server: { chatTemplate: template }, family: falcon });
    const loaded = await loadFormat(format!);
    expect(loaded?.source).toBe("server");
    expect(loaded?.format.render(hello)).toEqual({ text: "<user>Hello", stop: ["</s>"] });
  });

  it("renders a published template", async () => {
    const source = readFileSync("test/fixtures/chatTemplates/phi-3.jinja", "utf8");
    const { format } = modelFacts({ user: {}, server: { chatTemplate: { source } } });
    expect((await loadFormat(format!))?.format.render(hello).text).toBe(
      "<|user|>\nHello<|end|>\n<|assistant|>\n",
    );
  });

  it("falls back on the catalogue where the template cannot be read, and says so", async () => {
    const server = { chatTemplate: { source: "{% nonsense" } };
    const loaded = await loadFormat(modelFacts({ user: {}, server, family: falcon }).format!);
    expect([loaded?.source, loaded?.format.id]).toEqual(["catalogue", "falcon-instruct"]);
    expect(await loadFormat(modelFacts({ user: {}, server }).format!)).toBeUndefined();
  });

  it("takes the writer's format, and nothing for one that there is not", async () => {
    const loaded = await loadFormat(modelFacts({ user: { promptFormat: "chatml" }, family: falcon }).format!);
    expect([loaded?.source, loaded?.format.id]).toEqual(["user", "chatml"]);
    expect(await loadFormat({ source: "user", id: "no-such-format" })).toBeUndefined();
  });
});
