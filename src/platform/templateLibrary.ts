import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../core/common/disposable";
import type { Logger } from "../core/common/logger";
import {
  mergeTemplates,
  TEMPLATE_SOURCES,
  type LibraryTemplate,
  type TemplateProblem,
} from "../core/prompts/libraryTemplate";
import type { PromptTemplate } from "../core/prompts/promptTemplate";
import { TEMPLATE_SUFFIX, type ReadFolder } from "../core/prompts/templateCatalogue";
import { EditorError } from "./editorError";
import { FolderWatch } from "./folderWatch";
import { TemplateRoot } from "./templateRoot";

/** Where a workspace's folders have their templates. */
const WORKSPACE_PLACES = [
  { source: "vscode", parent: ".github", name: "prompts" },
  { source: "workspace", parent: ".inkling", name: "templates" },
] as const;

/** Milliseconds: an editor that saves all, or git, changes many files one after the other. */
const SETTLE_MS = 100;

const NOTHING: ReadFolder = { templates: [], problems: [] };

export interface TemplateLibraryParts {
  readonly extensionUri: vscode.Uri;
  /** The user's own templates; made when the library is first read. */
  readonly userFolder: vscode.Uri;
  readonly logger: Logger;
}

/** Everything that was found. */
export interface LibraryContents {
  /** Sorted by id, in the writer's language. */
  readonly templates: readonly LibraryTemplate[];
  readonly problems: readonly TemplateProblem[];
}

/**
 * All templates: Inkling's own, the user's, and in trusted workspaces those in `.github/prompts` and
 * `.inkling/templates` of its folders. Read and watched from when they are first wanted on.
 */
export class TemplateLibrary implements Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #store = new DisposableStore();
  readonly #builtIn: TemplateRoot;
  readonly #user: TemplateRoot;
  #workspace: readonly TemplateRoot[] = [];
  #workspaceWatchers = this.#store.add(new DisposableStore());
  #opened: Promise<void> | undefined;
  readonly #folderWatches = new Set<FolderWatch>();
  #settling: NodeJS.Timeout | undefined;

  /** Told when templates may have come, gone or changed, a little after the last of several changes. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly parts: TemplateLibraryParts) {
    const { extensionUri, userFolder, logger } = parts;
    const builtIn = vscode.Uri.joinPath(extensionUri, "media", "templates");
    this.#builtIn = new TemplateRoot("extension", builtIn, logger);
    this.#user = new TemplateRoot("user", userFolder, logger);
  }

  get userFolder(): vscode.Uri {
    return this.parts.userFolder;
  }

  /** Of each id the one that is used. Throws where Inkling's own cannot be read. */
  async all(): Promise<readonly PromptTemplate[]> {
    return (await this.contents()).templates.map(({ template }) => template);
  }

  /** One of them; where it is not yet known, no other is parsed. Throws EditorError "templateMissing". */
  async get(id: string): Promise<PromptTemplate> {
    return (await this.find(id)).template;
  }

  /** The same with where it is from. */
  async find(id: string): Promise<LibraryTemplate> {
    const { templates } = await this.#read((root) => root.one(id));
    const found = templates.find(({ template }) => template.id === id);
    if (!found) throw new EditorError("templateMissing");
    return found;
  }

  /** All with where they are from, and the files that are none. Throws where Inkling's own cannot be read. */
  contents(): Promise<LibraryContents> {
    return this.#read((root) => root.all());
  }

  /** Reads everything but Inkling's own anew when it is next wanted: for whoever has just written a file. */
  reread(): void {
    const forget = () => [this.#user, ...this.#workspace].forEach((root) => root.forget());
    forget();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      // A folder may have come, or taken another's place; of what came in it since nobody has told.
      for (const watch of this.#folderWatches) watch.renew();
      forget();
      this.#changed.fire();
    }, SETTLE_MS);
  }

  dispose(): void {
    clearTimeout(this.#settling);
    this.#store.dispose();
    this.#changed.dispose();
  }

  async #read(read: (root: TemplateRoot) => Promise<ReadFolder>): Promise<LibraryContents> {
    await (this.#opened ??= this.#open());
    const roots = [this.#builtIn, this.#user, ...this.#workspace];
    const found = await Promise.all(
      roots.map(async (root) => ({ root, ...(await this.#readOr(root, read)) })),
    );
    const bySource = Object.fromEntries(
      TEMPLATE_SOURCES.map((source) => [
        source,
        found.flatMap(({ root, templates }) => (root.source === source ? templates : [])),
      ]),
    );
    return { templates: mergeTemplates(bySource), problems: found.flatMap(({ problems }) => problems) };
  }

  /** A folder of the user's or the workspace's that is not there, or cannot be read, leaves the others usable. */
  async #readOr(root: TemplateRoot, read: (root: TemplateRoot) => Promise<ReadFolder>): Promise<ReadFolder> {
    try {
      return await read(root);
    } catch (error) {
      if (root.source === "extension") throw error;
      if (!isMissing(error)) this.parts.logger.warn(`${root.uri.path}: ${String(error)}`);
      return NOTHING;
    }
  }

  async #open(): Promise<void> {
    const { workspace } = vscode;
    const { userFolder, logger } = this.parts;
    // VS Code sees at once what comes in a folder that there is; one that is to come it looks for every few seconds.
    try {
      await workspace.fs.createDirectory(userFolder);
    } catch (error) {
      logger.warn(`${userFolder.path}: ${String(error)}`);
    }
    this.#store.add(this.#watch(userFolder, userFolder, `*${TEMPLATE_SUFFIX}`));
    const reopen = () => {
      this.#openWorkspace();
      this.reread();
    };
    this.#store.add(workspace.onDidChangeWorkspaceFolders(reopen));
    this.#store.add(workspace.onDidGrantWorkspaceTrust(reopen));
    this.#openWorkspace();
  }

  #openWorkspace(): void {
    const { workspace } = vscode;
    this.#workspaceWatchers.dispose();
    this.#workspaceWatchers = this.#store.add(new DisposableStore());
    const folders = workspace.isTrusted ? (workspace.workspaceFolders ?? []) : [];
    this.#workspace = folders.flatMap(({ uri }) =>
      WORKSPACE_PLACES.map(({ source, parent, name }) => {
        // The folders themselves as well: of one that goes, nothing is said about what was in it.
        const pattern = `{${parent},${parent}/${name},${parent}/${name}/*${TEMPLATE_SUFFIX}}`;
        const folder = vscode.Uri.joinPath(uri, parent, name);
        this.#workspaceWatchers.add(this.#watch(folder, uri, pattern));
        return new TemplateRoot(source, folder, this.parts.logger, uri);
      }),
    );
  }

  /** Sees what comes, goes and changes in `folder`, and at what matches `pattern` in `base`. */
  #watch(folder: vscode.Uri, base: vscode.Uri, pattern: string): Disposable {
    const store = new DisposableStore();
    const watcher = store.add(
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(base, pattern)),
    );
    const reread = () => this.reread();
    store.add(watcher.onDidCreate(reread));
    store.add(watcher.onDidChange(reread));
    store.add(watcher.onDidDelete(reread));
    if (folder.scheme === "file") {
      const watch = store.add(new FolderWatch(folder.fsPath, reread));
      this.#folderWatches.add(watch);
      store.add({ dispose: () => void this.#folderWatches.delete(watch) });
    }
    return store;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
}
