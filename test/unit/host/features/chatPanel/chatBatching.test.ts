import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { resetVscode } from "../../../../fakes/vscode";
import { openPanel } from "../../support/chatPanel";

beforeEach(async () => {
  resetVscode();
  // Loaded before the clock stands still.
  await import("../../../../../src/core/models/providers/embedded");
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A panel that waits for the first word of an answer. */
async function asking() {
  const panel = openPanel();
  const answer = new Channel<ModelChunk>();
  panel.engine.answers.push(answer);
  const sent = panel.send("Hi");
  await vi.waitFor(() => expect(panel.engine.requests).toHaveLength(1));
  const appended = () => panel.posted.flatMap((message) => (message.kind === "append" ? [message.text] : []));
  const say = async (...texts: string[]) => {
    for (const text of texts) answer.push({ kind: "text", text });
    await vi.advanceTimersByTimeAsync(0);
  };
  const finish = async () => {
    answer.push({ kind: "finish", reason: "stop" });
    answer.close();
    await sent;
  };
  return { ...panel, answer, appended, say, finish };
}

describe("text that streams", () => {
  it("reaches the panel in one message a frame, however small its pieces", async () => {
    const { say, appended } = await asking();
    await say("O", "n", "c", "e");
    expect(appended()).toEqual([]);
    await vi.advanceTimersByTimeAsync(16);
    expect(appended()).toEqual(["Once"]);
    await say(" upon", " a time");
    await vi.advanceTimersByTimeAsync(16);
    expect(appended()).toEqual(["Once", " upon a time"]);
  });

  it("does not wait for the next word to be shown", async () => {
    const { say, last } = await asking();
    await say("Once");
    await vi.advanceTimersByTimeAsync(1000);
    expect(last()?.content).toBe("Once");
  });

  it("is complete at the end, and no timer is left", async () => {
    const { say, finish, last, usage } = await asking();
    await say("Once", " upon");
    await finish();
    usage.dispose(); // its sums wait to be stored
    expect(last()).toMatchObject({ content: "Once upon", state: "done" });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is shown once when the panel is drawn anew in the middle of a frame", async () => {
    const { say, controller, last } = await asking();
    await say("Once");
    controller.redraw();
    await vi.advanceTimersByTimeAsync(16);
    expect(last()?.content).toBe("Once");
  });
});
