import { describe, expect, it } from "vitest";
import { ModelError } from "../../../../src/core/models/modelError";
import { propose } from "../../../../src/core/rewrite/proposal";
import { ScriptedModel } from "../scriptedModel";
import { input, rewrite } from "./template";

const { signal } = new AbortController();
const WORDS = Array.from({ length: 20_000 }, (_, i) => `word${i} `);

/** Everything that was yielded, by its length, and the last of it. */
async function read(
  proposals: AsyncIterable<string>,
): Promise<{ lengths: number[]; last: string; error?: unknown }> {
  const lengths: number[] = [];
  let last = "";
  try {
    for await (const proposal of proposals) {
      lengths.push(proposal.length);
      last = proposal;
    }
  } catch (error) {
    return { lengths, last, error };
  }
  return { lengths, last };
}

describe("a very long answer", () => {
  it("is read a few hundred times while it comes, and not once for each of its tokens", async () => {
    const { lengths, last } = await read(propose(rewrite, input, new ScriptedModel({}, WORDS), signal));
    expect(last).toBe(WORDS.join("").trim());
    const long = lengths.filter((length) => length > 10_000);
    expect(long.length).toBeLessThan(1000);
    // And yet none of the steps is one that a reader would call a jump.
    const steps = long.slice(1).map((length, i) => length / (long[i] ?? length));
    expect(Math.max(...steps)).toBeLessThan(1.01);
  });

  it("is shown to its last word where it breaks off", async () => {
    const failure = new ModelError("interrupted");
    const { last, error } = await read(
      propose(rewrite, input, new ScriptedModel({}, [...WORDS, failure]), signal),
    );
    expect(error).toBe(failure);
    expect(last).toBe(WORDS.join("").trim());
  });
});
