import assert from "node:assert/strict";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { labelOf, withPick } from "../support/answeredInput";
import { edit, open, openText, save, select, suggestionsReady } from "../support/editor";
import { run, useServer } from "../support/inkling";
import { lastPrompt } from "../support/requests";
import { setScene } from "../support/scene";
import {
  deleteUserTemplates,
  listedActions,
  PROMPT_FILES,
  putFile,
  templateText,
  untilGone,
  untilListed,
  userTemplates,
  WORKSPACE_TEMPLATES,
} from "../support/templateFiles";
import { until } from "../support/until";

const SENTENCE = "The house stands by the sea.";
const TEXT = `# A letter\n\n${SENTENCE}\n\n## The end\n`;

describe("template files", () => {
  const scene = setScene();
  let userFolder = "";
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: ["A house ", "by the sea."] });
    if (userFolder === "") userFolder = await userTemplates();
  });
  after(async () => {
    for (const folder of [WORKSPACE_TEMPLATES, PROMPT_FILES])
      await rm(dirname(folder), { recursive: true, force: true });
    await deleteUserTemplates();
    await untilGone("Beside the Broken");
  });

  async function openLetter(): Promise<vscode.TextDocument> {
    const editor = await openText(TEXT);
    select(editor, SENTENCE);
    return editor.document;
  }

  /** Runs an action on the sentence up to its suggestion. Gives what the model was asked. */
  async function promptOf(command: string, given: object): Promise<string> {
    const document = await openLetter();
    await run(command, given);
    await suggestionsReady(document);
    await run("suggestion.reject");
    return lastPrompt(scene.server);
  }

  for (const { place, folderOf } of [
    { place: "the workspace", folderOf: () => WORKSPACE_TEMPLATES },
    { place: "the user's folder", folderOf: () => userFolder },
  ]) {
    it(`in ${place} are actions from when they are written until they are deleted`, async () => {
      const folder = folderOf();
      const id = `plain${folder.length}`;
      const [name, otherName] = [`Plainer in ${place}`, `Plainest in ${place}`];
      const document = await openLetter();
      assert.ok(!(await listedActions()).includes(name));

      const path = await putFile(folder, id, templateText(name, "Say it plainly: {{selection}}"));
      await untilListed(name);
      await withPick(name, () => run("chooseAction"));
      await suggestionsReady(document);
      assert.equal(lastPrompt(scene.server), `Say it plainly: ${SENTENCE}`);
      assert.equal(document.getText(), TEXT);
      await run("suggestion.accept");
      assert.equal(document.getText(), TEXT.replace(SENTENCE, "A house by the sea."));

      await writeFile(path, templateText(otherName, "Say it more plainly: {{selection}}"));
      await untilListed(otherName);
      assert.equal(await promptOf("chooseAction", { template: id }), `Say it more plainly: ${SENTENCE}`);
      assert.deepEqual(scene.messages.shown, []);

      await rm(path);
      await untilGone(otherName);
      await openLetter();
      await run("chooseAction", { template: id });
      assert.match((await until("a message", () => scene.messages.last)).text, /no longer exists/);
    });
  }

  it("that are saved in the editor are seen", async () => {
    const path = await putFile(WORKSPACE_TEMPLATES, "saved", templateText("Written", "{{selection}}"));
    await untilListed("Written");
    const editor = await open(vscode.Uri.file(path));
    const at = editor.document.getText().indexOf("Written");
    const word = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + 7));
    await edit(editor, (builder) => builder.replace(word, "Edited"));
    await save(editor.document);
    await untilListed("Edited");
  });

  it("that come in great number, as out of Git, are all seen", async () => {
    const names = Array.from({ length: 60 }, (_, i) => `Many ${i}`);
    assert.ok(!(await listedActions()).includes("Many 0"));
    await Promise.all(
      names.map((name, i) => putFile(WORKSPACE_TEMPLATES, `many${i}`, templateText(name, "{{selection}}"))),
    );
    await until("all of them", async () => {
      const listed = new Set(await listedActions());
      return names.every((name) => listed.has(name));
    });
  });

  for (const what of ["templates", ".inkling"]) {
    it(`go with ${what}, and come back with it`, async () => {
      const name = `Goes with ${what}`;
      await putFile(WORKSPACE_TEMPLATES, `goes${what.length}`, templateText(name, "{{selection}}"));
      await untilListed(name);
      const folder = what === "templates" ? WORKSPACE_TEMPLATES : dirname(WORKSPACE_TEMPLATES);
      await rename(folder, `${folder}.away`);
      await untilGone(name);
      await rename(`${folder}.away`, folder);
      await untilListed(name);
    });
  }

  it("are found again where the user’s whole folder was deleted", async () => {
    await rm(userFolder, { recursive: true });
    const path = await putFile(userFolder, "again", templateText("There Again", "{{selection}}"));
    await untilListed("There Again");
    await writeFile(path, templateText("Changed Again", "{{selection}}"));
    await untilListed("Changed Again");
  });

  it("of the workspace come before the user's, and these before Inkling's, as long as they are there", async () => {
    const poem = () => promptOf("action.poem", { form: "free" });
    assert.match(await poem(), /free verse/);
    const own = await putFile(userFolder, "poem", templateText("Own Poem", "Own: {{selection}}"));
    await untilListed("Own Poem");
    assert.equal(await poem(), `Own: ${SENTENCE}`);
    const shared = templateText("Workspace’s Poem", "Shared: {{selection}}");
    const path = await putFile(WORKSPACE_TEMPLATES, "poem", shared);
    await untilListed("Workspace’s Poem");
    await openLetter();
    const asked = scene.server.requests.length;
    await run("action.poem", {});
    assert.match((await until("a question", () => scene.messages.last)).text, /in place of .* Your own/);
    assert.equal(scene.server.requests.length, asked);
    scene.messages.press = "Run";
    assert.equal(await poem(), `Shared: ${SENTENCE}`);
    assert.equal(scene.messages.shown.length, 2);
    assert.equal(await poem(), `Shared: ${SENTENCE}`);
    assert.equal(scene.messages.shown.length, 2, "nobody is asked twice");
    await rm(path);
    await untilListed("Own Poem");
    assert.equal(await poem(), `Own: ${SENTENCE}`);
    await rm(own);
    await untilListed("Poem");
    assert.match(await poem(), /free verse/);
  });

  it("are offered in the documents that they are for", async () => {
    const text = templateText("For LaTeX", "{{selection}}", { languages: "[latex, tex]" });
    await putFile(WORKSPACE_TEMPLATES, "forLatex", text);
    await openText("\\section{One}", "tex");
    await untilListed("For LaTeX");
    await openText(TEXT);
    assert.ok(!(await listedActions()).includes("For LaTeX"));
  });

  it("are told what the document, the clipboard and the glossary of the workspace say", async () => {
    await mkdir(dirname(WORKSPACE_TEMPLATES), { recursive: true });
    const glossary = join(dirname(WORKSPACE_TEMPLATES), "glossary.md");
    await writeFile(glossary, "<!-- for us -->\n\nSea: always with a capital.\n");
    const names = ["fileStem", "languageId", "title", "outline", "clipboard", "glossary", "date"];
    const prompt = names.map((name) => `${name}={{${name}}}`).join("\n");
    await putFile(WORKSPACE_TEMPLATES, "knows", templateText("Knows", `${prompt}\n{{selection}}`));
    await untilListed("Knows");
    await vscode.env.clipboard.writeText("copied words");
    const said = await promptOf("chooseAction", { template: "knows" });
    assert.match(said, /^fileStem=draft-\d+\nlanguageId=markdown\ntitle=A letter\n/);
    assert.match(said, /outline=.*A letter[\s\S]*The end/);
    assert.match(
      said,
      /\nclipboard=copied words\nglossary=Sea: always with a capital\.\ndate=\d{4}-\d\d-\d\d\n/,
    );
    await writeFile(glossary, "Sea: never.\n");
    assert.match(await promptOf("chooseAction", { template: "knows" }), /glossary=Sea: never\./);
  });

  it("that are broken are left out, shown where they are broken, and used once they are mended", async () => {
    const broken = templateText("Mended", "Say: {{selektion}}");
    const path = await putFile(WORKSPACE_TEMPLATES, "broken", broken);
    await putFile(WORKSPACE_TEMPLATES, "beside", templateText("Beside the Broken", "{{selection}}"));
    await untilListed("Beside the Broken");
    assert.ok(!(await listedActions()).includes("Mended"));
    const problems = await withPick("broken.prompt.md", () => run("showTemplateProblem"));
    assert.deepEqual(problems.map(labelOf), ["broken.prompt.md"]);
    const { document, selection } = await until("the file", () => vscode.window.activeTextEditor);
    assert.equal(document.uri.fsPath, path);
    assert.match(document.lineAt(selection.active).text, /selektion/);
    await writeFile(path, broken.replace("selektion", "selection"));
    await untilListed("Mended");
  });

  it("of VS Code are used as they are", async () => {
    const text =
      "---\nmode: agent\ndescription: Say it in another tone\ntools: ['codebase']\n---\n" +
      "Say it in a ${input:tone-of-voice:kind or stern?} tone, as {{name}} in ${file}:\n\n${selection}\n";
    const path = await putFile(PROMPT_FILES, "other-tone", text);
    await untilListed("other-tone");
    const { document } = await openText(TEXT);
    const uri = document.uri.toString();
    await run("chooseAction", { template: "other-tone", toneOfVoice: "stern" });
    const fileName = document.uri.path.split("/").at(-1);
    assert.equal(
      lastPrompt(scene.server),
      `Say it in a stern tone, as {{name}} in ${fileName}:\n\n# A letter`,
    );
    await until("the answer beside", () =>
      vscode.window.visibleTextEditors.some(
        ({ document: shown }) => shown.getText() === "A house by the sea.",
      ),
    );
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri);
    assert.deepEqual(scene.messages.shown, []);
    await rm(path);
    await untilGone("other-tone");
  });

  it("say in the list where they lie, where not only the user may have written them", async () => {
    await putFile(WORKSPACE_TEMPLATES, "shared", templateText("Shared", "{{selection}}"));
    await untilListed("Shared");
    const items = await withPick(undefined, () => run("chooseAction"));
    const shared = items.find((item) => labelOf(item) === "Shared");
    assert.equal(shared?.detail, ".inkling/templates/shared.prompt.md");
  });
});
