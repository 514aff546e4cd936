import { beforeEach, describe, expect, it, vi } from "vitest";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { ChatParticipant } from "../../../../../src/features/chatParticipant/chatParticipant";
import { chats, removeChat } from "../../../../fakes/chat";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { openChatView } from "../../support/chatView";
import { failsWith, says } from "../../support/scriptedEngine";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

const titles = (buttons: readonly { title: string }[]) => buttons.map(({ title }) => title);

describe("@inkling", () => {
  it("is there until Inkling is switched off, with Inkling's picture", () => {
    const { participant, registered } = openChatView();
    expect(registered.iconPath?.path).toMatch(/media\/icon\.png$/);
    participant.dispose();
    expect(chats.participants.size).toBe(0);
  });

  it("is left out where the editor has no chat, and what its buttons do is there all the same", () => {
    removeChat();
    const { commands, ...parts } = testHost();
    new ChatParticipant(commands, parts).dispose();
    expect([...host.commands.keys()]).toEqual([
      "inkling.chatParticipant.insert",
      "inkling.chatParticipant.replace",
    ]);
    expect(ui.log).toEqual([]);
  });

  it("stops nothing else where the editor refuses it", () => {
    chats.refusal = new Error("not supported here");
    const { commands, ...parts } = testHost();
    expect(() => new ChatParticipant(commands, parts)).not.toThrow();
    expect(ui.log.map(({ level }) => level)).toEqual(["error"]);
  });
});

describe("a question", () => {
  it("is answered as it streams by the model that Inkling's chat has, and says which", async () => {
    const { turn, engine, sent } = openChatView();
    const { response, result } = await turn(says("Once ", "upon", " a time"), " A story? ");
    expect(response.text).toBe("Once upon a time");
    expect(response.parts.length).toBe(3);
    expect(response.progressed).toEqual(["scripted is writing…"]);
    expect(engine.requests[0]?.path).toBe("/models/scripted.gguf");
    expect(sent()).toEqual(["user: A story?"]);
    expect(result.errorDetails).toBeUndefined();
    expect(response.buttons).toEqual([]);
  });

  it("takes the conversation before it along", async () => {
    const { turn, sent } = openChatView();
    await turn(says("Grey"), "Which colour has the sea?");
    await turn(says("Blue"), "And the sky?");
    await turn(says("Green"), "And grass?");
    expect(sent()).toEqual([
      "user: Which colour has the sea?",
      "assistant: Grey",
      "user: And the sky?",
      "assistant: Blue",
      "user: And grass?",
    ]);
  });

  it("takes no turns along that were with others", async () => {
    const { turn, sent, conversation } = openChatView();
    conversation.hearOther("Fix my code", "Fixed");
    await turn(says("Blue"), "The sky?");
    expect(sent()).toEqual(["user: The sky?"]);
  });

  it("drops the oldest turns where the model has no room for them", async () => {
    settings.user["inkling.models"] = [
      { name: "scripted", provider: "embedded", path: "/models/scripted.gguf", contextTokens: 400 },
    ];
    const { turn, sent } = openChatView();
    await turn(says("long ".repeat(200)), "First?");
    await turn(says("Short"), "Second?");
    await turn(says("Yes"), "Third?");
    expect(sent()).toEqual(["user: Second?", "assistant: Short", "user: Third?"]);
  });

  it("of nothing at all is none", async () => {
    const { turn, engine } = openChatView();
    const { result } = await turn(undefined, "  ");
    expect(result.errorDetails?.message).toContain("There is no text here");
    expect(engine.requests).toEqual([]);
  });
});

