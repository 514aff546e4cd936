import { beforeEach, describe, expect, it } from "vitest";
import { ModelError } from "../../../../../src/core/models/modelError";
import { newDocumentDestination } from "../../../../../src/features/actions/newDocumentDestination";
import type { EditorSnapshot } from "../../../../../src/platform/editorSnapshot";
import { documents } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";

beforeEach(resetVscode);

async function take(answer: AsyncIterable<string>): Promise<void> {
  // Where the answer goes it does not matter what it is about.
  const snapshot = {} as EditorSnapshot;
  await newDocumentDestination().take({ snapshot, answer, controller: new AbortController() });
}

async function* growing(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
  await Promise.resolve();
}

async function* failing(...texts: string[]): AsyncGenerator<string> {
  yield* growing(...texts);
  throw new ModelError("interrupted");
}

const opened = () => documents.shown.map((document) => [document.isUntitled, document.getText()]);

describe("an answer that becomes a document of its own", () => {
  it("is opened once, whole, as a document without a file", async () => {
    await take(growing("Dear", "Dear Ada,", "Dear Ada,\n\nyes."));
    expect(opened()).toEqual([[true, "Dear Ada,\n\nyes."]]);
  });

  it("that fails is said, and what had come is not lost", async () => {
    await expect(take(failing("Dear", "Dear Ada"))).rejects.toMatchObject({ reason: "interrupted" });
    expect(opened()).toEqual([[true, "Dear Ada"]]);
  });

  it("of which nothing came opens nothing", async () => {
    await expect(take(failing())).rejects.toMatchObject({ reason: "interrupted" });
    await take(growing(" \n"));
    expect(opened()).toEqual([]);
  });
});
