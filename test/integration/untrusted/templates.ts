import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { withPick, withTyped } from "../support/answeredInput";
import { open, openText, suggestionsReady } from "../support/editor";
import { run, useServer } from "../support/inkling";
import { lastConversation } from "../support/requests";
import { setScene } from "../support/scene";
import {
  deleteUserTemplates,
  listedActions,
  PROMPT_FILES,
  putFile,
  templateText,
  untilListed,
  userTemplates,
  WORKSPACE_TEMPLATES,
} from "../support/templateFiles";
import { until } from "../support/until";

/** The folder brings templates, a prompt file and a glossary (test/fixtures/untrusted). */
describe("the templates of a folder that is not trusted", () => {
  const scene = setScene();
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: ["The sea, otherwise."] });
  });
  after(deleteUserTemplates);

  /** All that the model is told in the action that is run on a text. */
  async function toldBy(command: string, given: object): Promise<string> {
    const { document } = await openText("The sea is wild.\n");
    await run(command, given);
    await suggestionsReady(document);
    return lastConversation(scene.server).join("\n");
  }

  /** Everything that was asked of any model, by ghost text too. */
  function asked(): string {
    return JSON.stringify(scene.server.requests.map(({ body }) => body));
  }

  it("are there, and are no actions", async () => {
    assert.ok(existsSync(join(WORKSPACE_TEMPLATES, "stranger.prompt.md")));
    assert.ok(existsSync(join(PROMPT_FILES, "strangers-prompt.prompt.md")));
    await openText("The sea.\n");
    const listed = await listedActions();
    assert.ok(listed.includes("Poem"));
    assert.doesNotMatch(listed.join(), /[Ss]tranger/);
    for (const template of ["stranger", "strangers-prompt"]) {
      await run("chooseAction", { template });
      assert.match((await until("a message", () => scene.messages.last)).text, /no longer exists/);
    }
    assert.doesNotMatch(asked(), /[Ss]tranger/);
  });

  it("take no other's place, also where they change or come", async () => {
    const own = await putFile(await userTemplates(), "own", templateText("Own", "Own: {{selection}}"));
    await putFile(WORKSPACE_TEMPLATES, "came", templateText("Came", "{{selection}}"));
    await putFile(WORKSPACE_TEMPLATES, "own", templateText("Stranger’s Own", "Stranger: {{selection}}"));
    // Once the later one is seen, the earlier ones would be.
    await putFile(dirname(own), "later", templateText("Later", "{{selection}}"));
    await untilListed("Later");
    assert.doesNotMatch((await listedActions()).join(), /Came|Stranger/);
    await vscode.env.clipboard.writeText("copied words");
    assert.match(await toldBy("action.poem", { form: "free" }), /free verse/);
    assert.match(await toldBy("chooseAction", { template: "own" }), /Own: The sea is wild\./);
    assert.doesNotMatch(asked(), /Stranger|copied words/);
  });

  it("leave the glossary unread", async () => {
    await putFile(await userTemplates(), "words", templateText("Words", "[{{glossary}}] {{selection}}"));
    await untilListed("Words");
    assert.match(await toldBy("chooseAction", { template: "words" }), /\[\] The sea is wild\./);
  });

  it("get no new one: it is the user's, and nobody asks for a place", async () => {
    const listed = await withPick(undefined, () => withTyped("Harmless", () => run("newTemplate")));
    assert.deepEqual(listed, []);
    const document = await until("the file", () => vscode.window.activeTextEditor?.document);
    assert.equal(dirname(document.uri.fsPath), await userTemplates());
    await untilListed("Harmless");
  });

  it("can be read, with the mistakes in them marked", async () => {
    const path = await putFile(WORKSPACE_TEMPLATES, "marked", templateText("Marked", "{{selektion}}"));
    const { uri, languageId } = (await open(vscode.Uri.file(path))).document;
    assert.equal(languageId, "inkling-template");
    await until("the mark", () => vscode.languages.getDiagnostics(uri).length > 0);
  });
});
