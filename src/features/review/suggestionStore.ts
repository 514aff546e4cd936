import * as vscode from "vscode";
import type { Logger } from "../../core/common/logger";
import { parseSuggestion, stringifySuggestion, type StoredSuggestion } from "./storedSuggestion";

const SUFFIX = ".json";
/** What is being written, until it is whole. */
const DRAFT = ".tmp";
/** Days after which a suggestion is forgotten that nobody has come back to. */
const KEPT_DAYS = 60;

/**
 * Pending suggestions, one file each in Inkling's own storage, so that closing, reloading or a crash loses none.
 * Nothing waits for it, and a disk that fails is logged: the suggestion itself is still on the screen.
 */
export class SuggestionStore {
  /** What is to be written next for each id, undefined to delete it. An entry is there while its file is being written. */
  readonly #next = new Map<string, string | undefined>();
  readonly #writing = new Map<string, Promise<void>>();

  constructor(
    private readonly folder: vscode.Uri,
    private readonly logger: Logger,
  ) {}

  save(stored: StoredSuggestion): void {
    this.#put(stored.progress.id, stringifySuggestion(stored));
  }

  delete(id: string): void {
    this.#put(id, undefined);
  }

  /** All that are there, those that cannot be read left out, those that are too old deleted. */
  async load(): Promise<StoredSuggestion[]> {
    const names = await vscode.workspace.fs.readDirectory(this.folder).then(
      (entries) => entries.map(([name]) => name),
      () => [], // there is no such folder before the first suggestion
    );
    await Promise.all(names.filter((name) => name.endsWith(DRAFT)).map((name) => this.#takeDraft(name)));
    const ids = new Set(names.map((name) => name.replace(/\.\w+$/, "")));
    return (await Promise.all([...ids].map((id) => this.read(id)))).flatMap((stored) => stored ?? []);
  }

  /** One of them, as it is by now; undefined when it was deleted, cannot be read or is too old. */
  async read(id: string): Promise<StoredSuggestion | undefined> {
    const { fs } = vscode.workspace;
    const uri = vscode.Uri.joinPath(this.folder, id + SUFFIX);
    await this.#writing.get(id);
    try {
      const { mtime } = await fs.stat(uri);
      if (Date.now() - mtime > KEPT_DAYS * 86_400_000) await fs.delete(uri);
      else return parseSuggestion(new TextDecoder().decode(await fs.readFile(uri)));
    } catch {
      // Taken or left in another window.
    }
    return undefined;
  }

  /** Waits until everything is on disk. */
  async settled(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all(this.#writing.values());
  }

  /** The editor ended between the two steps of a writing: a draft that is whole is newer than what it is a draft of. */
  async #takeDraft(name: string): Promise<void> {
    const { fs } = vscode.workspace;
    const draft = vscode.Uri.joinPath(this.folder, name);
    try {
      const isWhole = parseSuggestion(new TextDecoder().decode(await fs.readFile(draft))) !== undefined;
      const file = vscode.Uri.joinPath(this.folder, name.slice(0, -DRAFT.length) + SUFFIX);
      await (isWhole ? fs.rename(draft, file, { overwrite: true }) : fs.delete(draft));
    } catch {
      // Another window is just writing it.
    }
  }

  #put(id: string, content: string | undefined): void {
    this.#next.set(id, content);
    if (this.#writing.has(id)) return;
    const writing = this.#writeAll(id).finally(() => this.#writing.delete(id));
    this.#writing.set(id, writing);
  }

  async #writeAll(id: string): Promise<void> {
    while (this.#next.has(id)) {
      const content = this.#next.get(id);
      this.#next.delete(id);
      await this.#write(id, content).catch((error: unknown) => this.#warn(error));
    }
  }

  /** By way of another file: a crash half-way leaves the one from before. */
  async #write(id: string, content: string | undefined): Promise<void> {
    const { fs } = vscode.workspace;
    const file = vscode.Uri.joinPath(this.folder, id + SUFFIX);
    if (content === undefined) {
      await fs.delete(file).then(undefined, () => undefined); // it may never have been written
      return;
    }
    const draft = vscode.Uri.joinPath(this.folder, id + DRAFT);
    await fs.createDirectory(this.folder);
    await fs.writeFile(draft, new TextEncoder().encode(content));
    await fs.rename(draft, file, { overwrite: true });
  }

  #warn(error: unknown): void {
    this.logger.warn(`Pending suggestions: ${error instanceof Error ? error.name : "unknown error"}`);
  }
}
