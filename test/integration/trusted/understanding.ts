import assert from "node:assert/strict";
import * as vscode from "vscode";
import { withInput } from "../support/answeredInput";
import { cursorAfter, edit, lenses, openText } from "../support/editor";
import { run, useServer } from "../support/inkling";
import { lastPrompt } from "../support/requests";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const PARAGRAPH = "Anna Berg loves Oslo. The ferry was late, and she hated it.";
const TEXT = `# Ferry\n\n${PARAGRAPH}\n\nThe end.\n`;
const AT = TEXT.indexOf(PARAGRAPH);

const ENTITIES = JSON.stringify({
  entities: [
    { text: "Anna Berg", kind: "person" },
    { text: "Oslo", kind: "place" },
    { text: "Captain Ahab", kind: "person" },
  ],
});
const PASSAGES = (one: string, other: string) =>
  JSON.stringify({
    passages: [
      { number: 1, label: one, score: 0.9 },
      { number: 2, label: other, score: 0.8 },
    ],
    whole: { label: one, score: 0.6 },
  });

/** An analysis as Copy as JSON gives it. */
interface Copied {
  readonly kind: string;
  readonly findings: readonly { start: number; end: number; text: string; label: string; score?: number }[];
  readonly whole?: { readonly label: string };
  readonly answer?: string;
  readonly question?: string;
  readonly dropped: number;
}

describe("the analysis of a text", () => {
  const scene = setScene();
  beforeEach(() => useServer(scene.server));
  afterEach(() => run("understand.clear"));

  function says(...answers: readonly [string, ...string[]]): void {
    const [first, ...rest] = answers.map((answer) => ({ kind: "text", chunks: [answer] }) as const);
    if (first) scene.server.respondWith(first, ...rest);
  }

  async function analysed(command: string, argument?: unknown): Promise<vscode.TextDocument> {
    const editor = await openText(TEXT);
    cursorAfter(editor, "Anna");
    await run(`understand.${command}`, argument);
    const { document } = editor;
    assert.equal(document.getText(), TEXT);
    assert.equal(document.isDirty, false);
    assert.deepEqual(await lenses(document), []);
    return document;
  }

  async function copied(format: "Csv" | "Json"): Promise<string> {
    await vscode.env.clipboard.writeText("nothing");
    await run(`understand.copy${format}`);
    return vscode.env.clipboard.readText();
  }

  async function result(document: vscode.TextDocument): Promise<Copied> {
    const analysis = JSON.parse(await copied("Json")) as Copied;
    for (const { start, end, text } of analysis.findings) {
      assert.equal(document.getText().slice(start, end), text, "offsets are those of the document");
    }
    return analysis;
  }

  it("entities: every one at its place in the document, an invented one left out and counted", async () => {
    says(ENTITIES);
    const document = await analysed("entities");
    const { kind, findings, dropped } = await result(document);
    assert.equal(kind, "entities");
    assert.deepEqual(
      findings.map(({ text, label }) => [text, label]),
      [
        ["Anna Berg", "person"],
        ["Oslo", "place"],
      ],
    );
    assert.equal(dropped, 1);
    assert.equal(
      await copied("Csv"),
      [
        "start,end,label,score,text,note",
        `${AT},${AT + 9},person,,Anna Berg,`,
        `${AT + 16},${AT + 20},place,,Oslo,`,
        "",
      ].join("\r\n"),
    );
    assert.deepEqual(scene.messages.shown, []);
  });

  it("entities: follow what is written before them, and go with their words", async () => {
    says(ENTITIES);
    const document = await analysed("entities");
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await edit(editor, (builder) => builder.insert(new vscode.Position(0, 0), "One\n\n"));
    assert.equal((await result(document)).findings[0]?.start, AT + 5);
    const oslo = document.getText().indexOf("Oslo");
    const place = new vscode.Range(document.positionAt(oslo), document.positionAt(oslo + 4));
    await edit(editor, (builder) => builder.replace(place, "Bergen"));
    assert.deepEqual(
      (await result(document)).findings.map(({ text }) => text),
      ["Anna Berg"],
    );
  });

  it("sentiment: of each sentence and of the whole", async () => {
    says(PASSAGES("positive", "negative"));
    const { findings, whole } = await result(await analysed("sentiment"));
    assert.deepEqual(
      findings.map(({ text, label, score }) => [text, label, score]),
      [
        ["Anna Berg loves Oslo.", "positive", 0.9],
        ["The ferry was late, and she hated it.", "negative", 0.8],
      ],
    );
    assert.equal(whole?.label, "positive");
  });

  it("intent: with labels of the writer's own", async () => {
    says(PASSAGES("praise", "complaint"));
    const { findings } = await result(await analysed("intent", { labels: ["praise", "complaint"] }));
    assert.deepEqual(
      findings.map(({ label }) => label),
      ["praise", "complaint"],
    );
    assert.match(JSON.stringify(scene.server.requests[0]?.body), /complaint/);
  });

  it("a question: asked for, answered in the text's own words", async () => {
    const answers = [{ quote: "Anna Berg loves Oslo", answer: "Oslo", score: 0.9 }];
    says(JSON.stringify({ answers }));
    const document = await withInput("What does she love?", () => analysed("question"));
    assert.match(lastPrompt(scene.server), /What does she love\?/);
    const { answer, question, findings } = await result(document);
    assert.equal(answer, "Anna Berg loves Oslo");
    assert.equal(question, "What does she love?");
    assert.equal(findings.length, 1);
  });

  it("a question that is not asked is not sent", async () => {
    await withInput(undefined, () => analysed("question"));
    assert.equal(scene.server.requests.length, 0);
  });

  it("a quote that is not in the text is no answer", async () => {
    says(JSON.stringify({ answers: [{ quote: "Anna adores Paris", answer: "Paris", score: 1 }] }));
    const { answer, findings, dropped } = await result(await analysed("question", { question: "Where?" }));
    assert.equal(answer, undefined);
    assert.deepEqual(findings, []);
    assert.equal(dropped, 1);
  });

  it("JSON that breaks off is asked for once more", async () => {
    says(ENTITIES.slice(0, 40), ENTITIES);
    const { findings } = await result(await analysed("entities"));
    assert.equal(findings.length, 2);
    assert.equal(scene.server.requests.length, 2);
    assert.match(lastPrompt(scene.server), /cannot be used/);
    assert.deepEqual(scene.messages.shown, []);
  });

  it("JSON with words and a fence around it is read", async () => {
    says(`Here is the JSON:\n\n\`\`\`json\n${ENTITIES}\n\`\`\`\n\nI hope {this} helps!`);
    const { findings } = await result(await analysed("entities"));
    assert.equal(findings.length, 2);
    assert.equal(scene.server.requests.length, 1);
  });

  for (const [name, answer] of [
    ["no JSON at all", "There are two names in it."],
    ["JSON of another form", '{"names": ["Anna Berg"]}'],
  ] as const) {
    it(`${name}, twice: an honest error`, async () => {
      says(answer);
      await analysed("entities");
      const shown = await until("a message", () => scene.messages.last);
      assert.equal(shown.kind, "error");
      assert.match(shown.text, /form that was asked for/);
      assert.equal(scene.server.requests.length, 2);
      assert.equal(await copied("Json"), "nothing");
    });
  }

  it("Clear leaves nothing to copy", async () => {
    says(ENTITIES);
    await analysed("entities");
    await run("understand.clear");
    assert.equal(await copied("Csv"), "nothing");
    assert.equal(scene.messages.last?.kind, "information");
  });
});
