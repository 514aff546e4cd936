/** VS Code before 1.106 had no part of a message for an image. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { VscodeModels } from "../../../../src/platform/vscodeModels";
import { FakeChat, languageModels, LanguageModelTextPart } from "../../../fakes/languageModels";
import { FakeMemento, resetVscode } from "../../../fakes/vscode";

vi.mock("vscode", async (original) => ({ ...(await original<object>()), LanguageModelDataPart: undefined }));

beforeEach(resetVscode);

describe("the models of a VS Code without images", () => {
  it("are sent the words alone", async () => {
    const chat = new FakeChat("copilot", "gpt-4o");
    languageModels.chats.push(chat);
    chat.answers.push(
      (async function* () {
        await Promise.resolve();
        yield "The sea.";
      })(),
    );
    const models = new VscodeModels({ canSendRequest: () => true }, new FakeMemento()).forRequest(true);
    expect(models.takesImages).toBe(false);
    const images = [{ mimeType: "image/png", data: "AAAA" }];
    const answer = models.send(
      chat,
      [{ role: "user", content: "This?", images }],
      {},
      new AbortController().signal,
    );
    for await (const text of answer) expect(text).toBe("The sea.");
    expect(chat.requests[0]?.messages[0]?.content).toEqual([new LanguageModelTextPart("This?")]);
  });
});
