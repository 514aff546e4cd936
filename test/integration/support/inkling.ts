import * as vscode from "vscode";
import type { InklingExports } from "../../../src/extension";
import type { FakeModelServer } from "../../support/fakeOpenAiServer";

const SETTINGS = [
  "models",
  "model.actions",
  "model.ghostText",
  "model.chat",
  "ghostText.enabled",
  "ghostText.languages",
  "ghostText.minDelay",
  "ghostText.maxDelay",
  "ghostText.length",
  "ghostText.contextTokens",
  "ghostText.otherDocuments",
  "ghostText.speculate",
  "ghostText.inside.codeFence",
  "timeout.firstToken",
  "timeout.idle",
  "embedded.idleMinutes",
  "review.view",
];

const TEST_MODEL = "test";

/** Requests are counted, so none is made ahead of time (scripts/lib/integration.mjs begins with the same). */
const INITIAL: Readonly<Record<string, unknown>> = {
  "model.actions": TEST_MODEL,
  "model.ghostText": TEST_MODEL,
  "model.chat": TEST_MODEL,
  "ghostText.speculate": "off",
};

/** Inkling, activated. */
export async function inkling(): Promise<InklingExports> {
  const extension = vscode.extensions.getExtension<InklingExports>("inkling.inkling");
  if (!extension) throw new Error("Inkling is not installed in this editor");
  return extension.activate();
}

export async function setSetting(
  key: string,
  value: unknown,
  target = vscode.ConfigurationTarget.Global,
): Promise<void> {
  await vscode.workspace.getConfiguration("inkling").update(key, value, target);
}

/**
 * Takes back what a test has set. A change takes VS Code a moment, so two things are left as they are, which every
 * test that needs them sets anew: the user's list of models, and that a face has the model "test".
 */
export async function resetSettings(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("inkling");
  for (const key of SETTINGS) {
    const { globalValue, workspaceValue } = configuration.inspect(key) ?? {};
    if (workspaceValue !== undefined) await setSetting(key, undefined, vscode.ConfigurationTarget.Workspace);
    if (globalValue === undefined || key === "models") continue;
    if (globalValue !== INITIAL[key]) await setSetting(key, INITIAL[key]);
  }
}

/** Said of a model, nobody has to ask its server. */
export const KNOWN = { kind: "instruct", contextTokens: 100_000, vision: false } as const;

/** Makes the fake server the model of every face. */
export async function useServer(
  server: FakeModelServer,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const baseUrl = `${server.url}/v1`;
  await useModel({ provider: "openai-compatible", model: "fake", baseUrl, ...KNOWN, ...more });
}

/** Makes one configured model, named "test", the model of every face. */
export async function useModel(model: Readonly<Record<string, unknown>>): Promise<void> {
  await setSetting("models", [{ name: TEST_MODEL, ...model }]);
  const configuration = vscode.workspace.getConfiguration("inkling");
  for (const face of ["actions", "ghostText", "chat"]) {
    const key = `model.${face}`;
    if (configuration.inspect(key)?.globalValue !== TEST_MODEL) await setSetting(key, TEST_MODEL);
  }
}

/** Runs one of Inkling's commands to its end, which for an action is the end of its stream. */
export function run(command: string, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(`inkling.${command}`, ...args);
}
