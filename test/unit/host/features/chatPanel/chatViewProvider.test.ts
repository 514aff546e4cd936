import { writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { commands, type WebviewView } from "vscode";
import { ChatViewProvider } from "../../../../../src/features/chatPanel/chatViewProvider";
import type { ToPanel } from "../../../../../src/protocol/chatPanel/toPanel";
import { documents, openEditor } from "../../../../fakes/documents";
import { EventEmitter, type Uri } from "../../../../fakes/values";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { says } from "../../support/scriptedEngine";
import { panelHost } from "../../support/chatPanel";

beforeEach(resetVscode);

/** The panel's view as VS Code hands it over, and what the two sides tell each other. */
function fakeView() {
  const received = new EventEmitter<unknown>();
  const disposed = new EventEmitter<undefined>();
  const posted: ToPanel[] = [];
  const webview = {
    cspSource: "https://own.example",
    asWebviewUri: (uri: Uri) => uri,
    onDidReceiveMessage: received.event,
    postMessage: (message: ToPanel) => Promise.resolve(posted.push(message) > 0),
    options: {} as { enableScripts?: boolean; localResourceRoots?: Uri[] },
    html: "",
  };
  return { webview, visible: true, onDidDispose: disposed.event, received, disposed, posted };
}

function start() {
  const testing = panelHost();
  const provider = new ChatViewProvider(testing.commands, testing);
  const view = fakeView();
  provider.resolveWebviewView(view as unknown as WebviewView);
  /** How often the whole state was sent. */
  const states = () => view.posted.filter(({ kind }) => kind === "state");
  return { ...testing, provider, view, states };
}

describe("the chat's view", () => {
  it("loads its page, and from nowhere but the extension's own folders", () => {
    const { view, extensionUri } = start();
    expect(view.webview.html).toContain("chatPanel.js");
    expect(view.webview.options.enableScripts).toBe(true);
    expect(
      view.webview.options.localResourceRoots?.map(({ path }) => path.replace(extensionUri.path, "")),
    ).toEqual(["/dist/webview", "/media"]);
  });

  it("gets the whole state when its page is ready, again when the page was loaded anew", async () => {
    const { view, states } = start();
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(states()).toHaveLength(1));
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(states()).toHaveLength(2));
  });

  it.each([
    [null],
    ["ready"],
    [{}],
    [{ kind: "eval", code: "1" }],
    [{ kind: "send" }],
    [{ kind: "send", text: 1 }],
  ])("does nothing with a message that is none: %j", async (raw) => {
    const { view, engine, states } = start();
    view.received.fire(raw);
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(states()).toHaveLength(1));
    expect(engine.requests).toEqual([]);
    expect(states()[0]).toMatchObject({ state: { messages: [] } });
  });

  it("says when the disk does not take the chat", async () => {
    const { view, engine, chatFolder } = start();
    onTestFinished(() => rm(chatFolder, { force: true }));
    writeFileSync(chatFolder, "a file in the way");
    engine.answers.push(says("Hello"));
    view.received.fire({ kind: "send", text: "Hi" });
    await vi.waitFor(() =>
      expect(view.posted.at(-1)).toMatchObject({
        state: { notice: { message: expect.stringContaining("cannot be saved") as string } },
      }),
    );
  });

  it("logs the kind of a message that it does not know, and nothing else of it", async () => {
    const { view } = start();
    view.received.fire({ kind: "dance", text: "a secret" });
    view.received.fire({ kind: "a secret that is no kind" });
    view.received.fire("a secret");
    await vi.waitFor(() => expect(ui.log).toHaveLength(3));
    expect(ui.log.map(({ message }) => message)).toEqual([
      "Chat panel: a message was not understood (dance)",
      "Chat panel: a message was not understood (no kind)",
      "Chat panel: a message was not understood (no kind)",
    ]);
  });

  it("is told of templates that change on disk, while it is shown", async () => {
    const { view, states, templates, templateFolder } = start();
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(states()).toHaveLength(1));
    writeFileSync(
      join(templateFolder, "mine.prompt.md"),
      "---\nname: Mine\ndescription: x\ntarget: panel\n---\n\nHi {{selection}}\n",
    );
    templates.reread();
    await vi.waitFor(() => expect(states()).toHaveLength(2));
    expect(JSON.stringify(states()[1])).toContain('"name":"Mine"');
  });

  it("is told of another model when the settings change", () => {
    const { view } = start();
    changeSettings("user", { "inkling.model.chat": "demo" });
    expect(view.posted.at(-1)).toMatchObject({ state: { model: { isDemo: true } } });
  });

  it("is told of each request's tokens", () => {
    const { usage, view } = start();
    const [promptTokens, completionTokens] = [40, 2];
    const at = Date.now();
    const asked = { model: "scripted", modelId: "scripted.gguf", promptTokens, completionTokens };
    usage.record({ ...asked, estimated: false, at }, "ghostText");
    expect(view.posted).toEqual([{ kind: "usage", text: "42 tokens today" }]);
  });

  it("is told nothing any more once it is gone", () => {
    const { view } = start();
    view.disposed.fire(undefined);
    changeSettings("user", { "inkling.model.chat": "demo" });
    expect(view.posted).toEqual([]);
  });

  it("is told on, where the one before it is taken down only after it is there", () => {
    const { provider, view } = start();
    const next = fakeView();
    provider.resolveWebviewView(next as unknown as WebviewView);
    view.disposed.fire(undefined);
    changeSettings("user", { "inkling.model.chat": "demo" });
    expect(next.posted.map(({ kind }) => kind)).toContain("state");
  });

  it("is brought to the front by the command", async () => {
    const { view } = start();
    host.ownCommands.push("inkling.chat.focus");
    await commands.executeCommand("inkling.openPanel");
    expect(host.executed.at(-1)).toEqual(["inkling.chat.focus"]);
    expect(view.posted.at(-1)).toEqual({ kind: "focus" });
  });

  it("gives the composer the focus when its page is loaded by that", async () => {
    const { view } = start();
    view.visible = false;
    host.ownCommands.push("inkling.chat.focus");
    await commands.executeCommand("inkling.openPanel");
    expect(view.posted).toEqual([]);
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(view.posted.map(({ kind }) => kind)).toContain("focus"));
  });

  it("comes to the front with the chat that is taken from the history", async () => {
    const { view, engine, chats, chatFolder } = start();
    onTestFinished(() => rm(chatFolder, { recursive: true, force: true }));
    host.ownCommands.push("inkling.chat.focus");
    engine.answers.push(says("Hello"));
    view.received.fire({ kind: "send", text: "Hi" });
    await vi.waitFor(() => expect(view.posted.at(-1)).toMatchObject({ state: { messages: [{}, {}] } }));
    await chats.settled();
    view.received.fire({ kind: "newChat" });
    view.received.fire({ kind: "history" });
    await vi.waitFor(() => expect(ui.quickPicks[0]?.items).toHaveLength(1));
    ui.quickPicks[0]?.take("Hi");
    await vi.waitFor(() => expect(host.executed.at(-1)).toEqual(["inkling.chat.focus"]));
    expect(view.posted.at(-2)).toMatchObject({ state: { messages: [{ content: "Hi" }, {}] } });
    await vi.waitFor(() => expect(view.posted.at(-1)).toEqual({ kind: "focus" }));
    await chats.settled();
  });

  it("is told of other templates when the writer goes to code, and of nothing when there are no others", async () => {
    const { view, states } = start();
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(states()).toHaveLength(1));
    ui.activeEditorChanged.fire(undefined);
    expect(states()).toHaveLength(1);
    openEditor("let a = 1║").document.languageId = "typescript";
    ui.activeEditorChanged.fire(documents.active);
    expect(states()).toHaveLength(2);
  });

  it("is registered until dispose", () => {
    const { provider, configuration } = start();
    expect([...ui.views.keys()]).toEqual(["inkling.chat"]);
    provider.dispose();
    configuration.dispose();
    expect(ui.views.size + settings.configurationChanged.listeners + ui.activeEditorChanged.listeners).toBe(
      0,
    );
  });
});
