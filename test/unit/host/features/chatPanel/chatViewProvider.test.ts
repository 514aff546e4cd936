import { rm } from "node:fs/promises";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { commands, type WebviewView } from "vscode";
import { ChatViewProvider } from "../../../../../src/features/chatPanel/chatViewProvider";
import type { ToPanel } from "../../../../../src/protocol/chatPanel";
import { documents, openEditor } from "../../../../fakes/documents";
import { EventEmitter, type Uri } from "../../../../fakes/values";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { says } from "../../support/scriptedEngine";
import { testHost } from "../../support/testHost";

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
  return { webview, onDidDispose: disposed.event, received, disposed, posted };
}

function start() {
  const testing = testHost();
  const provider = new ChatViewProvider(testing.commands, testing);
  const view = fakeView();
  provider.resolveWebviewView(view as unknown as WebviewView);
  return { ...testing, provider, view };
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
    const { view } = start();
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(view.posted).toHaveLength(1));
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(view.posted).toHaveLength(2));
    expect(view.posted[1]).toMatchObject({ kind: "state" });
  });

  it.each([
    [null],
    ["ready"],
    [{}],
    [{ kind: "eval", code: "1" }],
    [{ kind: "send" }],
    [{ kind: "send", text: 1 }],
  ])("does nothing with a message that is none: %j", async (raw) => {
    const { view, engine } = start();
    view.received.fire(raw);
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(view.posted).toHaveLength(1));
    expect(engine.requests).toEqual([]);
    expect(view.posted[0]).toMatchObject({ state: { messages: [] } });
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

  it("is brought to the front by the command", async () => {
    start();
    host.ownCommands.push("inkling.chat.focus");
    await commands.executeCommand("inkling.openPanel");
    expect(host.executed.at(-1)).toEqual(["inkling.chat.focus"]);
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
    expect(view.posted.at(-1)).toMatchObject({ state: { messages: [{ content: "Hi" }, {}] } });
    await chats.settled();
  });

  it("is told of other templates when the writer goes to code, and of nothing when there are no others", async () => {
    const { view } = start();
    view.received.fire({ kind: "ready" });
    await vi.waitFor(() => expect(view.posted).toHaveLength(1));
    ui.activeEditorChanged.fire(undefined);
    expect(view.posted).toHaveLength(1);
    openEditor("let a = 1║").document.languageId = "typescript";
    ui.activeEditorChanged.fire(documents.active);
    expect(view.posted).toHaveLength(2);
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
