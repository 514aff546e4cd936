import { beforeEach, describe, expect, it } from "vitest";
import { commands } from "vscode";
import { AcceptCommands } from "../../../../../src/features/ghostText/acceptCommands";
import { Candidates } from "../../../../../src/features/ghostText/candidates";
import { documents, openEditor, type FakeEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { Selection } from "../../../../fakes/values";
import { ui } from "../../../../fakes/window";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

const OWN = ["acceptNextWord", "acceptNextLine", "showNext", "showPrevious"].map(
  (name) => `editor.action.inlineSuggest.${name}`,
);

interface Offering {
  readonly texts: readonly string[];
  readonly isComposing?: boolean;
}

/** What the engine says: the rest of each text that agrees with what stands in the document since. */
function start(editor: FakeEditor, { texts, isComposing = false }: Offering) {
  host.ownCommands.push(...OWN);
  const { document } = editor;
  const begin = document.offsetAt(editor.selection.active);
  const documentId = document.uri.toString();
  const engine = {
    offered: (id: string, offset: number) => {
      const typed = document.getText().slice(begin, offset).replaceAll("\r\n", "\n");
      return id !== documentId
        ? []
        : texts
            .filter((text) => text.startsWith(typed) && text !== typed)
            .map((text) => text.slice(typed.length));
    },
    isComposing: (id: string) => isComposing && id === documentId,
  };
  const { commands: registry } = testHost();
  const candidates = new Candidates(registry);
  candidates.offered(documentId, begin, texts);
  new AcceptCommands(registry, {
    engine,
    candidates,
  });
  return { text: () => document.getText() };
}

const accept = (part: string) => commands.executeCommand(`inkling.acceptNext${part}`);

/** Which of VS Code's own commands ran. */
const own = () => host.executed.map(([id]) => id).filter((id) => OWN.includes(String(id)));

describe("accepting a part of ghost text", () => {
  it.each([
    ["Word", " by"],
    ["Clause", " by the sea,"],
    ["Sentence", " by the sea, alone."],
    ["Paragraph", " by the sea, alone. It is old."],
  ])("takes the next %s and leaves the cursor behind it", async (part, taken) => {
    const editor = openEditor("A house║");
    const { text } = start(editor, { texts: [" by the sea, alone. It is old.\n\nMore."] });
    await accept(part);
    expect(text().trimEnd()).toBe(`A house${taken}`);
    expect(editor.document.offsetAt(editor.selection.active)).toBe(text().length);
  });

  it("goes on where the last part ended", async () => {
    const { text } = start(openEditor("A house║"), { texts: [" by the sea."] });
    await accept("Word");
    await accept("Word");
    expect(text()).toBe("A house by the");
  });

  it("knows words where no space is between them", async () => {
    const { text } = start(openEditor("夜晚║"), { texts: ["在海边散步。"] });
    await accept("Word");
    expect(text()).toBe("夜晚在");
  });

  it("inserts the line ending of the document, and the rest still agrees", async () => {
    const editor = openEditor("One\r\n\r\nTwo║");
    const { text } = start(editor, { texts: ["\nlines of verse\nand a third"] });
    await accept("Word");
    expect(text()).toBe("One\r\n\r\nTwo\r\nlines");
    await accept("Paragraph");
    expect(text()).toBe("One\r\n\r\nTwo\r\nlines of verse\r\nand a third");
  });

  it("is one step for undo", async () => {
    const editor = openEditor("A house║");
    start(editor, { texts: [" by the sea."] });
    await accept("Sentence");
    expect(editor.editOptions).toEqual([{ undoStopBefore: true, undoStopAfter: true }]);
  });

  it("takes the candidate that is shown, also after its first part", async () => {
    const { text } = start(openEditor("A house║"), { texts: [" by a lake.", " by the sea.", " in town."] });
    await commands.executeCommand("inkling.showNextCandidate");
    await accept("Word");
    await accept("Word");
    expect(text()).toBe("A house by the");
  });
});

describe("what another provider shows", () => {
  it.each([
    ["Word", "editor.action.inlineSuggest.acceptNextWord"],
    ["Clause", "editor.action.inlineSuggest.acceptNextLine"],
    ["Sentence", "editor.action.inlineSuggest.acceptNextLine"],
    ["Paragraph", "editor.action.inlineSuggest.acceptNextLine"],
  ])("is accepted by VS Code's own command: next %s", async (part, command) => {
    const { text } = start(openEditor("A house║"), { texts: [] });
    await accept(part);
    expect(own()).toEqual([command]);
    expect(text()).toBe("A house");
  });

  it("is left to VS Code where there are several cursors", async () => {
    const editor = openEditor("A house║");
    const { text } = start(editor, { texts: [" by the sea."] });
    editor.more = [new Selection(editor.document.positionAt(0), editor.document.positionAt(0))];
    await accept("Word");
    expect(own()).toEqual(["editor.action.inlineSuggest.acceptNextWord"]);
    expect(text()).toBe("A house");
  });
});

describe("nothing is accepted", () => {
  it("while an input method puts a character together", async () => {
    const { text } = start(openEditor("夜晚ni║"), { texts: ["在海边"], isComposing: true });
    await accept("Word");
    expect(text()).toBe("夜晚ni");
    expect(own()).toEqual([]);
  });

  it("where the edit is refused", async () => {
    const { text } = start(openEditor("A house║"), { texts: [" by the sea."] });
    documents.editsAreAccepted = false;
    await accept("Word");
    expect(text()).toBe("A house");
  });

  it("without an editor", async () => {
    start(openEditor("A house║"), { texts: [" by the sea."] });
    documents.active = undefined;
    await accept("Word");
    expect(own()).toEqual([]);
    expect(ui.messages).toEqual([]);
  });
});
