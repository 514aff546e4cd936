import { beforeEach, describe, expect, it } from "vitest";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { openPanel } from "../../support/chatPanel";
import { failsWith, says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

const down = new ModelError("unreachable", { subject: "llm.example.com", detail: "ECONNREFUSED" });
const labels = (problem?: { remedies: readonly { label: string }[] }) =>
  problem?.remedies.map(({ label }) => label);

/** A panel whose only answer failed. */
async function failed(error: unknown, ...texts: string[]) {
  const panel = openPanel();
  panel.engine.answers.push(failsWith(error, ...texts));
  await panel.send("Hi");
  return { ...panel, messageId: panel.last()?.id ?? "" };
}

describe("an answer that fails", () => {
  it("says why under itself, with the buttons that help, and keeps what had arrived", async () => {
    const { last, shown } = await failed(down, "Once");
    expect(last()).toMatchObject({ state: "failed", content: "Once" });
    expect(last()?.failure?.message).toContain("llm.example.com cannot be reached");
    expect(labels(last()?.failure)).toEqual(["Try Again", "Open Settings", "Choose Model"]);
    expect(shown().notice).toBeUndefined();
  });

  it("shows no notification and logs no text", async () => {
    await failed(down, "My dearest Ada");
    expect(ui.messages).toEqual([]);
    expect(ui.log.map(({ message }) => message)).toEqual(["unreachable: llm.example.com · ECONNREFUSED"]);
  });

  it("is begun anew by Try Again: the same question, another answer in its place", async () => {
    const { controller, engine, messageId, transcript, last } = await failed(down, "Onc");
    engine.answers.push(says("Hello"));
    await controller.handle({ kind: "remedy", remedy: "tryAgain", messageId });
    expect(transcript()).toEqual(["user: Hi", "assistant: Hello"]);
    expect(last()?.failure).toBeUndefined();
    expect(engine.requests[1]?.prompt).toEqual(engine.requests[0]?.prompt);
  });

  it("can be tried again once only the newest is meant", async () => {
    const { engine, send, shown } = await failed(down);
    engine.answers.push(failsWith(down));
    await send("And now?");
    const [first, second] = shown().messages.filter(({ role }) => role === "assistant");
    expect(labels(first?.failure)).not.toContain("Try Again");
    expect(labels(second?.failure)).toContain("Try Again");
  });

  it.each([
    [
      "setApiKey",
      new ModelError("unauthorized", { subject: "api.openai.com" }),
      ["inkling.setApiKey", "api.openai.com"],
    ],
    ["chooseModel", new ModelError("emptyAnswer", { subject: "m" }), ["inkling.chooseModel", "chat"]],
    ["openSettings", down, ["workbench.action.openSettings", "inkling."]],
  ])("its button %s does what it promises", async (remedy, error, command) => {
    const { controller, messageId } = await failed(error);
    host.ownCommands.push(String(command[0]));
    await controller.handle({ kind: "remedy", remedy, messageId });
    expect(host.executed).toEqual([command]);
  });

  it("does nothing for a button that it does not have", async () => {
    const { controller, messageId } = await failed(
      new ModelError("missingKey", { subject: "api.openai.com" }),
    );
    await controller.handle({ kind: "remedy", remedy: "showLog", messageId });
    expect(ui.logWasShown).toBe(false);
    await controller.handle({ kind: "remedy", remedy: "rm -rf", messageId });
    expect(host.executed).toEqual([]);
  });
});

describe("an answer that the provider's content filter cut off", () => {
  it("says so, and what had arrived stays", async () => {
    const { engine, send, last } = openPanel();
    const answer = new Channel<ModelChunk>();
    engine.answers.push(answer);
    answer.push({ kind: "text", text: "Once" });
    answer.push({ kind: "finish", reason: "filtered" });
    answer.close();
    await send("Hi");
    expect(last()).toMatchObject({ state: "failed", content: "Once" });
    expect(last()?.failure?.message).toContain("content filter");
  });
});

describe("a model that cannot be used", () => {
  it("fails the answer when the settings name none", async () => {
    settings.user["inkling.model.chat"] = "nobody";
    const { send, last } = openPanel();
    await send("Hi");
    expect(last()?.failure?.message).toContain('"nobody"');
    expect(labels(last()?.failure)).toContain("Choose Model");
  });

  it("fails the answer when the workspace's address is not allowed, and nothing is sent", async () => {
    settings.folder["inkling.models"] = [{ name: "theirs", provider: "embedded", path: "/theirs.gguf" }];
    settings.folder["inkling.model.chat"] = "theirs";
    const { send, last, engine } = openPanel();
    ui.answers.push(undefined);
    await send("Hi");
    expect(last()?.failure?.message).toContain('"theirs"');
    expect(engine.requests).toEqual([]);
  });
});

describe("a fault of our own", () => {
  it("ends the answer and is a notice, without its own words", async () => {
    const panel = openPanel();
    await panel.controller.handle({ kind: "ready" });
    panel.models.resolve = () => Promise.reject(new TypeError("My dearest Ada"));
    await panel.send("Hi");
    expect(panel.last()?.state).toBe("failed");
    expect(panel.shown().notice?.message).toContain("Something in Inkling went wrong");
    expect(JSON.stringify([panel.shown(), ui.log])).not.toContain("Ada");
    await panel.controller.handle({ kind: "remedy", remedy: "showLog" });
    expect(ui.logWasShown).toBe(true);
  });

  it("goes with the next message", async () => {
    const panel = openPanel();
    const resolve = panel.models.resolve.bind(panel.models);
    panel.models.resolve = () => Promise.reject(new TypeError("x"));
    await panel.send("Hi");
    panel.models.resolve = resolve;
    panel.engine.answers.push(says("Hello"));
    await panel.send("Again");
    expect(panel.shown().notice).toBeUndefined();
    expect(panel.last()?.state).toBe("done");
  });
});
