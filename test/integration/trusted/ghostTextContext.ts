import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startFakeLlamaCppServer } from "../../support/fakeLlamaCppServer";
import { cursorAfter, openText } from "../support/editor";
import { askAtOnce, EditorAsks, knows, prompts, takeUntil, type, useBaseModel } from "../support/ghostText";
import { setSetting, useModel } from "../support/inkling";
import { setScene } from "../support/scene";

/** 612 words in one line, each sentence another. */
const ENGLISH = Array.from(
  { length: 36 },
  (_, i) => `The keeper of lighthouse ${i} wrote down what the sea had left on the stones before dawn.`,
).join(" ");

/** More than 1,500 characters in one line. */
const CHINESE = Array.from(
  { length: 56 },
  (_, i) => `第${i}天，守塔的老人把海浪留在石头上的东西都记在了本子里。`,
).join("");

interface Place {
  readonly name: string;
  /** Up to the cursor. */
  readonly before: string;
  readonly after: string;
  /** What the writer types there, and what the model goes on with. */
  readonly typed: string;
  readonly rest: string;
}

function inside(text: string, mark: string): Pick<Place, "before" | "after"> {
  const at = text.indexOf(mark, text.length * 0.6) + mark.length;
  return { before: text.slice(0, at), after: text.slice(at) };
}

const PLACES: readonly Place[] = [
  {
    ...{ name: "at the end of 600 words in one line", before: ENGLISH, after: "" },
    ...{ typed: " Then he", rest: " went up to light the lamp." },
  },
  {
    ...{ name: "between two words of 600 in one line", ...inside(ENGLISH, "what the sea had") },
    ...{ typed: " once", rest: " again quietly" },
  },
  {
    ...{ name: "at the end of 1,500 Chinese characters in one line", before: CHINESE, after: "" },
    ...{ typed: "那天", rest: "风很大，船都没有出海。" },
  },
  {
    ...{ name: "inside of 1,500 Chinese characters in one line", ...inside(CHINESE, "守塔的老人") },
    ...{ typed: "又", rest: "一次仔细地" },
  },
];

/** What is asked for must begin a sentence of the text and go up to the cursor, but for the space before it. */
function assertIsContext(context: string, before: string): void {
  const at = before.lastIndexOf(context);
  assert.equal(before.slice(at).trimEnd(), context);
  assert.ok(context.length >= 500, `only ${context.length} characters`);
  assert.match(before.slice(0, at), /^$|[.。] ?$/);
}

describe("ghost text in a long paragraph", () => {
  const scene = setScene();
  beforeEach(async () => {
    await setSetting("ghostText.contextTokens", 700); // less than there is
  });

  for (const { name, before, after, typed, rest } of PLACES) {
    const typeThere = async () => {
      const editor = await openText(`${before}${after}\n\nAnother paragraph.`);
      cursorAfter(editor, before);
      await type(typed);
      return editor;
    };

    it(`is given what stands before it ${name}, and is taken there`, async () => {
      await useBaseModel(scene.server);
      scene.server.respondWith(knows(before + typed + rest));
      const { document } = await typeThere();
      await takeUntil(document, `${before}${typed}${rest}${after}\n\nAnother paragraph.`);
      for (const prompt of prompts(scene.server))
        assertIsContext(prompt, beforeCursor(prompt, before + typed));
    });

    it(`is given both sides ${name} where the model fills gaps`, async () => {
      const server = await startFakeLlamaCppServer();
      try {
        await useModel({ provider: "llama.cpp", baseUrl: server.url, kind: "base", contextTokens: 8192 });
        await askAtOnce();
        server.respondWith(knows(before + typed + rest));
        const { document } = await typeThere();
        await takeUntil(document, `${before}${typed}${rest}${after}\n\nAnother paragraph.`);
        assert.ok(server.requests.length > 0);
        for (const { path, body } of server.requests) {
          const asked = body as Readonly<Record<"prompt" | "input_prefix" | "input_suffix", string>>;
          const prefix = after === "" ? asked.prompt : asked.input_prefix;
          assertIsContext(prefix, beforeCursor(prefix, before + typed));
          assert.equal(path, after === "" ? "/completion" : "/infill");
          if (after === "") continue;
          assert.ok(
            asked.input_suffix.length >= 100,
            `only ${asked.input_suffix.length} characters after it`,
          );
          assert.ok(after.startsWith(asked.input_suffix));
        }
      } finally {
        await server.close();
      }
    });
  }

  /** The text before the cursor at the key for which this was asked. */
  function beforeCursor(prompt: string, text: string): string {
    const tail = prompt.slice(-20);
    return text.slice(0, text.lastIndexOf(tail) + tail.length);
  }
});

