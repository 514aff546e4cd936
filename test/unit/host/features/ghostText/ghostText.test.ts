import { beforeEach, describe, expect, it } from "vitest";
import { InlineCompletionTriggerKind, type InlineCompletionItem, type TextDocument } from "vscode";
import { ModelError } from "../../../../../src/core/models/modelError";
import { GhostText } from "../../../../../src/features/ghostText/ghostText";
import { openEditor, type FakeEditor } from "../../../../fakes/documents";
import { CancellationTokenSource } from "../../../../fakes/values";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { failsWith, says } from "../../support/scriptedEngine";
import { testHost } from "../../support/testHost";

beforeEach(() => {
  resetVscode();
  settings.user["inkling.ghostText.maxDelay"] = 0;
});

const TEXT = "The house stands at the end of the road";

function start() {
  const testing = testHost();
  const { commands: registry } = testing;
  const ghostText = new GhostText(registry, testing);
  const [status] = ui.statusItems;
  if (!status) throw new Error("There is no status bar item");
  return { ...testing, ghostText, status };
}

interface Asking {
  readonly byKey?: boolean;
  readonly source?: CancellationTokenSource;
}

/** What VS Code gets at the cursor of `editor`. */
async function complete(
  editor: FakeEditor,
  { byKey = false, source = new CancellationTokenSource() }: Asking = {},
) {
  const { Invoke, Automatic } = InlineCompletionTriggerKind;
  const triggerKind = byKey ? Invoke : Automatic;
  const items = await host.inlineProviders[0]?.provider.provideInlineCompletionItems(
    editor.document as unknown as TextDocument,
    editor.selection.active as never,
    { triggerKind, selectedCompletionInfo: undefined },
    source.token,
  );
  return (items as InlineCompletionItem[]).map(({ insertText }) => insertText);
}

describe("ghost text", () => {
  it("goes on with the text before the cursor", async () => {
    const { engine } = start();
    engine.answers.push(says(" by the sea.", " And more."));
    expect(await complete(openEditor(`${TEXT}║`))).toEqual([" by the sea."]);
    expect(engine.requests[0]?.prompt).toEqual({ kind: "text", text: TEXT });
  });

  it("has the line endings of its document", async () => {
    const { engine } = start();
    engine.answers.push(says("\n\nIt is white"));
    expect(await complete(openEditor(`One\r\n\r\n${TEXT}.║\r\n`))).toEqual(["\r\n\r\nIt is white"]);
  });

  it("is empty when it is turned off, and the model is not asked; by key it still comes", async () => {
    settings.user["inkling.ghostText.enabled"] = false;
    const { engine } = start();
    const editor = openEditor(`${TEXT}║`);
    expect(await complete(editor)).toEqual([]);
    engine.answers.push(says(" by the sea."));
    expect(await complete(editor, { byKey: true })).toEqual([" by the sea."]);
    expect(engine.requests).toHaveLength(1);
  });

  it("does not come over a selection", async () => {
    const { engine } = start();
    expect(await complete(openEditor(`«${TEXT}»`))).toEqual([]);
    expect(engine.requests).toEqual([]);
  });

  it("does not ask twice for the same place", async () => {
    const { engine } = start();
    engine.answers.push(says(" by the sea."));
    const editor = openEditor(`${TEXT}║`);
    await complete(editor);
    expect(await complete(editor)).toEqual([" by the sea."]);
  });

  it("asks again at the same place when another model is chosen", async () => {
    const { engine } = start();
    engine.answers.push(says(" by the sea."), says(" in the hills."));
    const editor = openEditor(`${TEXT}║`);
    await complete(editor);
    changeSettings("user", { "inkling.model.ghostText": "demo" });
    expect(await complete(editor)).toEqual([" in the hills."]);
  });

  it("asks nobody once the writer has typed on", async () => {
    const { engine, status } = start();
    const source = new CancellationTokenSource();
    const asked = complete(openEditor(`${TEXT}║`), { source });
    source.cancel();
    expect(await asked).toEqual([]);
    expect(engine.requests).toEqual([]);
    expect(source.listeners).toBe(0);
    expect(status.text).toBe("$(sparkle)");
  });
});

