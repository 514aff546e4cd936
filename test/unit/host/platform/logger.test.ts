import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { OutputLogger } from "../../../../src/platform/logger";
import { resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";

beforeEach(resetVscode);

/** What stands in the log after `message` was written to it. */
function written(message: string): string {
  new OutputLogger().info(message);
  return ui.log.at(-1)?.message ?? "";
}

describe("the log", () => {
  it("keeps ordinary messages and their level", () => {
    const logger = new OutputLogger();
    logger.info("asked llm.example.com");
    logger.warn("slow");
    logger.error("broken");
    expect(ui.log).toEqual([
      { level: "info", message: "asked llm.example.com" },
      { level: "warn", message: "slow" },
      { level: "error", message: "broken" },
    ]);
  });

  it.each([
    ["OpenAI's", "sk-proj-AbCdEf_123456-xyz"],
    ["Hugging Face's", "hf_AbCdEfGhIjKlMnOp"],
  ])("masks %s keys at every level, wherever they stand", (_, key) => {
    const logger = new OutputLogger();
    logger.info(`key ${key}.`);
    logger.warn(`(${key})`);
    logger.error(`"${key}" and again ${key}`);
    const secret = key.slice(key.indexOf("AbC"));
    for (const { message } of ui.log) expect(message).not.toContain(secret);
  });

  it("keeps what stands around a masked key", () => {
    expect(written("before sk-abcdef123456 after")).toBe("before sk-… after");
  });

  it.each([
    ["with the characters of base64", "Authorization: Bearer abcdefgh+ijkl/mnop=="],
    ["whose letters' case is another one", "authorization: bearer abcdefghijklmnop"],
  ])("masks the whole of a bearer token %s", (_, message) => {
    expect(written(message)).not.toMatch(/abcdefgh|ijkl|mnop/);
  });

  it("masks any key of our makers' form", () => {
    const characters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    const tail = fc.string({ unit: fc.constantFrom(...characters), minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom("sk-", "hf_"), tail, (prefix, secret) => {
        expect(written(`the key is ${prefix}${secret}`)).not.toContain(secret.slice(0, 10));
      }),
    );
  });

  it.each(["the task-oriented model", "risk-averse", "half_hidden"])(
    "leaves ordinary words alone: %s",
    (words) => {
      expect(written(words)).toBe(words);
    },
  );
});
