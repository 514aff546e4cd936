import { beforeEach, describe, expect, it, vi } from "vitest";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { settings } from "../../../../fakes/workspace";
import { ui } from "../../../../fakes/window";
import { openPanel } from "../../support/chatPanel";
import { failsWith, says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** An answer that has begun and goes on when the test says so. */
async function streaming(panel = openPanel(), begin = "Once") {
  const answer = new Channel<ModelChunk>();
  panel.engine.answers.push(answer);
  answer.push({ kind: "text", text: begin });
  const sent = panel.send("Tell me a story");
  await vi.waitFor(() => expect(panel.last()?.content).toBe(begin));
  return { ...panel, answer, sent };
}

describe("a panel that is ready", () => {
  it("gets the templates, the model and its words", async () => {
    const { controller, posted, shown } = openPanel();
    await controller.handle({ kind: "ready" });
    expect(posted).toHaveLength(1);
    expect(shown().templates.map(({ name }) => name)).toContain("Summarise");
    expect(shown().model).toMatchObject({ name: "scripted", isDemo: false });
    expect(shown().messages).toEqual([]);
  });

  it.each([
    [
      "demo",
      { name: "demo model", isDemo: true, destination: expect.stringContaining("on this machine") as string },
    ],
    ["cloud", { name: "cloud", isDemo: false, destination: "Your text goes to api.openai.com." }],
    ["nobody", { name: "No model", destination: "" }],
  ])("is told where the text goes with the model %s", async (name, model) => {
    settings.user["inkling.models"] = [{ name: "cloud", provider: "openai", model: "gpt-4.1-mini" }];
    settings.user["inkling.model.chat"] = name;
    const { controller, shown } = openPanel();
    await controller.handle({ kind: "ready" });
    expect(shown().model).toMatchObject(model);
  });

  it("that is shown again gets the conversation so far", async () => {
    const { controller, posted, send, engine, transcript } = openPanel();
    engine.answers.push(says("Hello"));
    await send("Hi");
    posted.length = 0;
    await controller.handle({ kind: "ready" });
    expect(transcript()).toEqual(["user: Hi", "assistant: Hello"]);
  });
});

describe("a message", () => {
  it("is answered by the chosen model", async () => {
    const { engine, send, transcript, last } = openPanel();
    engine.answers.push(says("Hel", "lo"));
    await send("  Hi  ");
    expect(transcript()).toEqual(["user: Hi", "assistant: Hello"]);
    expect(last()?.state).toBe("done");
    expect(engine.requests[0]?.prompt).toMatchObject({
      kind: "chat",
      messages: [{ role: "user", content: "Hi" }],
    });
  });

  it("takes the conversation before it along", async () => {
    const { engine, send } = openPanel();
    engine.answers.push(says("Hello"), says("Fine"));
    await send("Hi");
    await send("How are you?");
    expect(engine.requests[1]?.prompt).toMatchObject({
      messages: [
        { role: "user", content: "Hi" },
        { role: "assistant", content: "Hello" },
        { role: "user", content: "How are you?" },
      ],
    });
  });

  it("of white space alone is none", async () => {
    const { posted, engine, send } = openPanel();
    await send(" \n ");
    expect(posted).toEqual([{ kind: "notTaken" }]);
    expect(engine.requests).toEqual([]);
  });

  it("is not taken while an answer streams", async () => {
    const { send, sent, answer, transcript } = await streaming();
    await send("And now?");
    answer.push({ kind: "finish", reason: "stop" });
    answer.close();
    await sent;
    expect(transcript()).toEqual(["user: Tell me a story", "assistant: Once"]);
  });
});

describe("stop", () => {
  it("ends the answer, frees the model and keeps what had arrived", async () => {
    const { controller, sent, last, transcript } = await streaming();
    await controller.handle({ kind: "stop" });
    await sent;
    expect(last()).toMatchObject({ state: "stopped", content: "Once" });
    expect(last()?.failure).toBeUndefined();
    expect(transcript()).toHaveLength(2);
    expect(ui.log).toEqual([]);
  });

  it("does nothing when nothing streams", async () => {
    const { controller, posted } = openPanel();
    await controller.handle({ kind: "stop" });
    expect(posted).toEqual([]);
  });
});

describe("a new chat", () => {
  it("is empty", async () => {
    const { controller, engine, send, shown } = openPanel();
    engine.answers.push(says("Hello"));
    await send("Hi");
    await controller.handle({ kind: "newChat" });
    expect(shown().messages).toEqual([]);
  });

  it("hears nothing more of the answer that streamed before", async () => {
    const { controller, sent, answer, engine, send, transcript } = await streaming();
    await controller.handle({ kind: "newChat" });
    answer.push({ kind: "text", text: " upon a time" });
    engine.answers.push(says("Hello"));
    await send("Hi");
    await sent;
    expect(transcript()).toEqual(["user: Hi", "assistant: Hello"]);
    expect(engine.requests[1]?.prompt).toMatchObject({ messages: [{ content: "Hi" }] });
  });
});

describe("an answer in the panel", () => {
  /** A panel with one answer, and its number. */
  async function answered(text: string) {
    const panel = openPanel();
    panel.engine.answers.push(says(text));
    await panel.send("Hi");
    return { ...panel, messageId: panel.last()?.id ?? "" };
  }

  it("is inserted at the cursor", async () => {
    const { controller, messageId } = await answered("Hello");
    const { document } = openEditor("One «two» three");
    await controller.handle({ kind: "insert", messageId });
    expect(document.getText()).toBe("One twoHello three");
  });

  it("is copied as it was written", async () => {
    const { controller, messageId } = await answered("**Hello**");
    await controller.handle({ kind: "copy", messageId });
    expect(host.clipboard).toBe("**Hello**");
  });

  it("that is not there leaves the selection alone", async () => {
    const { controller } = await answered("Hello");
    const { document } = openEditor("One «two» three");
    await controller.handle({ kind: "newChat" });
    await controller.handle({ kind: "replace", messageId: "2" });
    expect(document.getText()).toBe("One two three");
  });

  it("that is not there leaves the clipboard alone", async () => {
    const { controller } = await answered("Hello");
    await controller.handle({ kind: "copy", messageId: "99" });
    expect(host.clipboard).toBe("nothing copied yet");
  });

  it("that finds no editor says so in the panel, until it finds one", async () => {
    const { controller, messageId, shown } = await answered("Hello");
    await controller.handle({ kind: "insert", messageId });
    expect(shown().notice?.message).toContain("Open a text first");
    openEditor("║");
    await controller.handle({ kind: "insert", messageId });
    expect(shown().notice).toBeUndefined();
  });
});

describe("choosing a model from the panel", () => {
  it("is about the chat's model", async () => {
    host.ownCommands.push("inkling.chooseModel");
    await openPanel().controller.handle({ kind: "chooseModel" });
    expect(host.executed).toEqual([["inkling.chooseModel", "chat"]]);
  });
});

describe("the roles", () => {
  it("alternate after an answer that failed with nothing, as many models' chat templates demand", async () => {
    const { engine, send } = openPanel();
    engine.answers.push(failsWith(new ModelError("unreachable", { subject: "x" })), says("Hello"));
    await send("Hi");
    await send("Are you there?");
    const { prompt } = engine.requests[1] ?? {};
    const roles = prompt?.kind === "chat" ? prompt.messages.map(({ role }) => role) : [];
    expect(roles.some((role, index) => role === roles[index - 1])).toBe(false);
    expect(roles.at(-1)).toBe("user");
  });
});
