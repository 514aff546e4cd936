import type { Dirent, Stats } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, matchesGlob } from "node:path";
import type * as vscode from "vscode";
import manifest from "../../package.json";
import { documents, FakeDocument } from "./documents";
import { strict } from "./strict";
import {
  CancellationTokenSource,
  ConfigurationTarget,
  Disposable,
  EventEmitter,
  FilePermission,
  FileSystemError,
  FileType,
  type RelativePattern,
  Uri,
  type WorkspaceEdit,
} from "./values";

const fresh = () => ({
  isTrusted: true,
  /** settings.json of the user and of the workspace, by whole keys. */
  user: {} as Record<string, unknown>,
  folder: {} as Record<string, unknown>,
  /** The roots of the workspace. */
  roots: [] as Uri[],
  /** What files are read as that have no byte order mark. */
  encoding: "utf-8",
  /** Schemes of file systems that cannot be written. */
  readOnlySchemes: [] as string[],
  /** Whether this machine has one, and the files that were put into it. */
  hasTrash: true,
  trash: [] as string[],
  configurationChanged: new EventEmitter<vscode.ConfigurationChangeEvent>(),
  trustGranted: new EventEmitter<undefined>(),
  rootsChanged: new EventEmitter<undefined>(),
  /** What watches the disk. */
  watchers: [] as Watcher[],
});

interface Watcher {
  readonly place: RelativePattern;
  readonly created: EventEmitter<Uri>;
  readonly changed: EventEmitter<Uri>;
  readonly deleted: EventEmitter<Uri>;
}

export const settings = fresh();

export function resetWorkspace(): void {
  Object.assign(settings, fresh());
}

/** Writes settings as a person does in settings.json: VS Code tells the extension of it. */
export function changeSettings(layer: "user" | "folder", values: Record<string, unknown>): void {
  Object.assign(settings[layer], values);
  const changed = Object.keys(values);
  settings.configurationChanged.fire({
    affectsConfiguration: (section) =>
      changed.some((key) => key === section || key.startsWith(`${section}.`)),
  });
}

export function grantTrust(): void {
  settings.isTrusted = true;
  settings.trustGranted.fire(undefined);
}

export function openFolders(...roots: { readonly path: string }[]): void {
  settings.roots = roots.map(({ path }) => Uri.file(path));
  settings.rootsChanged.fire(undefined);
}

/** Tells whoever watches it that something happened to a file or a folder, as VS Code does when it sees it on disk. */
export function tellOfFile(path: string, what: "created" | "changed" | "deleted" = "changed"): void {
  for (const { place, ...events } of settings.watchers) {
    const base = `${place.baseUri.path}/`;
    if (path.startsWith(base) && matchesGlob(path.slice(base.length), place.pattern)) {
      events[what].fire(Uri.file(path));
    }
  }
}

function createFileSystemWatcher(place: RelativePattern) {
  const watcher: Watcher = {
    place,
    created: new EventEmitter(),
    changed: new EventEmitter(),
    deleted: new EventEmitter(),
  };
  settings.watchers.push(watcher);
  return strict("FileSystemWatcher", {
    onDidCreate: watcher.created.event,
    onDidChange: watcher.changed.event,
    onDidDelete: watcher.deleted.event,
    dispose: () => void settings.watchers.splice(settings.watchers.indexOf(watcher), 1),
  });
}

const properties: Record<string, { default: unknown }> = {
  ...manifest.contributes.configuration.properties,
  // Of VS Code's own, those that Inkling looks at.
  "editor.inlineSuggest.enabled": { default: true },
  "editor.inlineSuggest.minShowDelay": { default: 0 },
  "editor.inlayHints.enabled": { default: "on" },
};
const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;

/** The workspace's value. `get` hides a restricted one in an untrusted folder, as VS Code does. */
function folderValue(key: string): unknown {
  return !settings.isTrusted && restricted.includes(key) ? undefined : settings.folder[key];
}

