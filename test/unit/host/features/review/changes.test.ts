import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands, Position, Range, type InlayHint } from "vscode";
import { documents, openEditor, select } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { changeSettings } from "../../../../fakes/workspace";
import { ui } from "../../../../fakes/window";
import { lensNames, review, suggested, threadText } from "../../support/review";

beforeEach(resetVscode);

const run = (command: string, ...args: unknown[]) =>
  commands.executeCommand(`inkling.suggestion.${command}`, ...args);

const TEXT = "The old house stood near the sea, and nobody lived in it.";
const BETTER = "The small house stood by the sea, and no one lived in it.";

/** What the inlay hints show, with the offsets where they stand. */
function hints(): [number, string][] {
  const document = documents.active?.document;
  if (!document) return [];
  const whole = new Range(new Position(0, 0), new Position(1e6, 0));
  return host.hintProviders.flatMap((provider) =>
    (provider.provideInlayHints(document as never, whole, undefined as never) as InlayHint[]).map(
      ({ position, label }): [number, string] => [
        document.offsetAt(position as never),
        typeof label === "string" ? label : label.map(({ value }) => value.trim()).join(""),
      ],
    ),
  );
}

/** What stands in the text with the cursor in it. */
function textWithCursor(): string {
  const editor = documents.active;
  if (!editor) return "";
  const text = editor.document.getText();
  const at = editor.document.offsetAt(editor.selection.active);
  return `${text.slice(0, at)}║${text.slice(at)}`;
}

describe("changes one by one", () => {
  it("are stepped through in the order of the text, round and round", async () => {
    openEditor(`«${TEXT}»`);
    await suggested(review().controller, BETTER);
    expect(threadText()).toBe(
      "The [-old-]{+small+} house stood [-near-]{+by+} the sea, and [-nobody-]{+no one+} lived in it.",
    );
    select(documents.active!.document, `║${TEXT}`);
    const seen: string[] = [];
    for (const step of ["nextChange", "nextChange", "nextChange", "nextChange", "previousChange"]) {
      await run(step);
      seen.push(/║(\w+)/.exec(textWithCursor())?.[1] ?? "");
    }
    expect(seen).toEqual(["old", "near", "nobody", "old", "nobody"]);
  });

  it("are accepted and rejected where the cursor stands, each in one step, and the last one ends it", async () => {
    const { document } = openEditor(`«${TEXT}»`);
    const { controller } = review();
    await suggested(controller, BETTER);
    select(document, TEXT.replace("near", "║near"));
    await run("acceptChange");
    expect(document.getText()).toBe(TEXT.replace("near", "by"));
    expect(documents.edits).toBe(1);
    await vi.waitFor(() =>
      expect(threadText()).toBe(
        "The [-old-]{+small+} house stood by the sea, and [-nobody-]{+no one+} lived in it.",
      ),
    );
    select(document, TEXT.replace("near", "by").replace("old", "║old"));
    await run("rejectChange");
    expect(document.getText()).toBe(TEXT.replace("near", "by"));
    await run("acceptChange");
    expect(document.getText()).toBe(TEXT.replace("near", "by").replace("nobody", "no one"));
    expect(host.threads.at(-1)?.isDisposed).toBe(true);
    expect(lensNames()).toEqual([]);
  });

  it("are open again after Undo", async () => {
    const { document } = openEditor(`Before. «${TEXT}» After.`);
    await suggested(review().controller, BETTER);
    select(document, `Before. ${TEXT.replace("old", "║old")} After.`);
    await run("acceptChange");
    const at = document.getText().indexOf("small");
    document.edit(at, at + 5, "old");
    expect(ui.messages).toEqual([]);
    await vi.waitFor(() => expect(threadText()).toContain("[-old-]{+small+}"));
    await run("accept");
    expect(document.getText()).toBe(`Before. ${BETTER} After.`);
  });

  it("leave the rest to Accept and Reject", async () => {
    const { document } = openEditor(`«${TEXT}»`);
    await suggested(review().controller, BETTER);
    select(document, TEXT.replace("old", "║old"));
    await run("rejectChange");
    await run("accept");
    expect(document.getText()).toBe(BETTER.replace("small", "old"));
  });

  it("are not mistaken by a button that was drawn before the list changed", async () => {
    const { document } = openEditor(`«${TEXT}»`, undefined, "markdown");
    const { controller } = review({ view: "inline" });
    await suggested(controller, BETTER);
    const button = () => {
      const [provider] = host.hintProviders;
      const whole = new Range(new Position(0, 0), new Position(1e6, 0));
      const found = provider?.provideInlayHints(document as never, whole, undefined as never) as InlayHint[];
      const [part] = found.at(-1)?.label as { command: { arguments: unknown[] } }[];
      return part?.command.arguments ?? [];
    };
    const stale = button();
    select(document, TEXT.replace("old", "║old"));
    await run("acceptChange");
    await run("acceptChange", ...stale);
    expect(document.getText()).toBe(TEXT.replace("old", "small"));
    await run("acceptChange", ...button());
    expect(document.getText()).toBe(TEXT.replace("old", "small").replace("nobody", "no one"));
  });
});

