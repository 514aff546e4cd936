import { describe, expect, it } from "vitest";
import type { Prompt } from "../../../../src/core/models/prompt";
import { ModelError } from "../../../../src/core/models/modelError";
import { propose } from "../../../../src/core/rewrite/proposal";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { collect, ScriptedModel, UNTIL_ABORTED } from "../scriptedModel";
import { goOn, input, rewrite } from "./template";

const { signal } = new AbortController();

const textModel: Prompt["kind"][] = ["chat", "text", "infill"];

/** The one prompt that the model was sent. */
function sent({ requests }: ScriptedModel): Prompt {
  expect(requests).toHaveLength(1);
  return requests[0]!.prompt;
}

describe("propose asks", () => {
  it("with the rendered template and its sampling", async () => {
    const model = new ScriptedModel({}, ["Calm."]);
    await collect(propose({ ...rewrite, temperature: 0 }, input, model, signal));
    expect(model.requests).toEqual([
      {
        prompt: {
          kind: "chat",
          system: "You are an editor.",
          messages: [{ role: "user", content: "Rewrite:\n\nThe sea were calm." }],
        },
        sampling: { maxTokens: 2048, temperature: 0 },
      },
    ]);
  });

  it("without a temperature where the template names none", async () => {
    const model = new ScriptedModel({}, ["Calm."]);
    await collect(propose(rewrite, input, model, signal));
    expect(model.requests[0]?.sampling).toEqual({ maxTokens: 2048 });
  });

  it("with the template's messages even where the model could go on with plain text", async () => {
    const model = new ScriptedModel({ prompts: textModel }, ["Calm."]);
    await collect(propose(rewrite, input, model, signal));
    expect(sent(model)).toMatchObject({ kind: "chat", system: "You are an editor." });
  });

  it("with the text itself before a base model goes on", async () => {
    const model = new ScriptedModel({ prompts: textModel }, [" Then"]);
    await collect(propose(goOn, input, model, signal));
    expect(sent(model)).toEqual({ kind: "text", text: input.before });
  });

  it("with the template's messages where the model only takes a conversation", async () => {
    const model = new ScriptedModel({}, ["Then"]);
    await collect(propose(goOn, input, model, signal));
    expect(sent(model)).toEqual({
      kind: "chat",
      system: "You go on.",
      messages: [{ role: "user", content: `Continue:\n\n${input.before}` }],
    });
  });

  it("with the messages as one text where the model only takes text", async () => {
    const model = new ScriptedModel({ prompts: ["text"] }, ["Calm."]);
    await collect(propose(rewrite, input, model, signal));
    expect(sent(model)).toMatchObject({
      kind: "text",
      text: "You are an editor.\n\nUser: Rewrite:\n\nThe sea were calm.\n\nAssistant:",
    });
  });

  it("with its examples where the model only goes on with text", async () => {
    const model = new ScriptedModel({ prompts: ["text"] }, ["Calm."]);
    const examples = [{ selection: "It were late.", output: "It was late." }];
    await collect(propose({ ...rewrite, examples }, input, model, signal));
    expect(sent(model)).toMatchObject({
      text:
        "You are an editor.\n\n### Input\nRewrite:\n\nIt were late.\n\n### Output\nIt was late.\n\n" +
        "### Input\nRewrite:\n\nThe sea were calm.\n\n### Output\n",
    });
  });

  it("with the end of a long document when it goes on", async () => {
    const model = new ScriptedModel({ prompts: textModel, contextTokens: 512 }, ["好。"]);
    const before = "船长看着大海。".repeat(500);
    await collect(propose(goOn, { ...input, text: "", before }, model, signal));
    const prompt = sent(model);
    if (prompt.kind !== "text") throw new Error("a text was expected");
    expect(before.endsWith(prompt.text)).toBe(true);
    expect(estimateTokens(prompt.text)).toBeLessThanOrEqual(256);
  });

  it("for as many tokens as the whole of a long text may need, within the model's window", async () => {
    const text = "海".repeat(4000);
    const asked = async (contextTokens?: number) => {
      const model = new ScriptedModel(contextTokens === undefined ? {} : { contextTokens }, ["好。"]);
      await collect(propose(rewrite, { ...input, text }, model, signal));
      return model.requests[0]?.sampling.maxTokens;
    };
    expect(await asked()).toBe(6000);
    expect(await asked(5000)).toBe(5000);
  });

  it("for no more than the template's tokens where the answer stands beside the text", async () => {
    const model = new ScriptedModel({}, ["好。"]);
    const template = { ...rewrite, target: "insertAfter", maxTokens: 400 } as const;
    await collect(propose(template, { ...input, text: "海".repeat(4000) }, model, signal));
    expect(model.requests[0]?.sampling.maxTokens).toBe(400);
  });

  it("with the caller's signal", async () => {
    const controller = new AbortController();
    const model = new ScriptedModel({}, ["The", UNTIL_ABORTED]);
    const proposals = propose(rewrite, input, model, controller.signal);
    expect((await proposals.next()).value).toBe("The");
    const rest = proposals.next();
    controller.abort();
    await expect(rest).rejects.toMatchObject({ reason: "aborted" });
    expect(model.signals).toEqual([controller.signal]);
  });

  it("and lets go of the model when the reader leaves", async () => {
    const model = new ScriptedModel({}, ["The", " sea", " was calm."]);
    const answer = propose(rewrite, input, model, signal);
    await answer.next();
    await answer.return(undefined);
    expect(model.streamsLeft).toBe(1);
  });
});

