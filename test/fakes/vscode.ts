/**
 * What the module "vscode" is in the project "host": the part of the API that Inkling uses, over plain data.
 * It answers what a test has set up and throws at everything else. Tests import `vscode` itself for the types.
 */
import { matchesGlob } from "node:path";
import type * as vscode from "vscode";
import { resetAuthentication } from "./authentication";
import { resetChat } from "./chat";
import { resetDocuments } from "./documents";
import { resetLanguageModels } from "./languageModels";
import { strict } from "./strict";
import { Disposable, EventEmitter, type Range } from "./values";
import { resetWindow } from "./window";
import { resetWorkspace } from "./workspace";

export * from "./values";
export { authentication } from "./authentication";
export { chat, ChatResponseCommandButtonPart, ChatResponseMarkdownPart } from "./chat";
export {
  LanguageModelChatMessage,
  LanguageModelChatMessageRole,
  LanguageModelDataPart,
  LanguageModelError,
  LanguageModelTextPart,
  LanguageModelToolCallPart,
  lm,
} from "./languageModels";
export { window } from "./window";
export { workspace } from "./workspace";

export interface FakeThread {
  readonly uri: vscode.Uri;
  range: Range;
  comments: readonly vscode.Comment[];
  contextValue: string;
  label: string;
  isDisposed: boolean;
}

const fresh = () => ({
  language: "en",
  clipboard: "nothing copied yet",
  /** Addresses that were opened in a browser. */
  opened: [] as string[],
  /** Registered commands by id. */
  commands: new Map<string, (...args: unknown[]) => unknown>(),
  /** VS Code's own commands: they are noted and do nothing. */
  ownCommands: ["setContext"],
  executed: [] as unknown[][],
  threads: [] as FakeThread[],
  inlineProviders: [] as {
    selector: vscode.DocumentSelector;
    provider: vscode.InlineCompletionItemProvider;
  }[],
  lensProviders: [] as vscode.CodeLensProvider[],
  /** Other extensions by id. */
  extensions: new Map<string, { isActive: boolean; exports: unknown }>(),
  codeActionProviders: [] as {
    selector: vscode.DocumentSelector;
    provider: vscode.CodeActionProvider;
    metadata: vscode.CodeActionProviderMetadata;
  }[],
  hintProviders: [] as vscode.InlayHintsProvider[],
  completionProviders: [] as vscode.CompletionItemProvider[],
  hoverProviders: [] as vscode.HoverProvider[],
  /** What is wrong with documents, by their addresses. */
  diagnostics: new Map<string, readonly vscode.Diagnostic[]>(),
  /** The kinds of document that there are. */
  languageIds: ["plaintext", "markdown", "latex"],
  /** Where VS Code shows itself, by its own number, and on which machine it runs. */
  uiKind: 1,
  remoteName: undefined as string | undefined,
});

export const host = fresh();

/** Before each test: nothing is open, set, registered or answered. */
export function resetVscode(): void {
  Object.assign(host, fresh());
  resetAuthentication();
  resetChat();
  resetDocuments();
  resetLanguageModels();
  resetWindow();
  resetWorkspace();
}

export const l10n = strict("vscode.l10n", {
  t: (message: string, ...args: (string | number)[]) =>
    message.replace(/\{(\d+)\}/g, (placeholder, index) => String(args[Number(index)] ?? placeholder)),
});

export const env = strict("vscode.env", {
  get language() {
    return host.language;
  },
  get uiKind() {
    return host.uiKind;
  },
  get remoteName() {
    return host.remoteName;
  },
  clipboard: {
    readText: () => Promise.resolve(host.clipboard),
    writeText: async (text: string) => {
      host.clipboard = text;
      return Promise.resolve();
    },
  },
  openExternal: async (uri: vscode.Uri) => {
    host.opened.push(uri.toString());
    return Promise.resolve(true);
  },
});

export const commands = strict("vscode.commands", {
  registerCommand(id: string, run: (...args: unknown[]) => unknown) {
    if (host.commands.has(id)) throw new Error(`command '${id}' already exists`);
    host.commands.set(id, run);
    return new Disposable(() => void host.commands.delete(id));
  },

  async executeCommand(id: string, ...args: unknown[]): Promise<unknown> {
    host.executed.push([id, ...args]);
    const run = host.commands.get(id);
    if (!run && !host.ownCommands.includes(id)) throw new Error(`command '${id}' not found`);
    return await run?.(...args);
  },
});

