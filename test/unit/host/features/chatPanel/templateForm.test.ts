import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { openPanel } from "../../support/chatPanel";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

const TEMPLATE = `---
name: Letter
description: A letter to somebody
target: panel
variables:
  - { name: to, type: text, label: To whom? }
  - { name: lines, type: number, label: How many lines?, min: 1, max: 9, default: 3 }
  - name: tone
    type: choice
    label: Tone
    default: warm
    choices:
      - { value: warm, label: Warm, text: warm and kind }
      - { value: cool, label: Cool, text: cool }
---

# user

A {{tone}} letter of {{lines}} lines to {{to}}{{#selection}} about: {{selection}}{{/selection}}
`;

/** A panel of a writer who has these templates of their own. */
async function ready(files: Readonly<Record<string, string>> = { "letter.prompt.md": TEMPLATE }) {
  const templateFolder = mkdtempSync(join(tmpdir(), "inkling-form-"));
  onTestFinished(() => rmSync(templateFolder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(templateFolder, name), text);
  const panel = openPanel({ templateFolder });
  await panel.controller.handle({ kind: "ready" });
  let ticket = 0;
  return {
    ...panel,
    template: (id: string) => panel.shown().templates.find((one) => one.id === id),
    preview: async (id: string, values: Record<string, string> = {}, text = "") => {
      await panel.controller.handle({ kind: "preview", ticket: ++ticket, id, text, values });
      const answer = panel.told("preview").find((message) => message.ticket === ticket);
      if (!answer) throw new Error("There was no preview");
      return answer.preview;
    },
  };
}

describe("a template's form", () => {
  it("has a field for each variable, and says where the template is from", async () => {
    const { template } = await ready();
    expect(template("letter")).toMatchObject({
      name: "Letter",
      source: "Your own",
      canEdit: true,
      isFavourite: false,
    });
    expect(template("letter")?.variables).toEqual([
      { name: "to", label: "To whom?", type: "text", value: "", isOptional: false },
      {
        name: "lines",
        label: "How many lines?",
        type: "number",
        value: "3",
        min: 1,
        max: 9,
        isOptional: false,
      },
      {
        ...{
          name: "tone",
          label: "Tone",
          type: "choice",
          value: "warm",
          isOptional: false,
          allowOther: false,
        },
        choices: [
          { value: "warm", label: "Warm" },
          { value: "cool", label: "Cool" },
        ],
      },
    ]);
    expect(template("translate")).toMatchObject({ canEdit: false });
    expect(template("translate")).not.toHaveProperty("source");
    expect(template("translate")?.variables[0]?.choices?.map(({ value }) => value)).toContain("French");
  });

  it("says what a template of the writer's takes the place of", async () => {
    const { template } = await ready({ "poem.prompt.md": TEMPLATE });
    expect(template("poem")?.source).toBe("Your own, in place of Inkling");
  });

  it("names files that cannot be used, with the reason and their address", async () => {
    const { shown, templateFolder } = await ready({ "broken.prompt.md": "---\nname: [\n---\nHi" });
    expect(shown().templateProblems).toMatchObject([
      { fileName: "broken.prompt.md", message: expect.stringContaining("YAML") as string },
    ]);
    expect(shown().templateProblems[0]?.id).toContain(templateFolder);
  });
});

describe("a preview", () => {
  it("is the prompt that is sent then, with its tokens by where they come from", async () => {
    openEditor("Before «the sea» after", "file:///letter.md");
    const { preview, engine, runTemplate } = await ready();
    const values = { to: "Anna", lines: "2", tone: "cool" };
    const shown = await preview("letter", values);
    expect(shown).toMatchObject({ source: "Selection in letter.md", faults: [] });
    expect(shown.shares.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["The template's own words", "To whom?", "Your text"]),
    );
    expect(shown.shares.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(shown.tokens);
    engine.answers.push(says("Dear Anna"));
    await runTemplate("letter", "", values);
    const { prompt } = engine.requests[0] ?? {};
    const sent = prompt?.kind === "chat" ? { system: prompt.system, user: prompt.messages[0]?.content } : {};
    expect(shown.parts).toEqual([
      { role: "system", text: sent.system },
      { role: "user", text: sent.user },
    ]);
    expect(sent.user).toBe("A cool letter of 2 lines to Anna about: the sea");
  });

  it("counts the messages before it", async () => {
    const { preview, engine, send } = await ready();
    const before = await preview("letter", { to: "Anna" });
    engine.answers.push(says("Hello, how can I help you today?"));
    await send("Good morning to you");
    const after = await preview("letter", { to: "Anna" });
    expect(after.tokens).toBeGreaterThan(before.tokens);
    expect(after.shares.map(({ label }) => label)).toContain("Earlier messages");
  });

  it.each([
    ["to", { to: " " }, "Write something here"],
    ["lines", { to: "Anna", lines: "12" }, "The most is 9"],
    ["lines", { to: "Anna", lines: "many" }, "not a number"],
    ["tone", { to: "Anna", tone: "loud" }, "none of the choices"],
  ])("says what is wrong with %s", async (variable, values, words) => {
    const { preview } = await ready();
    const { faults, parts } = await preview("letter", values);
    expect(faults).toMatchObject([{ variable, message: expect.stringContaining(words) as string }]);
    expect(parts).not.toEqual([]);
  });

  it("says that there is nothing to work on, about the form as a whole", async () => {
    openEditor("║");
    const { preview, shown } = await ready();
    const { faults, parts } = await preview("fixGrammar");
    expect(faults).toMatchObject([{ message: expect.stringContaining("no text here") as string }]);
    expect(faults[0]).not.toHaveProperty("variable");
    expect(parts).toEqual([]);
    expect(shown().notice).toBeUndefined();
  });

  it("is about what was typed, where something was", async () => {
    openEditor("«The editor's»");
    const { preview } = await ready();
    const { source, parts } = await preview("fixGrammar", {}, "He go.");
    expect(source).toBe("What you typed");
    expect(parts.at(-1)?.text).toContain("He go.");
  });

  it("asks no model, and does not remember the answers", async () => {
    const { preview, engine, template } = await ready();
    await preview("letter", { to: "Anna", lines: "7", tone: "cool" });
    expect(engine.requests).toEqual([]);
    expect(template("letter")?.variables.map(({ value }) => value)).toEqual(["", "3", "warm"]);
  });

  it("shows no more of a long text than is of use", async () => {
    const { preview } = await ready();
    const { parts, tokens } = await preview("fixGrammar", {}, "word ".repeat(20_000));
    expect(parts.at(-1)?.text.length).toBeLessThan(20_010);
    expect(tokens).toBeGreaterThan(20_000);
  });
});

describe("running from the form", () => {
  it("remembers choices and numbers for the next time, but nothing that was typed", async () => {
    const { engine, runTemplate, template, state } = await ready();
    engine.answers.push(says("Dear Anna"));
    await runTemplate("letter", "", { to: "Anna, whom I love", lines: "7", tone: "cool" });
    expect(template("letter")?.variables.map(({ value }) => value)).toEqual(["", "7", "cool"]);
    const kept = JSON.stringify(state.keys().map((key) => state.get<unknown>(key)));
    expect(kept).not.toContain("Anna");
  });

  it("puts the template first among those used last", async () => {
    const { engine, runTemplate, shown } = await ready();
    engine.answers.push(says("1"), says("2"), says("3"));
    await runTemplate("letter", "", { to: "Anna" });
    await runTemplate("fixGrammar", "He go.");
    await runTemplate("letter", "", { to: "Anna" });
    expect(shown().recent).toEqual(["letter", "fixGrammar"]);
  });
});

describe("a star", () => {
  it("is kept, also by the next panel, until it is taken off", async () => {
    const { controller, template, state } = await ready();
    await controller.handle({ kind: "favourite", id: "letter", isFavourite: true });
    expect(template("letter")?.isFavourite).toBe(true);
    expect(state.get("favouriteTemplates")).toEqual(["letter"]);
    await controller.handle({ kind: "favourite", id: "letter", isFavourite: false });
    expect(template("letter")?.isFavourite).toBe(false);
  });
});

describe("what is done with templates", () => {
  it.each([
    [{ kind: "newTemplate" }, ["inkling.newTemplate"]],
    [{ kind: "importTemplates" }, ["inkling.importTemplates"]],
    [{ kind: "editTemplate", id: "poem" }, ["inkling.editTemplate", "poem"]],
    [{ kind: "duplicateTemplate", id: "poem" }, ["inkling.duplicateTemplate", "poem"]],
    [{ kind: "exportTemplate", id: "poem" }, ["inkling.exportTemplate", "poem"]],
    [{ kind: "showTemplateProblem", id: "file:///a" }, ["inkling.showTemplateProblem", "file:///a"]],
    [{ kind: "history" }, ["inkling.chatHistory"]],
  ] as const)("is done by its command: %j", async (message, command) => {
    const { controller } = await ready();
    host.ownCommands.push(command[0]);
    await controller.handle(message);
    expect(host.executed.at(-1)).toEqual(command);
  });
});

describe("a template file that changes on disk", () => {
  it("is shown at once", async () => {
    const { controller, template, templateFolder, templates } = await ready();
    writeFileSync(
      join(templateFolder, "letter.prompt.md"),
      TEMPLATE.replace("name: Letter", "name: Long Letter"),
    );
    templates.reread();
    await controller.reloadTemplates();
    expect(template("letter")?.name).toBe("Long Letter");
  });
});