describe("where ghost text is offered", () => {
  const languages = () => {
    const [registered] = host.inlineProviders;
    return [...new Set((registered?.selector as { language: string }[]).map(({ language }) => language))];
  };
  const schemes = () => {
    const [registered] = host.inlineProviders;
    return new Set((registered?.selector as { scheme: string }[]).map(({ scheme }) => scheme));
  };

  it("is in the languages that the settings name, and changes with them", () => {
    start();
    expect(languages()).toContain("markdown");
    changeSettings("user", { "inkling.ghostText.languages": ["latex"] });
    expect(host.inlineProviders).toHaveLength(1);
    expect(languages()).toEqual(["latex"]);
  });

  it("is nowhere when the settings name none", () => {
    start();
    changeSettings("user", { "inkling.ghostText.languages": [] });
    expect(host.inlineProviders.flatMap(({ selector }) => selector)).toEqual([]);
  });

  it("is in files and new documents, not in chat boxes, output or the review of a commit", () => {
    start();
    expect(schemes()).toContain("file");
    expect(schemes()).toContain("untitled");
    for (const scheme of ["output", "vscode-chat-input", "git", "comment"])
      expect(schemes()).not.toContain(scheme);
  });

  it("is nowhere after dispose", () => {
    const { ghostText, status, configuration } = start();
    ghostText.dispose();
    configuration.dispose();
    expect(host.inlineProviders).toEqual([]);
    expect(status.isDisposed).toBe(true);
  });
});

describe("the status bar", () => {
  it("calls the demo model by what it is", () => {
    settings.user["inkling.model.ghostText"] = "demo";
    expect(start().status.text).toBe("$(sparkle)");
  });

  it("says why nothing comes, without a pop-up, and forgets it when something does", async () => {
    const { engine, status } = start();
    engine.answers.push(failsWith(new ModelError("unreachable", { subject: "llm.example.com" })));
    expect(await complete(openEditor(`${TEXT}║`))).toEqual([]);
    expect(status.text).toBe("$(warning)");
    expect(status.tooltip).toContain("llm.example.com cannot be reached");
    expect(status.accessibilityInformation.label).toContain("llm.example.com cannot be reached");
    expect(status.backgroundColor).toBeDefined();
    expect(ui.messages).toEqual([]);
    expect(ui.log.map(({ message }) => message)).toEqual(["unreachable: llm.example.com"]);
    engine.answers.push(says(" by the sea."));
    await complete(openEditor(`${TEXT}║`), { byKey: true });
    expect(status.text).toBe("$(sparkle)");
    expect(status.backgroundColor).toBeUndefined();
  });

  it("forgets the problem when the settings change", async () => {
    const { engine, status } = start();
    engine.answers.push(failsWith(new ModelError("unreachable", { subject: "x" })));
    await complete(openEditor(`${TEXT}║`));
    changeSettings("user", { "inkling.requestTimeout": 10 });
    expect(status.text).toBe("$(sparkle)");
  });

  it("says that a model is not allowed, and a dialog comes only by key", async () => {
    settings.folder["inkling.models"] = [{ name: "theirs", provider: "embedded", path: "/theirs.gguf" }];
    settings.folder["inkling.model.ghostText"] = "theirs";
    const { status, engine } = start();
    const editor = openEditor(`${TEXT}║`);
    expect(await complete(editor)).toEqual([]);
    expect(status.tooltip).toContain('"theirs"');
    expect(ui.messages).toEqual([]);
    ui.answers.push("Allow");
    engine.answers.push(says(" by the sea."));
    expect(await complete(editor, { byKey: true })).toEqual([" by the sea."]);
  });
});

describe("a big document", () => {
  it("is read around the cursor alone", async () => {
    const { engine } = start();
    engine.answers.push(says(" by the sea."));
    const editor = openEditor(`FAR AWAY. ${"word ".repeat(3000)}${TEXT}║`);
    await complete(editor);
    const { prompt } = engine.requests[0] ?? {};
    expect(prompt?.kind === "text" && prompt.text.endsWith(TEXT)).toBe(true);
    expect(JSON.stringify(prompt)).not.toContain("FAR AWAY");
  });
});
