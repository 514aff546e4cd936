import { describe, expect, it } from "vitest";
import { SAMPLING_NAMES, type Wire } from "../../../src/core/models/samplingNames";
import type { Sampling } from "../../../src/core/models/languageModel";
import type { GenerationOptions } from "../../../src/core/settings/settings";
import { read } from "./support/repository";

/** The pipeline's names and ours; a record, so that the compiler asks for a new option here too. */
const OPTIONS: Record<keyof GenerationOptions, keyof Sampling> = {
  max_new_tokens: "maxTokens",
  max_length: "maxTokens",
  do_sample: "temperature",
  temperature: "temperature",
  top_k: "topK",
  top_p: "topP",
  repetition_penalty: "repetitionPenalty",
  num_return_sequences: "candidates",
  seed: "seed",
  stop: "stop",
};
const wires = Object.keys(SAMPLING_NAMES) as Wire[];
const page = read("docs/generation.md");

/** The rows of the page's table without the space that makes them line up. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) =>
    line
      .split("|")
      .map((cell) => cell.trim())
      .join("|"),
  );

describe("the table of generation options in docs/generation.md", () => {
  it("has a column for each way of asking", () => {
    expect(rows[0]).toBe(["", "option", ...wires, ""].join("|"));
  });

  it.each(Object.entries(OPTIONS))("says what each provider makes of %s", (option, own) => {
    const names = wires.map((wire) => (SAMPLING_NAMES[wire][own] ? `\`${SAMPLING_NAMES[wire][own]}\`` : "–"));
    expect(rows).toContain(["", `\`${option}\``, ...names, ""].join("|"));
  });
});
