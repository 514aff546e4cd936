import { beforeEach, describe, expect, it } from "vitest";
import { ModelError } from "../../../../src/core/models/modelError";
import { resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";
import { changeSettings, settings } from "../../../fakes/workspace";
import { says } from "../support/scriptedEngine";
import { testHost } from "../support/testHost";

beforeEach(resetVscode);

const TEAM = {
  name: "team",
  provider: "openai-compatible",
  model: "m",
  baseUrl: "https://llm.example.com/v1",
};

/** The ModelError that `work` ends with. */
async function failure(work: Promise<unknown>): Promise<ModelError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ModelError)) throw new Error("There was no ModelError");
  return error;
}

describe("the list of models", () => {
  it("begins with the demo model and goes on with the configured ones", () => {
    settings.user["inkling.models"] = [TEAM];
    const { models } = testHost();
    expect(models.list().map(({ name }) => name)).toEqual(["demo", "team"]);
  });
});

describe("a face's model", () => {
  it("is the one that its own setting names", async () => {
    settings.user["inkling.model.chat"] = "demo";
    const { models } = testHost();
    const info = async (face: "chat" | "actions") =>
      (await models.resolve(face, { mayAsk: false })).info.name;
    expect(await info("chat")).toBe("demo");
    expect(await info("actions")).toBe("scripted");
  });

  it("changes with the settings, without a restart", async () => {
    const { models } = testHost();
    changeSettings("user", { "inkling.model.chat": "demo" });
    expect((await models.resolve("chat", { mayAsk: false })).info.name).toBe("demo");
  });

  it("fails as unknownModel with the name that the settings wrongly give", async () => {
    settings.user["inkling.model.chat"] = "gtp-5";
    const { models } = testHost();
    expect(models.chosen("chat")).toBeUndefined();
    const error = await failure(models.resolve("chat", { mayAsk: true }));
    expect(error.reason).toBe("unknownModel");
    expect(error.details.subject).toBe("gtp-5");
  });

  it("is what the request reaches", async () => {
    const { models, engine } = testHost();
    engine.answers.push(says("Hello"));
    const model = await models.resolve("chat", { mayAsk: false });
    const prompt = { kind: "text" as const, text: "Once" };
    const texts: string[] = [];
    for await (const chunk of model.stream(
      { prompt, sampling: { maxTokens: 5 } },
      new AbortController().signal,
    )) {
      if (chunk.kind === "text") texts.push(chunk.text);
    }
    expect(texts).toEqual(["Hello"]);
    expect(engine.requests[0]).toMatchObject({ path: "/models/scripted.gguf", prompt });
  });
});

describe("a model of the workspace in a trusted folder", () => {
  beforeEach(() => {
    settings.folder = { "inkling.models": [TEAM], "inkling.model.chat": "team" };
  });

  it("fails as notApproved without a dialog where asking is not allowed", async () => {
    const error = await failure(testHost().models.resolve("chat", { mayAsk: false }));
    expect(error.reason).toBe("notApproved");
    expect(error.details.subject).toBe("team");
    expect(ui.messages).toEqual([]);
  });

  it("fails as notApproved when the writer says no, and asks again the next time", async () => {
    const { models } = testHost();
    ui.answers.push(undefined, "Allow");
    expect((await failure(models.resolve("chat", { mayAsk: true }))).reason).toBe("notApproved");
    expect((await models.resolve("chat", { mayAsk: true })).info.name).toBe("team");
  });

  it("is asked for once: after the yes it is used without a word, by every face", async () => {
    const { models } = testHost();
    ui.answers.push("Allow");
    await models.resolve("chat", { mayAsk: true });
    changeSettings("folder", { "inkling.model.ghostText": "team" });
    const { info } = await models.resolve("ghostText", { mayAsk: false });
    expect(info.host).toBe("llm.example.com");
    expect(ui.messages).toHaveLength(1);
  });
});

describe("the user's own model", () => {
  it("is used without a dialog", async () => {
    settings.user = { "inkling.models": [TEAM], "inkling.model.chat": "team" };
    const { info } = await testHost().models.resolve("chat", { mayAsk: true });
    expect(info).toMatchObject({ name: "team", model: "m", host: "llm.example.com" });
    expect(ui.messages).toEqual([]);
  });
});