describe("propose yields", () => {
  it("the whole proposal each time it has grown, and no more often", async () => {
    const reasoning = { kind: "reasoning" as const, text: "Was or were?" };
    const model = new ScriptedModel({}, [reasoning, "\n", "The", " sea", " ", "was", "", " calm.", "\n"]);
    expect(await collect(propose(rewrite, input, model, signal))).toEqual([
      "The",
      "The sea",
      "The sea was",
      "The sea was calm.",
    ]);
  });

  it("the answer without what chat models put around it", async () => {
    const steps = ["<think>Hm.", "</think>\n\n", "```text\n", "The sea was calm.", "\n```"];
    const model = new ScriptedModel({}, steps);
    expect((await collect(propose(rewrite, input, model, signal))).at(-1)).toBe("The sea was calm.");
  });

  it("a fence when the text itself is one", async () => {
    const fence = "```js\nlet sea;\n```";
    const model = new ScriptedModel({}, [fence]);
    expect(await collect(propose(rewrite, { ...input, text: fence, before: fence }, model, signal))).toEqual([
      fence,
    ]);
  });

  it("a base model's answer to a template like a chat model's, without white space of its own", async () => {
    const model = new ScriptedModel({ prompts: ["text"] }, [" The sea", " was calm.\n\n"]);
    expect((await collect(propose(rewrite, input, model, signal))).at(-1)).toBe("The sea was calm.");
  });
});

describe("propose going on with a text", () => {
  const goOnAfter = (before: string, text: string, steps: ConstructorParameters<typeof ScriptedModel>[1]) =>
    collect(
      propose(goOn, { ...input, text, before }, new ScriptedModel({ prompts: textModel }, steps), signal),
    );

  it("keeps the model's own space where none stands yet", async () => {
    expect(await goOnAfter("The captain", "The captain", [" slept."])).toEqual([" slept."]);
    expect(await goOnAfter("The gar", "The gar", ["den."])).toEqual(["den."]);
  });

  it("drops it where one stands already", async () => {
    expect(await goOnAfter("The captain ", "The captain ", [" slept."])).toEqual(["slept."]);
  });

  it("goes on from a blank line, where there is no text at the cursor", async () => {
    expect(await goOnAfter("The captain slept.\n\n", "", ["\n", "She left."])).toEqual(["She left."]);
  });

  it("keeps what the model says even if that begins a paragraph", async () => {
    expect(await goOnAfter("It rained.", "It rained.", ["\n\nHe slept."])).toEqual(["\n\nHe slept."]);
  });

  it("leaves out the sentence that ran out of tokens", async () => {
    const steps = [" He slept.", " She left. It rai", { kind: "finish" as const, reason: "length" as const }];
    expect((await goOnAfter("It rained.", "It rained.", steps)).at(-1)).toBe(" He slept. She left.");
  });

  it("keeps a sentence that ran out of tokens when it is the only one", async () => {
    const steps = [" he slept and sle", { kind: "finish" as const, reason: "length" as const }];
    expect((await goOnAfter("Then", "Then", steps)).at(-1)).toBe(" he slept and sle");
  });

  it("keeps an unfinished sentence when the model ended it by itself", async () => {
    const steps = [" He slept. She", { kind: "finish" as const, reason: "stop" as const }];
    expect((await goOnAfter("It rained.", "It rained.", steps)).at(-1)).toBe(" He slept. She");
  });
});

