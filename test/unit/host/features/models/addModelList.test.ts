import { beforeEach, expect, it } from "vitest";
import { resetVscode } from "../../../../fakes/vscode";
import { forThisTest } from "../../../../support/askModel";
import { startListServer } from "../../../../support/fakeModelLists";
import { OPENROUTER_LIST } from "../../../../support/fakeModelListsWire";
import { enter, escape, run, shownList, startModelCommands, take } from "../../support/modelWalk";

beforeEach(resetVscode);

it("tells a server's models apart by what it says of them, that they see images, too", async () => {
  const server = await forThisTest(startListServer({ "/v1/models": OPENROUTER_LIST }));
  startModelCommands();
  const adding = run("addModel");
  await take("OpenAI-compatible");
  await enter(`${server.url}/v1`);
  await enter("");
  const { items } = await shownList();
  expect(items.map(({ label, description }) => [label, description])).toEqual([
    ["google/gemini-2.5-pro", "1,048,576 tokens of context · sees images"],
    ["openai/gpt-3.5-turbo", "16,385 tokens of context"],
  ]);
  await escape();
  await adding;
});
