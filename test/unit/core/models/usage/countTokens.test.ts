import * as fc from "fast-check";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { countTokens, encodingOf } from "../../../../../src/core/models/usage/countTokens";
import { prose } from "../../prose";

/** Ids of tokens as tiktoken gives them (github.com/openai/openai-cookbook, How_to_count_tokens_with_tiktoken). */
const KNOWN = [
  ["antidisestablishmentarianism", "o200k_base", 6],
  ["antidisestablishmentarianism", "cl100k_base", 6],
  ["2 + 2 = 4", "o200k_base", 7],
  ["2 + 2 = 4", "cl100k_base", 7],
  ["お誕生日おめでとう", "o200k_base", 8],
  ["お誕生日おめでとう", "cl100k_base", 9],
] as const;

describe("counting tokens", () => {
  it.each(KNOWN)(
    "finds as many in %j under %s as OpenAI's own tokenizer: %i",
    async (text, encoding, count) => {
      expect(await countTokens(text, encoding)).toBe(count);
    },
  );

  it("finds none in nothing", async () => {
    expect(await countTokens("")).toBe(0);
  });

  it.each(["A <|endoftext|> B", "<|im_start|>user", "<|fim_prefix|>"])(
    "reads %j as a writer's text, not as a model's own sign",
    async (text) => {
      expect(await countTokens(text)).toBeGreaterThan(3);
      expect(await countTokens(text, "cl100k_base")).toBeGreaterThan(3);
    },
  );

  it("takes whatever writers write", async () => {
    const disallowedSpecial = new Set<string>();
    await fc.assert(
      fc.asyncProperty(prose, async (text) => {
        expect(await countTokens(text)).toBe(encode(text, { disallowedSpecial }).length);
      }),
    );
  });

  it("finds in a long text of words just what the tokenizer finds in the whole", async () => {
    const text = "The sea was calm that morning; she walked along the shore. ".repeat(1000);
    expect(await countTokens(text)).toBe(encode(text).length);
  });

  it("lets others work between the parts of a long text", async () => {
    let turns = 0;
    const turn = () => {
      turns++;
      ticking = setImmediate(turn);
    };
    let ticking = setImmediate(turn);
    await countTokens("loaded before");
    const before = turns;
    await countTokens("海".repeat(40_000));
    clearImmediate(ticking);
    expect(turns - before).toBeGreaterThan(5);
  });
});

describe("the encoding of a model", () => {
  it.each([
    ["gpt-4.1-mini", "o200k_base"],
    ["gpt-4o", "o200k_base"],
    ["chatgpt-4o-latest", "o200k_base"],
    ["gpt-4.5-preview", "o200k_base"],
    ["gpt-5", "o200k_base"],
    ["ft:gpt-4o-mini:acme::x", "o200k_base"],
    ["meta-llama/Llama-3.1-8B-Instruct", "o200k_base"],
    ["", "o200k_base"],
    ["gpt-4", "cl100k_base"],
    ["gpt-4-turbo", "cl100k_base"],
    ["openai/gpt-4-0613", "cl100k_base"],
    ["gpt-3.5-turbo", "cl100k_base"],
    ["gpt-35-turbo", "cl100k_base"],
    ["ft:gpt-3.5-turbo:acme::x", "cl100k_base"],
    ["davinci-002", "cl100k_base"],
    ["ft:davinci-002:acme::x", "cl100k_base"],
  ])("%s is %s", (id, encoding) => {
    expect(encodingOf(id)).toBe(encoding);
  });
});