function getConfiguration(section: string) {
  const whole = (key: string) => {
    const name = `${section}.${key}`;
    if (!(name in properties)) throw new Error(`package.json has no setting ${name}`);
    return name;
  };
  return strict("WorkspaceConfiguration", {
    get: (key: string) =>
      folderValue(whole(key)) ?? settings.user[whole(key)] ?? properties[whole(key)]?.default,
    // Not hidden here, so that a test sees whether the code itself looks at the trust.
    inspect: (key: string) => ({
      key: whole(key),
      defaultValue: properties[whole(key)]?.default,
      globalValue: settings.user[whole(key)],
      workspaceValue: settings.folder[whole(key)],
    }),
    update: async (key: string, value: unknown, target: number) => {
      changeSettings(target === ConfigurationTarget.Workspace ? "folder" : "user", { [whole(key)]: value });
      return Promise.resolve();
    },
  });
}

/** The real disk, for what ships with the extension. */
const fs = strict("vscode.workspace.fs", {
  readDirectory: async (uri: Uri) =>
    (await readdir(uri.fsPath, { withFileTypes: true }).catch(asVscode)).map((entry) => [
      entry.name,
      typeOf(entry),
    ]),
  readFile: (uri: Uri) => readFile(uri.fsPath).catch(asVscode),
  writeFile: (uri: Uri, content: Uint8Array) => writeFile(uri.fsPath, content),
  createDirectory: (uri: Uri) => mkdir(uri.fsPath, { recursive: true }),
  rename: (from: Uri, to: Uri) => rename(from.fsPath, to.fsPath),
  delete: async (uri: Uri, { useTrash = false }: { useTrash?: boolean } = {}) => {
    if (useTrash && !settings.hasTrash) throw new Error("There is no trash");
    if (useTrash) settings.trash.push(uri.fsPath);
    await rm(uri.fsPath);
  },
  stat: async (uri: Uri) => {
    const found = await stat(uri.fsPath).catch(asVscode);
    const { mode, mtimeMs, size } = found;
    return {
      type: typeOf(found),
      mtime: mtimeMs,
      size,
      ...((mode & 0o200) === 0 && { permissions: FilePermission.Readonly }),
    };
  },
  isWritableFileSystem: (scheme: string) => (settings.readOnlySchemes.includes(scheme) ? false : undefined),
});

function typeOf(entry: Dirent | Stats): number {
  if (entry.isSymbolicLink()) return FileType.File | FileType.SymbolicLink;
  return entry.isDirectory() ? FileType.Directory : FileType.File;
}

function asVscode(error: NodeJS.ErrnoException): never {
  throw new FileSystemError(error.message, error.code === "ENOENT" ? "FileNotFound" : "Unknown");
}

const folderAt = (uri: Uri) => ({ uri, name: uri.path.split("/").at(-1) ?? "" });

/** A file of the real disk, where there is one. */
async function readDocument(uri: Uri): Promise<FakeDocument | undefined> {
  if (uri.scheme !== "file") return undefined;
  return readFile(uri.fsPath, "utf8").then(
    (text) => new FakeDocument(uri, text),
    () => undefined,
  );
}

/** All files in a folder, by their paths in it; links are followed, as VS Code does it. */
async function filesIn(base: Uri, folder = ""): Promise<{ base: Uri; path: string }[]> {
  const names = await readdir(join(base.fsPath, folder));
  const found = names.map(async (name) => {
    const path = join(folder, name);
    return (await stat(join(base.fsPath, path))).isDirectory() ? filesIn(base, path) : [{ base, path }];
  });
  return (await Promise.all(found)).flat();
}

/** For VS Code's patterns a dot at the beginning of a name is a letter like others. */
function matches(path: string, pattern: string): boolean {
  return matchesGlob(path, pattern) || matchesGlob(path.replace(/(^|\/)\./g, "$1_"), pattern);
}