describe("propose going on where a paragraph is finished", () => {
  const finished = { ...input, text: "It rained.", before: "It rained." };

  it("asks for the next paragraph when the model has nothing to add to this one", async () => {
    const model = new ScriptedModel({ prompts: textModel }, ["\n"], ["He", " slept."]);
    expect(await collect(propose(goOn, finished, model, signal))).toEqual(["\n\nHe", "\n\nHe slept."]);
    expect(model.requests.map(({ prompt }) => prompt)).toEqual([
      { kind: "text", text: "It rained." },
      { kind: "text", text: "It rained.\n\n" },
    ]);
  });

  it("asks once when the model had something to add", async () => {
    const model = new ScriptedModel({ prompts: textModel }, [" He slept."]);
    expect(await collect(propose(goOn, finished, model, signal))).toEqual([" He slept."]);
  });

  it("fails with emptyAnswer when the model has nothing for a next paragraph either", async () => {
    const model = new ScriptedModel({ prompts: textModel }, [], [], []);
    const proposals = collect(propose(goOn, finished, model, signal));
    await expect(proposals).rejects.toMatchObject({ reason: "emptyAnswer" });
    expect(model.requests).toHaveLength(3);
  });

  it("asks the same again where the cursor stands in a next paragraph already", async () => {
    const model = new ScriptedModel({ prompts: textModel }, [], ["He slept."]);
    const input = { ...finished, before: "It rained.\n\n" };
    expect(await collect(propose(goOn, input, model, signal))).toEqual(["He slept."]);
    expect(model.requests[1]).toEqual(model.requests[0]);
  });

  it("keeps the full stop that the model set, and asks for the next paragraph", async () => {
    const model = new ScriptedModel({ prompts: textModel }, ["."], ["He slept."]);
    const input = { ...finished, before: "It rained" };
    expect((await collect(propose(goOn, input, model, signal))).at(-1)).toBe(".\n\nHe slept.");
    expect(model.requests[1]?.prompt).toEqual({ kind: "text", text: "It rained.\n\n" });
  });

  it("leaves it at the full stop when the model has nothing more", async () => {
    const model = new ScriptedModel({ prompts: textModel }, ["."], [], []);
    const input = { ...finished, before: "It rained" };
    expect((await collect(propose(goOn, input, model, signal))).at(-1)).toBe(".");
  });

  it("asks a model that takes a conversation once", async () => {
    const model = new ScriptedModel({ prompts: ["chat"] }, []);
    const proposals = collect(propose(goOn, finished, model, signal));
    await expect(proposals).rejects.toMatchObject({ reason: "emptyAnswer" });
    expect(model.requests).toHaveLength(1);
  });
});

