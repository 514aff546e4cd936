import { describe, expect, it } from "vitest";
import { withoutRefusedSchema } from "../../../../../src/core/models/client/refusedSchema";
import { ServerQuirks } from "../../../../../src/core/models/client/serverQuirks";
import type { ModelRequest } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { answerOf, ask, chat, failureOf, never } from "../../../../support/askModel";
import { ScriptedModel } from "../../scriptedModel";

const request: ModelRequest = {
  ...ask(chat("Mood?")),
  jsonSchema: { name: "mood", schema: { type: "object" } },
};

/** For each request whether it said the form of the answer. */
const formed = ({ requests }: ScriptedModel) => requests.map(({ jsonSchema }) => jsonSchema !== undefined);

describe("a form of the answer that a server refuses", () => {
  it("is known to the next model that is made for the same server", async () => {
    const quirks = new ServerQuirks();
    const first = new ScriptedModel({ host: "a" }, [new ModelError("badRequest")], ["{}"]);
    expect(await answerOf(withoutRefusedSchema(first, quirks).stream(request, never))).toBe("{}");
    const next = new ScriptedModel({ host: "a" }, ["{}"]);
    await answerOf(withoutRefusedSchema(next, quirks).stream(request, never));
    const elsewhere = new ScriptedModel({ host: "b" }, ["{}"]);
    await answerOf(withoutRefusedSchema(elsewhere, quirks).stream(request, never));
    expect([formed(first), formed(next), formed(elsewhere)]).toEqual([[true, false], [false], [true]]);
  });

  it.each([
    [
      "a server's own trouble that names it",
      new ModelError("serverError", {
        detail: 'response_format type must be one of "text" or "json_object"',
      }),
      [true, false],
    ],
    ["a server's own trouble", new ModelError("serverError", { detail: "out of memory" }), [true]],
    ["another reason", new ModelError("rateLimited"), [true]],
  ])("is looked for in %s", async (_, error, asked) => {
    const model = new ScriptedModel({ host: "a" }, [error], ["{}"]);
    await answerOf(withoutRefusedSchema(model, new ServerQuirks()).stream(request, never)).catch(() => "");
    expect(formed(model)).toEqual(asked);
  });

  it("is not the reason once the answer has begun", async () => {
    const model = new ScriptedModel({ host: "a" }, ["{", new ModelError("badRequest")]);
    const { error, text } = await failureOf(
      withoutRefusedSchema(model, new ServerQuirks()).stream(request, never),
    );
    expect([error.reason, text]).toEqual(["badRequest", "{"]);
  });

  it("is of no concern to a model on this machine", async () => {
    const model = new ScriptedModel({}, [new ModelError("badRequest")]);
    await failureOf(withoutRefusedSchema(model, new ServerQuirks()).stream(request, never));
    expect(formed(model)).toEqual([true]);
  });
});