/** The mark that a file begins with says how it is read. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : settings.encoding;
}

export const workspace = strict("vscode.workspace", {
  fs,
  getConfiguration,
  get isTrusted() {
    return settings.isTrusted;
  },
  get workspaceFolders() {
    return settings.roots.length === 0 ? undefined : settings.roots.map(folderAt);
  },
  getWorkspaceFolder(uri: Uri) {
    const uris = settings.roots.filter((root) => `${uri.toString()}/`.startsWith(`${root.toString()}/`));
    const [innermost] = uris.toSorted((one, other) => other.path.length - one.path.length);
    return innermost && folderAt(innermost);
  },
  asRelativePath({ path }: Uri) {
    const root = settings.roots.find((one) => path.startsWith(`${one.path}/`));
    return root ? path.slice(root.path.length + 1) : path;
  },
  async findFiles(include: string | RelativePattern, exclude?: string | null, most = Infinity) {
    const [bases, pattern] =
      typeof include === "string" ? [settings.roots, include] : [[include.baseUri], include.pattern];
    const found = await Promise.all(bases.map((base) => filesIn(base)));
    const wanted = found.flat().filter(({ path }) => matches(path, pattern));
    const kept = wanted.filter(({ path }) => !exclude || !matchesGlob(path, exclude));
    return kept.slice(0, most).map(({ base, path }) => Uri.joinPath(base, path));
  },
  decode: (bytes: Uint8Array) => Promise.resolve(new TextDecoder(encodingOf(bytes)).decode(bytes)),
  onDidChangeWorkspaceFolders: (listener: () => void) => settings.rootsChanged.event(listener),
  createFileSystemWatcher,
  get textDocuments() {
    return documents.open;
  },
  registerTextDocumentContentProvider(scheme: string, provider: vscode.TextDocumentContentProvider) {
    documents.contentProviders.set(scheme, provider);
    return new Disposable(() => void documents.contentProviders.delete(scheme));
  },
  get notebookDocuments() {
    return documents.notebooks;
  },
  onDidChangeConfiguration: (listener: (event: vscode.ConfigurationChangeEvent) => void) =>
    settings.configurationChanged.event(listener),
  onDidGrantWorkspaceTrust: (listener: () => void) => settings.trustGranted.event(listener),
  onDidChangeTextDocument: (listener: (event: never) => void) =>
    documents.changed.event(listener as (event: unknown) => void),
  onDidOpenTextDocument: (listener: (document: FakeDocument) => void) => documents.opened.event(listener),
  onDidRenameFiles: (listener: (event: never) => void) =>
    documents.renamed.event(listener as (event: unknown) => void),
  onDidCloseTextDocument: (listener: (document: FakeDocument) => void) => documents.closed.event(listener),

  async openTextDocument(what: Uri | { content: string }) {
    if ("content" in what) {
      return Promise.resolve(
        new FakeDocument(`untitled:Untitled-${documents.shown.length + 2}`, what.content),
      );
    }
    const open = documents.open.find(({ uri }) => uri.toString() === what.toString());
    if (open) return open;
    const provider = documents.contentProviders.get(what.scheme);
    if (provider) {
      const { token } = new CancellationTokenSource();
      const text = await provider.provideTextDocumentContent(what as never, token);
      const provided = new FakeDocument(what, text ?? "");
      documents.open.push(provided);
      return provided;
    }
    const stored =
      documents.onDisk.find(({ uri }) => uri.toString() === what.toString()) ?? (await readDocument(what));
    if (!stored) throw new Error(`There is no document ${what.toString()}`);
    documents.open.push(stored);
    documents.opened.fire(stored);
    return stored;
  },

  async applyEdit({ edits }: WorkspaceEdit) {
    if (!documents.editsAreAccepted) return Promise.resolve(false);
    documents.edits++;
    for (const id of new Set(edits.map(({ uri }) => uri.toString()))) {
      const document = documents.open.find((open) => open.uri.toString() === id);
      if (!document) return false;
      const own = edits
        .filter(({ uri }) => uri.toString() === id)
        .map(({ range, text }) => ({
          start: document.offsetAt(range.start),
          end: document.offsetAt(range.end),
          text,
        }));
      document.editAll(own.toSorted((one, other) => other.start - one.start));
    }
    return true;
  },
});
