import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as vscode from "vscode";
import { conversationSoFar, lastAnswer } from "../../../../../src/features/chatParticipant/chatHistory";
import { PARTICIPANT_ID } from "../../../../../src/features/chatParticipant/participantId";
import { recordOf, resultOf } from "../../../../../src/features/chatParticipant/turnRecord";
import { ChatResponseCommandButtonPart, ChatResponseMarkdownPart } from "../../../../fakes/chat";
import { MarkdownString } from "../../../../fakes/values";

type Turns = vscode.ChatContext["history"];

const request = (prompt: string, command?: string, participant = PARTICIPANT_ID) => ({
  prompt,
  command,
  participant,
  references: [],
});
const response = (texts: readonly string[], result: object = {}, participant = PARTICIPANT_ID) => ({
  response: [
    ...texts.map((text) => new ChatResponseMarkdownPart(new MarkdownString(text))),
    new ChatResponseCommandButtonPart({ command: "x", title: "Insert" }),
  ],
  result,
  participant,
});
const history = (...turns: object[]) => turns as unknown as Turns;
const lines = (turns: Turns) => conversationSoFar(turns).map(({ role, content }) => `${role}: ${content}`);

describe("the conversation so far", () => {
  it("has what the model was asked, not what was typed", () => {
    const turns = history(
      request("", "fixGrammar"),
      response(["He", " goes."], resultOf({ asked: "Fix:\n\nHe go." })),
    );
    expect(lines(turns)).toEqual(["user: Fix:\n\nHe go.", "assistant: He goes."]);
    expect(lastAnswer(turns)).toBe("He goes.");
  });

  it("has what was typed where nothing else is known, as of an answer that was stopped", () => {
    const turns = history(
      request(" A poem? "),
      response(["Roses"]),
      request("snow", "poem"),
      response(["White"]),
    );
    expect(lines(turns)).toEqual([
      "user: A poem?",
      "assistant: Roses",
      "user: poem: snow",
      "assistant: White",
    ]);
  });

  it("has no word of what stands in front of an answer", () => {
    const record = resultOf({ asked: "Good?", note: "> Left out: a\n\n" });
    expect(lines(history(request("Good?"), response(["> Left out: a\n\n", "Yes"], record)))).toEqual([
      "user: Good?",
      "assistant: Yes",
    ]);
  });

  it("takes what another version of Inkling, or nobody, has kept with a turn", () => {
    for (const metadata of [undefined, {}, { asked: 7 }, { asked: null, note: 3 }]) {
      expect(lines(history(request("Hi"), response(["Hello"], { metadata })))).toEqual([
        "user: Hi",
        "assistant: Hello",
      ]);
    }
  });

  it("is empty at the beginning", () => {
    expect(conversationSoFar([])).toEqual([]);
    expect(lastAnswer([])).toBeUndefined();
  });

  it("takes strict turns, whatever came before", () => {
    const participant = fc.constantFrom(PARTICIPANT_ID, "other.agent");
    const text = fc.constantFrom("", " ", "sea", "sky");
    const turn = fc.oneof(
      fc.tuple(text, participant).map(([said, who]) => request(said, undefined, who)),
      fc
        .tuple(fc.array(text), participant, fc.option(text, { nil: undefined }))
        .map(([texts, who, asked]) => response(texts, asked === undefined ? {} : resultOf({ asked }), who)),
    );
    fc.assert(
      fc.property(fc.array(turn), (turns) => {
        const messages = conversationSoFar(history(...turns));
        messages.forEach(({ role, content }, index) => {
          expect(role).toBe(index % 2 === 0 ? "user" : "assistant");
          expect(content.trim()).not.toBe("");
        });
        expect(messages.length % 2).toBe(0);
      }),
    );
  });
});

describe("what is kept with a turn", () => {
  it("comes back from JSON as it was", () => {
    const record = { asked: "Fix: He go.", note: "> x", target: "replace", isCut: true } as const;
    expect(recordOf(JSON.parse(JSON.stringify(resultOf(record))) as vscode.ChatResult)).toEqual(record);
  });

  it("is no whole book", () => {
    const kept = recordOf(resultOf({ asked: "a".repeat(5_000_000) }));
    expect(kept?.asked.length).toBeLessThanOrEqual(100_000);
  });
});
