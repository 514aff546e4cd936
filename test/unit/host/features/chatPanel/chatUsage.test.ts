import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Face } from "../../../../../src/core/settings/settings";
import { resetVscode } from "../../../../fakes/vscode";
import { settings } from "../../../../fakes/workspace";
import { openPanel } from "../../support/chatPanel";
import { failsWith, type Answer } from "../../support/scriptedEngine";
import { Channel } from "../../../../../src/core/common/channel";

beforeEach(resetVscode);

/** A panel, and requests of any face to any model that the server counted. */
function panelWithUsage() {
  const panel = openPanel();
  const record = (tokens: number, face: Face = "chat", model = "scripted") =>
    panel.usage.record(
      {
        model,
        modelId: `${model}.gguf`,
        promptTokens: tokens,
        completionTokens: 0,
        estimated: false,
        at: Date.now(),
      },
      face,
    );
  const line = () => panel.shown().usage;
  return { ...panel, record, line };
}

describe("the panel's line about tokens", () => {
  it("is empty before anything was asked", async () => {
    const { controller, line } = panelWithUsage();
    await controller.handle({ kind: "ready" });
    expect(line()).toBe("");
  });

  it("is about the chat's last answer, and about its model's day whoever asked", async () => {
    const { controller, record, line } = panelWithUsage();
    record(1000);
    record(200, "ghostText");
    record(50_000, "chat", "other");
    await controller.handle({ kind: "ready" });
    expect(line()).toBe("1,000 tokens · 1,200 tokens today");
  });

  it("says what it cost where the settings name a price", async () => {
    settings.user["inkling.prices"] = { scripted: { input: 2.5, output: 10 } };
    const { controller, record, line } = panelWithUsage();
    record(1_000_000);
    await controller.handle({ kind: "ready" });
    expect(line()).toBe("1,000,000 tokens · 1,000,000 tokens today · about $2.50");
  });

  it("follows the choice of another model", async () => {
    const { controller, record, line } = panelWithUsage();
    record(1000);
    settings.user["inkling.model.chat"] = "demo";
    settings.configurationChanged.fire({ affectsConfiguration: () => true });
    await controller.handle({ kind: "ready" });
    expect(line()).toBe("");
  });

  it("is empty for a model that does not exist", async () => {
    settings.user["inkling.model.chat"] = "gtp-5";
    const { controller, record, line } = panelWithUsage();
    record(1000);
    await controller.handle({ kind: "ready" });
    expect(line()).toBe("");
  });

  it("is sent alone, without the conversation", async () => {
    const { controller, posted, record, line } = panelWithUsage();
    await controller.handle({ kind: "ready" });
    record(1000);
    controller.showUsage();
    expect(posted.slice(1)).toEqual([{ kind: "usage", text: "1,000 tokens · 1,000 tokens today" }]);
    expect(line()).toContain("1,000");
  });

  it("estimates an answer that nobody counted", async () => {
    const { engine, send, line } = panelWithUsage();
    const answer: Answer = new Channel();
    answer.push({ kind: "text", text: "Hello" });
    answer.push({ kind: "finish", reason: "stop" });
    answer.close();
    engine.answers.push(answer);
    await send("Hi");
    expect(line()).toMatch(/^≈\d+ tokens · ≈\d+ tokens today$/);
  });

  it("counts an answer that broke off", async () => {
    const { controller, engine, send, line, usage } = panelWithUsage();
    const told = vi.fn();
    usage.onDidChange(told);
    engine.answers.push(failsWith(new Error("gone"), "Hello"));
    await send("Hi");
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1));
    controller.showUsage();
    expect(line()).toMatch(/^≈\d+ tokens · ≈\d+ tokens today$/);
  });
});
