import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { FakeModelServer } from "../../support/fakeOpenAiServer";
import type { Reply } from "../../support/script";
import { run, setSetting, useServer } from "./inkling";
import { until } from "./until";

/** A base model at the fake server, asked without a wait, once for each place, and with nothing but the document. */
export async function useBaseModel(server: FakeModelServer): Promise<void> {
  await useServer(server, { kind: "base" });
  await askAtOnce();
}

/** Leaves out what would be asked beside the suggestions that a test waits for. */
export async function askAtOnce(): Promise<void> {
  await setSetting("ghostText.maxDelay", 20);
  await setSetting("ghostText.speculate", "off");
  await setSetting("ghostText.otherDocuments", "off");
}

export async function type(text: string): Promise<void> {
  for (const character of text) await vscode.commands.executeCommand("type", { text: character });
}

/** What Tab does; nothing where there is no grey text. */
export async function commit(): Promise<void> {
  await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
}

/** Takes the grey text as soon as there is some. */
export async function take(document: vscode.TextDocument): Promise<void> {
  await change("grey text to take", document, commit);
}

/** Runs one of Inkling's commands until it has changed the document. */
export async function accept(command: string, editor: vscode.TextEditor): Promise<void> {
  const { document } = editor;
  await change(`grey text for ${command}`, document, () => run(command));
}

async function change(
  what: string,
  document: vscode.TextDocument,
  step: () => PromiseLike<unknown>,
): Promise<void> {
  const { version } = document;
  await until(what, async () => {
    await step();
    return document.version !== version;
  });
}

/** Takes grey text, a few words or all of it at a time, until the document reads like this. */
export async function takeUntil(document: vscode.TextDocument, expected: string): Promise<void> {
  await until("the text with what was taken", async () => {
    await commit();
    return document.getText() === expected;
  }).catch(() => assert.equal(document.getText(), expected));
}

/** The texts that a model was asked to go on with. */
export function prompts({ requests }: Pick<FakeModelServer, "requests">): string[] {
  return requests.map(({ body }) => (body as { readonly prompt: string }).prompt);
}

/** The logarithm of the probability of each of its words. */
const SURE = -0.1;
/** How much of a prompt's end says where in a text it stands, in UTF-16 units. */
const TAIL = 24;

/** A model that knows a text up to its end and goes on with it wherever it is asked; elsewhere it says nothing. */
export function knows(text: string, options: { readonly delayMs?: number } = {}): Reply {
  return ({ body }) => {
    const { prompt, input_prefix: before = prompt } = body as { prompt: string; input_prefix?: string };
    const tail = before.slice(-TAIL);
    const at = text.indexOf(tail);
    const rest = at < 0 ? "" : text.slice(at + tail.length);
    const chunks: readonly string[] = rest.match(/\s*\S+/g) ?? [];
    return { kind: "text", chunks, logprobs: chunks.map(() => SURE), ...options };
  };
}

/**
 * Sees where the editor asks for grey text, so that a test of what does not come can know that it was asked for. A
 * provider like Inkling's own, which never has any.
 */
export class EditorAsks {
  readonly #seen = new Set<string>();
  readonly #registration = vscode.languages.registerInlineCompletionItemProvider("*", {
    provideInlineCompletionItems: (document, position) => {
      this.#seen.add(key(document, position));
      return [];
    },
  });

  /** Resolves once it has asked at the cursor, for the text as it is now. */
  async here({ document, selection }: vscode.TextEditor): Promise<void> {
    await until("the editor to ask", () => this.#seen.has(key(document, selection.active)));
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

function key({ uri, version }: vscode.TextDocument, { line, character }: vscode.Position): string {
  return [uri.toString(), version, line, character].join(" ");
}