function remember<T>(list: T[], item: T): Disposable {
  list.push(item);
  return new Disposable(() => {
    if (list.includes(item)) list.splice(list.indexOf(item), 1);
  });
}

function matches(
  { language = "*", scheme = "*", pattern }: vscode.DocumentFilter,
  languageId: string,
  uri: vscode.Uri,
): boolean {
  if (!["*", languageId].includes(language) || !["*", uri.scheme].includes(scheme)) return false;
  if (pattern === undefined) return true;
  if (typeof pattern === "string") return matchesGlob(uri.path, pattern);
  return matchesGlob(uri.path, `${pattern.baseUri.path}/${pattern.pattern}`);
}

export const languages = strict("vscode.languages", {
  registerInlineCompletionItemProvider: (
    selector: vscode.DocumentSelector,
    provider: vscode.InlineCompletionItemProvider,
  ) => remember(host.inlineProviders, { selector, provider }),
  match: (selector: readonly vscode.DocumentFilter[], { languageId, uri }: vscode.TextDocument) =>
    selector.some((filter) => matches(filter, languageId, uri)) ? 10 : 0,
  registerCodeLensProvider: (_selector: string, provider: vscode.CodeLensProvider) =>
    remember(host.lensProviders, provider),
  registerCodeActionsProvider: (
    selector: vscode.DocumentSelector,
    provider: vscode.CodeActionProvider,
    metadata: vscode.CodeActionProviderMetadata,
  ) => remember(host.codeActionProviders, { selector, provider, metadata }),
  registerCompletionItemProvider: (
    _selector: vscode.DocumentSelector,
    provider: vscode.CompletionItemProvider,
  ) => remember(host.completionProviders, provider),
  registerHoverProvider: (_selector: vscode.DocumentSelector, provider: vscode.HoverProvider) =>
    remember(host.hoverProviders, provider),
  createDiagnosticCollection: () => ({
    set: (uri: vscode.Uri, found: readonly vscode.Diagnostic[]) =>
      void host.diagnostics.set(uri.toString(), found),
    delete: (uri: vscode.Uri) => void host.diagnostics.delete(uri.toString()),
    dispose: () => host.diagnostics.clear(),
  }),
  getLanguages: () => Promise.resolve(host.languageIds),
  registerInlayHintsProvider: (_selector: string, provider: vscode.InlayHintsProvider) =>
    remember(host.hintProviders, provider),
});

export const extensions = strict("vscode.extensions", {
  getExtension(id: string) {
    const extension = host.extensions.get(id);
    if (!extension) return undefined;
    const activate = () => Promise.resolve(Object.assign(extension, { isActive: true }).exports);
    return { ...extension, activate };
  },
});

export const comments = strict("vscode.comments", {
  createCommentController: () => ({
    createCommentThread(uri: vscode.Uri, range: Range, comments: vscode.Comment[]) {
      const thread = { uri, range, comments, contextValue: "", label: "", isDisposed: false };
      host.threads.push(thread);
      return Object.assign(thread, { dispose: () => (thread.isDisposed = true) });
    },
    dispose: () => {},
  }),
});

/** `ExtensionContext.globalState`. */
export class FakeMemento {
  readonly #values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  get<T>(key: string, fallback?: T): T {
    return (this.#values.has(key) ? this.#values.get(key) : fallback) as T;
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
    return Promise.resolve();
  }

  setKeysForSync(): void {
    throw new Error("Nothing of Inkling's is synchronised");
  }
}

/** `ExtensionContext.secrets`. */
export class FakeSecrets {
  readonly stored = new Map<string, string>();
  readonly onDidChange = new EventEmitter<vscode.SecretStorageChangeEvent>().event;

  async keys(): Promise<string[]> {
    return Promise.resolve([...this.stored.keys()]);
  }

  async get(name: string): Promise<string | undefined> {
    return Promise.resolve(this.stored.get(name));
  }

  async store(name: string, value: string): Promise<void> {
    this.stored.set(name, value);
    return Promise.resolve();
  }

  async delete(name: string): Promise<void> {
    this.stored.delete(name);
    return Promise.resolve();
  }
}
