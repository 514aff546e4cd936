import { beforeEach, describe, expect, it } from "vitest";
import { Channel } from "../../../../../src/core/common/channel";
import { parseSuggestion, stringifySuggestion } from "../../../../../src/features/review/storedSuggestion";
import { readSnapshot } from "../../../../../src/platform/editorSnapshot";
import { openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { lastThread, lensNames, review } from "../../support/review";

beforeEach(resetVscode);

/** Review of a text that cannot be asked for again, in place of the selection. */
async function fixed() {
  const { document } = openEditor("One «two» three", "file:///a.md");
  const testing = review();
  const proposals = new Channel<string>();
  const { controller } = testing;
  const suggestion = {
    ...{
      snapshot: readSnapshot(),
      target: "replace" as const,
      title: "Answer from the Chat",
      modelName: "gpt",
    },
  };
  const presented = controller.present(suggestion, proposals, new AbortController());
  proposals.push("2");
  proposals.close();
  await presented;
  return { ...testing, document, suggestion };
}

describe("a text that comes from elsewhere", () => {
  it("is reviewed and accepted as any other", async () => {
    const { document } = await fixed();
    expect(document.getText()).toBe("One two three");
    await host.commands.get("inkling.suggestion.accept")?.();
    expect(document.getText()).toBe("One 2 three");
  });

  it("offers no other version, and none that is changed", async () => {
    const { reported, asked } = await fixed();
    expect(lastThread().contextValue).toBe("ready edit fixed");
    expect(lastThread()).toMatchObject({ canReply: false });
    await host.commands.get("inkling.suggestion.otherVersion")?.();
    expect(reported).toMatchObject([{ reason: "fromChat" }]);
    expect(asked).toEqual([]);
  });

  it("can be opened, but not asked for again, when its place was changed", async () => {
    const { document } = await fixed();
    ui.answers.push(undefined);
    document.edit(5, 6, "x");
    expect(lensNames()).toEqual(["openProposal", "reject"]);
    expect(ui.messages[0]?.buttons).toEqual(["Open the Proposal", "Discard"]);
  });

  it("is there again after a restart", async () => {
    const { suggestion } = await fixed();
    const text = {
      original: "two",
      versions: [{ text: "2", isComplete: true, modelName: "gpt" }],
      current: 0,
    };
    const stored = parseSuggestion(
      stringifySuggestion({ suggestion, progress: { id: "1", text, isKept: false } }),
    );
    expect(stored?.suggestion).toMatchObject({ title: "Answer from the Chat" });
    expect(stored?.suggestion).not.toHaveProperty("request");
  });
});
