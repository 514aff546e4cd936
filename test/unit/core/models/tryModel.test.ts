import { describe, expect, it } from "vitest";
import { tryModel } from "../../../../src/core/models/tryModel";
import { never } from "../../../support/askModel";
import { ScriptedModel } from "../scriptedModel";

const END = { kind: "finish", reason: "stop" } as const;

describe("trying a model", () => {
  it("asks an instruct model for one short sentence, and tells the words and the time", async () => {
    const model = new ScriptedModel({}, ["The sea ", "is blue.\n", END]);
    const trial = await tryModel(model, never);
    expect(trial.text).toBe("The sea is blue.");
    expect(trial.wholeMs).toBeGreaterThanOrEqual(trial.firstTextMs);
    expect(model.requests[0]?.prompt).toMatchObject({ kind: "chat" });
  });

  it("gives a base model the beginning of a sentence, with nothing to follow", async () => {
    const model = new ScriptedModel({ kind: "base", prompts: ["text"] }, [" waves", END]);
    expect((await tryModel(model, never)).text).toBe("waves");
    expect(model.requests[0]?.prompt).toEqual({
      kind: "text",
      text: "The sea was calm that morning, and the",
    });
  });

  it("counts a thinking model's thoughts as an answer where it came to nothing else", async () => {
    const model = new ScriptedModel({}, [{ kind: "reasoning", text: "They want…" }, END]);
    expect((await tryModel(model, never)).text).toBe("They want…");
  });

  it("fails as emptyAnswer when nothing came", async () => {
    await expect(tryModel(new ScriptedModel({}, [END]), never)).rejects.toMatchObject({
      reason: "emptyAnswer",
    });
  });
});