describe("small changes", () => {
  it("are shown in the line: struck out, and behind that what comes", async () => {
    const editor = openEditor(`A line.\n\n«${TEXT}»`);
    await suggested(review({ view: "auto" }).controller, BETTER);
    expect(host.threads.every(({ isDisposed }) => isDisposed)).toBe(true);
    const at = (word: string) => editor.document.getText().indexOf(word) + word.length;
    expect(hints()).toEqual([
      [at("old"), "small"],
      [at("near"), "by"],
      [at("nobody"), "no one"],
    ]);
    const struck = [...editor.decorated].filter(
      ([type]) =>
        (type as { options: { textDecoration?: string } }).options.textDecoration === "line-through",
    );
    expect(struck[0]?.[1]).toHaveLength(3);
    expect(lensNames()).toEqual(["accept", "reject", "nextChange", "switchView"]);
    await run("accept");
    expect(editor.document.getText()).toBe(`A line.\n\n${BETTER}`);
    expect(hints()).toEqual([]);
    expect(editor.decorations).toEqual([]);
  });

  it("are shown below where the editor shows no inlay hints", async () => {
    changeSettings("user", { "editor.inlayHints.enabled": "off" });
    openEditor(`«${TEXT}»`);
    await suggested(review({ view: "auto" }).controller, BETTER);
    expect(threadText()).toContain("[-old-]{+small+}");
    expect(hints()).toEqual([]);
  });

  it("can be shown in another way", async () => {
    openEditor(`«${TEXT}»`);
    await suggested(review({ view: "auto" }).controller, BETTER);
    ui.picks.push("Below the Text");
    await run("switchView");
    expect(threadText()).toContain("[-old-]{+small+}");
    expect(hints()).toEqual([]);
  });
});

describe("a text of several lines", () => {
  it("stands below the original also where changes in the line are asked for", async () => {
    openEditor("«One. Two.»");
    await suggested(review({ view: "inline" }).controller, "One.\n\nTwo.");
    expect(hints()).toEqual([]);
    expect(host.threads.at(-1)?.isDisposed).toBe(false);
  });
});

describe("an answer that is the text itself", () => {
  it("is nothing to review, and says so", async () => {
    const { document } = openEditor(`«${TEXT}»`);
    ui.answers.push(undefined);
    await suggested(review().controller, TEXT);
    expect(ui.messages.at(-1)?.message).toBe("Rewrite: nothing to change here, says gpt.");
    expect(lensNames()).toEqual([]);
    expect(document.version).toBe(1);
  });
});

describe("Copy as CriticMarkup", () => {
  it("hands the changes on as marks in the text", async () => {
    openEditor(`«${TEXT}»`);
    await suggested(review().controller, BETTER);
    await run("copyCriticMarkup");
    expect(host.clipboard).toBe(
      "The {~~old~>small~~} house stood {~~near~>by~~} the sea, and {~~nobody~>no one~~} lived in it.",
    );
  });
});

describe("suggestions of one command with several cursors", () => {
  it("are accepted in one step", async () => {
    const { document } = openEditor("«one»\n\ntwo\n\nthree");
    const { controller } = review();
    await suggested(controller, "eins", "replace", { group: "g" });
    select(document, "one\n\ntwo\n\n«three»");
    await suggested(controller, "drei, und mehr", "replace", { group: "g" });
    await run("accept");
    expect(document.getText()).toBe("eins\n\ntwo\n\ndrei, und mehr");
    expect(documents.edits).toBe(1);
    expect(lensNames()).toEqual([]);
  });
});
