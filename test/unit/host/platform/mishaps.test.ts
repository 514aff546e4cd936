import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Uri } from "vscode";
import type { TemplateVariable } from "../../../../src/core/prompts/promptTemplate";
import { AnswerMemory } from "../../../../src/platform/answerMemory";
import { Glossary } from "../../../../src/platform/glossary";
import { VariablePrompt } from "../../../../src/platform/variablePrompt";
import { FakeMemento, resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";
import { openFolders } from "../../../fakes/workspace";
import { testHost } from "../support/testHost";

let disk: string;

beforeEach(() => {
  resetVscode();
  disk = mkdtempSync(join(tmpdir(), "inkling-mishaps-"));
});

afterEach(() => rmSync(disk, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array): string {
  const whole = join(disk, path);
  mkdirSync(join(whole, ".."), { recursive: true });
  writeFileSync(whole, content);
  return whole;
}

function link(path: string, to: string): void {
  mkdirSync(join(disk, path, ".."), { recursive: true });
  symlinkSync(join(disk, to), join(disk, path));
}

const start = () => testHost({ templateFolder: join(disk, "user") }).templates;

async function namesAndFaults() {
  const { templates, problems } = await start().contents();
  const others = templates.filter(({ source }) => source !== "extension");
  return {
    names: others.map(({ template }) => template.name),
    faults: problems.map(({ fileName, error }) => `${fileName}: ${error.fault}`),
  };
}

describe("a template file that is not written in UTF-8", () => {
  it.each([
    // "文" in GBK, and the same file in the UTF-16 of Windows.
    [
      "GBK",
      Buffer.concat([Buffer.from("Rewrite "), Buffer.from([0xce, 0xc4]), Buffer.from(" ${selection}")]),
    ],
    ["UTF-16", Buffer.from("\uFEFFRewrite ${selection}", "utf16le")],
  ])("is told, and not sent with its letters lost: %s", async (_, bytes) => {
    openFolders(Uri.file(join(disk, "book")));
    write("book/.github/prompts/fix.prompt.md", bytes);
    expect(await namesAndFaults()).toEqual({ names: [], faults: ["fix.prompt.md: unreadable"] });
  });
});

describe("a link in a repository", () => {
  it("to a file outside of it makes no template of that file", async () => {
    write("home/id_rsa", "-----BEGIN PRIVATE KEY-----");
    write("home/x.prompt.md", "Fix ${selection}");
    link("book/.github/prompts/fix.prompt.md", "home/id_rsa");
    link("book/.inkling/templates", "home");
    openFolders(Uri.file(join(disk, "book")));
    expect(await namesAndFaults()).toEqual({
      names: [],
      faults: ["fix.prompt.md: unreadable", "x.prompt.md: unreadable"],
    });
  });

  it("to another of its own files is a template like others", async () => {
    write("book/prompts/fix.md", "Fix ${selection}");
    link("book/.github/prompts/fix.prompt.md", "book/prompts/fix.md");
    openFolders(Uri.file(join(disk, "book")));
    expect(await namesAndFaults()).toEqual({ names: ["fix"], faults: [] });
  });

  it("is no glossary where it leads out of it", async () => {
    write("home/credentials", "secret");
    write("user/glossary.md", "- colour");
    link("book/.inkling/glossary.md", "home/credentials");
    openFolders(Uri.file(join(disk, "book")));
    const glossary = new Glossary(Uri.file(join(disk, "user/glossary.md")));
    expect(await glossary.read(Uri.file(join(disk, "book/one.md")))).toBe("- colour");
  });
});

describe("a variable that is called as something that every object has", () => {
  const variable = (name: string, rest: Partial<TemplateVariable> = {}) =>
    ({ name, label: "What?", type: "text", ...rest }) as TemplateVariable;

  it("is asked for with its own default", async () => {
    const asked = new VariablePrompt(new FakeMemento()).ask([variable("constructor", { default: "oak" })]);
    const box = ui.inputSteps[0]!;
    expect(box.value).toBe("oak");
    box.enter("elm");
    expect(await asked).toEqual({ constructor: "elm" });
  });

  it("has no last answer before there was one", () => {
    const memory = new AnswerMemory(new FakeMemento());
    const choices = [{ value: "oak", label: "Oak", text: "oak" }];
    const choice = {
      name: "constructor",
      label: "Which?",
      type: "choice",
      choices,
      allowOther: true,
    } as const;
    expect(memory.first({ ...choice, default: "oak" })).toBe("oak");
    expect(memory.first({ name: "toString", label: "How many?", type: "number", default: "3" })).toBe("3");
  });
});

describe("the last answer to a number", () => {
  it("is not taken from a choice of the same name, nor where it is too large for this template", async () => {
    const memory = new AnswerMemory(new FakeMemento());
    const words = {
      name: "length",
      label: "How many words?",
      type: "number",
      max: 100,
      default: "50",
    } as const;
    await memory.remember({ type: "choice", name: "length" }, "short");
    expect(memory.first(words)).toBe("50");
    await memory.remember(words, "400");
    expect(memory.first(words)).toBe("50");
    await memory.remember(words, "80");
    expect(memory.first(words)).toBe("80");
  });
});