const STORY = "The house stands at the end of the road.";

interface Corner {
  readonly name: string;
  readonly text: string;
  /** The cursor stands behind it. */
  readonly at: string;
  readonly typed: string;
}

const CORNERS: readonly Corner[] = [
  {
    name: "a code fence",
    text: `${STORY}\n\n\`\`\`js\nlet road = 1;\n\`\`\`\n`,
    at: "road = 1;",
    typed: " // so",
  },
  {
    ...{ name: "front matter", text: `---\ntitle: The house\nauthor: me\n---\n\n${STORY}\n` },
    ...{ at: "The house", typed: " at the" },
  },
  { name: "a URL", text: `${STORY} See https://example.org/house`, at: "org/house", typed: "/and-" },
];

describe("ghost text where there is no prose", () => {
  const scene = setScene();
  let asks: EditorAsks;
  beforeEach(async () => {
    asks = new EditorAsks();
    await useBaseModel(scene.server);
    scene.server.respondWith(knows(`${STORY} And the garden is behind it.`));
  });
  afterEach(() => asks.dispose());

  /** Whatever had been asked before would have arrived before what is asked here. */
  async function assertNothingAsked(): Promise<void> {
    const editor = await openText(STORY);
    cursorAfter(editor, STORY);
    await type(" And");
    await takeUntil(editor.document, `${STORY} And the garden is behind it.`);
    for (const prompt of prompts(scene.server)) assert.ok(`${STORY} And`.startsWith(prompt), prompt);
  }

  for (const { name, text, at, typed } of CORNERS) {
    it(`stays out of ${name}`, async () => {
      const editor = await openText(text);
      cursorAfter(editor, at);
      await type(typed);
      await asks.here(editor);
      await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
      assert.equal(editor.document.getText(), text.replace(at, at + typed));
      await assertNothingAsked();
    });
  }

  it("comes in a code fence when the writer wants it there", async () => {
    await setSetting("ghostText.inside.codeFence", true);
    const code = `${STORY}\n\n\`\`\`js\nlet road = 1;`;
    scene.server.respondWith(knows(`${code} // so the garden is behind it.`));
    const editor = await openText(`${code}\n\`\`\`\n`);
    cursorAfter(editor, code);
    await type(" // so");
    await takeUntil(editor.document, `${code} // so the garden is behind it.\n\`\`\`\n`);
  });

  it("stays away while something is selected, asked by key or not", async () => {
    const editor = await openText(STORY);
    editor.selection = new vscode.Selection(0, 4, 0, STORY.length);
    await vscode.commands.executeCommand("inkling.askForGhostText");
    await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
    assert.equal(editor.document.getText(), STORY);
    await assertNothingAsked();
  });

  it("stays away from several cursors, asked by key or not", async () => {
    const editor = await openText(`${STORY}\n\n${STORY}`);
    const ends = [0, 2].map((line) => new vscode.Position(line, STORY.length));
    editor.selections = ends.map((end) => new vscode.Selection(end, end));
    await type(" But");
    await asks.here(editor);
    await vscode.commands.executeCommand("inkling.askForGhostText");
    await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
    assert.equal(editor.document.getText(), `${STORY} But\n\n${STORY} But`);
    await assertNothingAsked();
  });

  it("stays away from a read-only file system", async () => {
    // Of the schemes in which ghost text is offered, the one that nobody else has here.
    const files = vscode.workspace.registerFileSystemProvider("vscode-vfs", new OneFile(STORY), {
      isReadonly: true,
    });
    try {
      const uri = vscode.Uri.parse("vscode-vfs://stone/tablet.md");
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      cursorAfter(editor, STORY);
      await vscode.commands.executeCommand("inkling.askForGhostText");
      await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
      assert.equal(editor.document.getText(), STORY);
      await assertNothingAsked();
    } finally {
      files.dispose();
    }
  });
});

/** A file system in which every file says the same. */
class OneFile implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(private readonly text: string) {}

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: Buffer.byteLength(this.text) };
  }

  readFile(): Uint8Array {
    return Buffer.from(this.text);
  }

  readDirectory(): never {
    throw vscode.FileSystemError.Unavailable();
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  writeFile(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
}