describe("an answer", () => {
  it("that is stopped keeps its words, frees the model and goes along with the next question", async () => {
    const { conversation, engine, turn, sent } = openChatView();
    const answer = new Channel<ModelChunk>();
    engine.answers.push(answer);
    answer.push({ kind: "text", text: "Once" });
    const { response, cancel, done } = conversation.ask("A story?");
    await vi.waitFor(() => expect(response.text).toBe("Once"));
    cancel();
    const { result } = await done;
    expect(result.errorDetails).toBeUndefined();
    await turn(says("More"), "Go on");
    expect(sent()).toEqual(["user: A story?", "assistant: Once", "user: Go on"]);
  });

  it("that is stopped before the model was asked never asks it", async () => {
    const { conversation, engine } = openChatView();
    const { cancel, done } = conversation.ask("A story?");
    cancel();
    await done;
    expect(engine.requests).toEqual([]);
    expect(ui.log).toEqual([]);
  });

  it("that fails says why, with the buttons that help, and keeps what had arrived", async () => {
    const down = new ModelError("unreachable", { subject: "llm.example.com", detail: "ECONNREFUSED" });
    const { turn } = openChatView();
    const { response, result, followUps } = await turn(failsWith(down, "Once"), "A story?");
    expect(response.text).toBe("Once");
    expect(result.errorDetails?.message).toContain("llm.example.com cannot be reached");
    expect(titles(response.buttons)).toEqual(["Open Settings", "Choose Model"]);
    expect(followUps).toEqual([]);
    expect(ui.messages).toEqual([]);
    expect(ui.log.map(({ message }) => message)).toEqual(["unreachable: llm.example.com · ECONNREFUSED"]);
  });

  it.each([
    [
      "Set API Key",
      new ModelError("unauthorized", { subject: "api.openai.com" }),
      ["inkling.setApiKey", "api.openai.com"],
    ],
    ["Choose Model", new ModelError("emptyAnswer", { subject: "m" }), ["inkling.chooseModel", "chat"]],
    ["Open Settings", new ModelError("badResponse"), ["workbench.action.openSettings", "inkling."]],
    ["Show Log", new ModelError("badRequest"), ["inkling.showLog"]],
  ])("that fails has a button %s that does so", async (title, error, [id, ...args]) => {
    const { turn } = openChatView();
    const { response } = await turn(failsWith(error), "A story?");
    const button = response.buttons.find((one) => one.title === title);
    expect(button?.command).toBe(id);
    expect(button?.arguments ?? []).toEqual(args);
  });

  it("that never had a word leaves its question out of the conversation", async () => {
    const { turn, sent } = openChatView();
    await turn(failsWith(new ModelError("unreachable")), "Lost?");
    await turn(says("Yes"), "Found?");
    expect(sent()).toEqual(["user: Found?"]);
  });

  it("tells nothing of a fault of ours but that there was one", async () => {
    const { turn, models } = openChatView();
    models.resolve = () => Promise.reject(new TypeError("My dearest Ada"));
    const { response, result } = await turn(undefined, "Hi");
    expect(result.errorDetails?.message).toContain("Something in Inkling went wrong");
    expect(JSON.stringify([response, result, ui.log])).not.toContain("Ada");
    expect(titles(response.buttons)).toEqual(["Show Log"]);
  });

  it("that no model can give says which model the settings name", async () => {
    settings.user["inkling.model.chat"] = "nobody";
    const { result, response } = await openChatView().turn(undefined, "Hi");
    expect(result.errorDetails?.message).toContain('"nobody"');
    expect(titles(response.buttons)).toContain("Choose Model");
  });
});

describe("after an answer", () => {
  it("VS Code offers what writers want next, as plain questions in the same conversation", async () => {
    const { turn, sent } = openChatView();
    const { followUps } = await turn(says("Blue as steel"), "The sky?");
    expect(followUps.map(({ label }) => label)).toEqual(["Shorter", "Another Version", "Translate to …"]);
    expect(followUps[0]).toMatchObject({ command: "" });
    await turn(says("Blue"), followUps[0]?.prompt ?? "");
    expect(sent()).toEqual(["user: The sky?", "assistant: Blue as steel", "user: Make it shorter."]);
  });

  it("that broke off at the limit of its length, it offers to go on", async () => {
    const { turn, engine, conversation } = openChatView();
    const answer = new Channel<ModelChunk>();
    answer.push({ kind: "text", text: "Once upon a" });
    answer.push({ kind: "finish", reason: "length" });
    answer.close();
    engine.answers.push(answer);
    const { followUps } = await conversation.ask("A story?").done;
    expect(followUps.map(({ label }) => label)).toEqual(["Go On"]);
    expect((await turn(says(" time"), followUps[0]?.prompt ?? "")).response.text).toBe(" time");
  });
});
