import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openChatView } from "../../support/chatView";
import { says } from "../../support/scriptedEngine";

let disk: string;

beforeEach(() => {
  resetVscode();
  disk = mkdtempSync(join(tmpdir(), "inkling-any-"));
  mkdirSync(join(disk, "user"));
});

afterEach(() => rmSync(disk, { recursive: true, force: true }));

function write(id: string, name: string, user: string, fields = ""): void {
  const front = `---\nname: ${name}\ndescription: d\ntarget: panel\n${fields}---\n`;
  writeFileSync(join(disk, "user", `${id}.prompt.md`), `${front}\n${user}\n`);
}

const open = () => openChatView({ templateFolder: join(disk, "user") });
const template = { command: "template" };

describe("/template", () => {
  it.each(["Ode to Joy: the sea", "ode to joy the sea", "Ode to Joy\nthe sea", "joy：the sea"])(
    "runs the template that is named by its name or its id: %j",
    async (prompt) => {
      write("ode", "Ode", "Short: {{selection}}");
      write("joy", "Ode to Joy", "Long: {{selection}}");
      const { turn, sent } = open();
      await turn(says("O sea!"), prompt, template);
      expect(sent()).toEqual(["user: Long: the sea"]);
      expect(ui.picked).toEqual([]);
    },
  );

  it("works on the selection where nothing else is said, and runs Inkling's own too", async () => {
    openEditor("«He go.»");
    const { turn, sent } = open();
    await turn(says("He goes."), "Fix Grammar", template);
    expect(sent()).toEqual(["user: Fix the grammar:\n\nHe go."]);
  });

  it("asks for the template where none is named: a name is no part of a word", async () => {
    write("ode", "Ode", "Short: {{selection}}");
    const { turn, sent } = open();
    ui.picks.push("$(sparkle) Ode");
    await turn(says("O!"), "Odessa by night", template);
    expect(sent()).toEqual(["user: Short: Odessa by night"]);
    expect(ui.picked[0]?.find(({ label }) => label.endsWith(" Ode"))?.detail).toBe("Your own");
  });

  it("asks no model where the writer leaves", async () => {
    const { turn, engine } = open();
    ui.picks.push(undefined);
    const { response } = await turn(undefined, "what?", template);
    expect(response.text).toBe("Cancelled.");
    expect(engine.requests).toEqual([]);
  });

  it("needs no editor for one that needs no text, and gives it what else it names", async () => {
    write("joke", "Joke", "A joke about {{clipboard}}, with {{glossary}}");
    writeFileSync(join(disk, "glossary.md"), "- colour");
    host.clipboard = "the sea";
    const { turn, sent } = open();
    await turn(says("Ha!"), "Joke", template);
    expect(sent()).toEqual(["user: A joke about the sea, with - colour"]);
  });

  it("says that there is nothing to work on where the clipboard that it names is empty", async () => {
    write("joke", "Joke", "A joke about {{clipboard}}");
    host.clipboard = " ";
    const { turn } = open();
    const { result } = await turn(undefined, "Joke", template);
    expect(result.errorDetails?.message).toContain("There is no text here");
  });
});
