import { beforeEach, describe, expect, it } from "vitest";
import { Uri, type ExtensionContext } from "vscode";
import manifest from "../../../package.json";
import { activate } from "../../../src/extension";
import { chats } from "../../fakes/chat";
import { documents } from "../../fakes/documents";
import { FakeMemento, FakeSecrets, host, resetVscode } from "../../fakes/vscode";
import { ui } from "../../fakes/window";
import { settings } from "../../fakes/workspace";
import { extensionUri } from "./support/testHost";

beforeEach(resetVscode);

function start() {
  const subscriptions: { dispose(): unknown }[] = [];
  const context = {
    subscriptions,
    extensionUri,
    extensionPath: extensionUri.path,
    globalStorageUri: Uri.file("/global/storage"),
    globalState: new FakeMemento(),
    workspaceState: new FakeMemento(),
    secrets: new FakeSecrets(),
    languageModelAccessInformation: { canSendRequest: () => undefined },
  };
  const exports = activate(context as unknown as ExtensionContext);
  const stop = () => {
    for (const subscription of subscriptions) subscription.dispose();
  };
  return { ...exports, stop };
}

describe("activate", () => {
  it("registers exactly the commands that package.json contributes", () => {
    start();
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    expect([...host.commands.keys()].sort()).toEqual(contributed.sort());
  });

  it("registers exactly the views that package.json contributes", () => {
    start();
    const contributed = Object.values(manifest.contributes.views).flat();
    expect([...ui.views.keys()]).toEqual(contributed.map(({ id }) => id));
  });

  it("starts no process and shows nothing", () => {
    const { engine } = start();
    expect(engine.processIds).toEqual([]);
    expect(ui.messages).toEqual([]);
    expect(ui.log).toEqual([]);
  });

  it("leaves nothing behind when the extension is switched off", () => {
    start().stop();
    const emitters = [
      settings.configurationChanged,
      settings.trustGranted,
      documents.changed,
      documents.opened,
      documents.closed,
      documents.tabsChanged,
      ui.activeEditorChanged,
      ui.visibleEditorsChanged,
    ];
    expect(emitters.map(({ listeners }) => listeners)).toEqual(emitters.map(() => 0));
    expect(host.commands.size + ui.views.size + chats.participants.size).toBe(0);
    expect([host.inlineProviders, host.lensProviders]).toEqual([[], []]);
    expect(ui.statusItems.every(({ isDisposed }) => isDisposed)).toBe(true);
  });
});