describe("propose fails", () => {
  it("with tooLong and the numbers before anything is sent", async () => {
    const model = new ScriptedModel({ model: "small", contextTokens: 512 });
    const text = "海".repeat(600);
    const proposals = collect(propose(rewrite, { ...input, text, before: text }, model, signal));
    await expect(proposals).rejects.toMatchObject({
      reason: "tooLong",
      details: { subject: "small", limitTokens: 512 },
    });
    await expect(proposals).rejects.toSatisfy(
      ({ details }: ModelError) => (details.askedTokens ?? 0) >= 600 && (details.askedTokens ?? 0) < 620,
    );
    expect(model.requests).toEqual([]);
  });

  it("with tooLong where the window is not known and the text longer than any", async () => {
    const model = new ScriptedModel({});
    const text = "海".repeat(1_000_001);
    const proposals = collect(propose(rewrite, { ...input, text, before: "" }, model, signal));
    await expect(proposals).rejects.toMatchObject({ reason: "tooLong" });
    expect(model.requests).toEqual([]);
  });

  it.each([
    ["nothing", []],
    ["white space", [" \n", "\n\n"]],
    ["thinking alone", ["<think>Hm.", "</think>"]],
    ["thinking alone, in small pieces", ["<", "think", ">Hm.", "</think>"]],
    ["an empty fence", ["```\n", "```"]],
  ])("with emptyAnswer when the model said %s", async (_what, steps) => {
    const model = new ScriptedModel({ model: "gpt-x" }, steps);
    await expect(collect(propose(rewrite, input, model, signal))).rejects.toMatchObject({
      reason: "emptyAnswer",
      details: { subject: "gpt-x" },
    });
  });

  it("with filtered when the provider's filter ended the answer", async () => {
    const model = new ScriptedModel({}, ["The", { kind: "finish", reason: "filtered" }]);
    await expect(collect(propose(rewrite, input, model, signal))).rejects.toMatchObject({
      reason: "filtered",
    });
  });

  it("with cutShort, after all that came, when a text to stand in for the writer's ran out of tokens", async () => {
    const model = new ScriptedModel({}, ["He slept.", " She", { kind: "finish", reason: "length" }]);
    const proposals = propose(rewrite, input, model, signal);
    expect([(await proposals.next()).value, (await proposals.next()).value]).toEqual([
      "He slept.",
      "He slept. She",
    ]);
    await expect(proposals.next()).rejects.toMatchObject({
      reason: "cutShort",
      details: { subject: "scripted-1" },
    });
  });

  it("with emptyAnswer when all tokens went before a word was said", async () => {
    const model = new ScriptedModel({}, ["<think>Hm", { kind: "finish", reason: "length" }]);
    await expect(collect(propose(rewrite, input, model, signal))).rejects.toMatchObject({
      reason: "emptyAnswer",
    });
  });

  it.each(["insertAfter", "beside", "remarks", "pick", "commitMessage"] as const)(
    "not when an answer that replaces nothing ran out of tokens: %s",
    async (target) => {
      const model = new ScriptedModel({}, ["He slept. She", { kind: "finish", reason: "length" }]);
      const proposals = collect(propose({ ...rewrite, target }, input, model, signal));
      expect(await proposals).toEqual(["He slept. She"]);
    },
  );

  it.each(["replace", "insertAfter", "pick", "commitMessage"] as const)(
    "with refused, and never shows it, when the model declined in place of a text: %s",
    async (target) => {
      const steps = ["I'm", " sorry, but", " I can't help with that.", " Try another text."];
      const proposals = propose(
        { ...rewrite, target },
        input,
        new ScriptedModel({ model: "gpt-x" }, steps),
        signal,
      );
      await expect(proposals.next()).rejects.toMatchObject({
        reason: "refused",
        details: { subject: "gpt-x", detail: "I'm sorry, but I can't help with that." },
      });
    },
  );

  it.each(["append", "beside", "remarks"] as const)(
    "not when such words are shown as what they are: %s",
    async (target) => {
      const refusal = "I'm sorry, but I can't help with that.";
      const model = new ScriptedModel({}, [refusal]);
      expect(await collect(propose({ ...rewrite, target }, input, model, signal))).toEqual([refusal]);
    },
  );

  it("not when the writer's text or wish apologises itself", async () => {
    const answer = "I'm sorry, but I can't help you on Friday.";
    const apology = { ...input, text: "sorry but cant help u friday" };
    const wish = { ...input, text: "Come on Friday?", variables: { request: "decline politely" } };
    for (const each of [apology, wish]) {
      const proposals = await collect(propose(rewrite, each, new ScriptedModel({}, [answer]), signal));
      expect(proposals).toEqual([answer]);
    }
  });

  it("not when a text only begins as a refusal does: it is shown once that is clear", async () => {
    const steps = [
      "I",
      " am",
      " tired, and the road to the harbour is long and wet and dark tonight, and nobody",
      " walks.",
    ];
    const proposals = await collect(propose(rewrite, input, new ScriptedModel({}, steps), signal));
    expect(proposals).toEqual([steps.slice(0, 3).join(""), steps.join("")]);
    expect(await collect(propose(rewrite, input, new ScriptedModel({}, ["I"]), signal))).toEqual(["I"]);
  });

  it("with whatever the model throws, after what had arrived", async () => {
    const failure = new ModelError("interrupted");
    const proposals = propose(rewrite, input, new ScriptedModel({}, ["The", failure]), signal);
    expect((await proposals.next()).value).toBe("The");
    await expect(proposals.next()).rejects.toBe(failure);
  });
});
