/** Choosing and adding models as a writer does it: one list or input box after the other. */
import { expect, vi } from "vitest";
import { commands } from "vscode";
import { lazyFacts } from "../../../../src/core/models/facts/lazyFacts";
import { discoverLocalModels, type LocalAddresses } from "../../../../src/core/models/servers/localServers";
import { KeyCommands } from "../../../../src/features/models/keyCommands";
import { ModelCommands } from "../../../../src/features/models/modelCommands";
import { ui, type FakeInputBox, type FakeQuickPick } from "../../../fakes/window";
import { testHost } from "./testHost";

/** Nobody is there: fetch itself refuses the discard port (https://fetch.spec.whatwg.org/#port-blocking). */
export const NOBODY = "http://127.0.0.1:9";

/** A model of the user's of whom nobody has to be asked. */
export const TEAM = {
  name: "team",
  provider: "openai-compatible",
  model: "Qwen/Qwen2.5-7B-Instruct",
  baseUrl: "https://llm.example.com/v1",
  kind: "instruct",
  contextTokens: 8192,
} as const;

/** The commands over the platform, with servers that this machine has where a test started them. */
export function startModelCommands(addresses: Partial<LocalAddresses> = {}) {
  const testing = testHost();
  const { servers, logger } = testing;
  const everywhere = { ollama: NOBODY, lmStudio: NOBODY, llamaCpp: [NOBODY], ...addresses };
  const known = lazyFacts({
    key: (model) => servers.key(model),
    mayContact: () => true,
    hub: () => ({ url: NOBODY, key: () => Promise.resolve(undefined) }),
    engine: { facts: () => Promise.reject(new Error("There are no weights")) },
    demoPath: "/no/demo.gguf",
    logger,
    timeoutMs: 20_000, // a busy machine
  });
  const facts = vi.fn(known);
  const discover = vi.spyOn(servers, "discover").mockImplementation(async (signal) => {
    const found = await discoverLocalModels(signal, { addresses: everywhere, timeoutMs: 20_000 });
    return found.map(({ settings }) => settings);
  });
  new ModelCommands(testing.commands, { ...testing, facts });
  new KeyCommands(testing.commands, testing);
  return { ...testing, facts, discover };
}

/** Runs a command without waiting for its end. */
export function run(id: string, ...args: unknown[]): Promise<unknown> {
  return Promise.resolve(commands.executeCommand(`inkling.${id}`, ...args));
}

/** The list on screen, once all that it looks for is in it. */
export async function shownList(): Promise<FakeQuickPick> {
  const list = await shown(() => ui.quickPicks.find(({ isShown }) => isShown));
  await vi.waitFor(() => expect(list.busy).toBe(false));
  return list;
}

/** The input box on screen. */
export function shownBox(): Promise<FakeInputBox> {
  return shown(() => ui.inputSteps.find(({ isShown }) => isShown));
}

function shown<T>(find: () => T | undefined): Promise<T> {
  return vi.waitFor(
    () => {
      const input = find();
      if (!input) throw new Error("Nothing is shown");
      return input;
    },
    { interval: 5 },
  );
}

/** Takes an item of the list on screen. */
export async function take(label: string): Promise<void> {
  const list = await shownList();
  list.take(label);
  await left(list);
}

/** Types what is in no list, and takes it. */
export async function typeAndTake(text: string): Promise<void> {
  const list = await shownList();
  list.type(text);
  list.take(text);
  await left(list);
}

/** Answers the input box on screen. */
export async function enter(text: string): Promise<void> {
  const box = await shownBox();
  box.enter(text);
  await left(box);
}

/** Goes a step back. */
export async function back(): Promise<void> {
  const input = await anyShown();
  input.back();
  await left(input);
}

/** Leaves whatever is on screen with Escape. */
export async function escape(): Promise<void> {
  const input = await anyShown();
  input.hide();
}

function anyShown(): Promise<FakeQuickPick | FakeInputBox> {
  return shown(() => [...ui.quickPicks, ...ui.inputSteps].find(({ isShown }) => isShown));
}

/** Waits until what was answered is gone, so that the next step is not taken for it. */
async function left(input: FakeQuickPick | FakeInputBox): Promise<void> {
  await vi.waitFor(() => expect(input.isShown).toBe(false), { interval: 5 });
}

export const labels = (list: FakeQuickPick) => list.items.map(({ label }) => label);
