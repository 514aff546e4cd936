import * as vscode from "vscode";
import { EditorError } from "./editorError";

/** What Inkling uses of a repository as VS Code's own Git extension offers it to others. */
export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
  /** What is staged (`true`), as a diff. */
  diff(cached: boolean): Promise<string>;
  log(options: { readonly maxEntries: number }): Promise<readonly { readonly message: string }[]>;
}

/** Version 1 of its API. */
interface GitApi {
  readonly repositories: readonly GitRepository[];
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface RepositoryItem extends vscode.QuickPickItem {
  readonly repository: GitRepository;
}

/**
 * The repository that `uri` is in, else the active document's, else the only one, else the one that the writer
 * chooses; undefined when they leave. Throws EditorError "noRepository".
 */
export async function chooseRepository(uri?: vscode.Uri): Promise<GitRepository | undefined> {
  const api = await gitApi();
  const here = uri ?? vscode.window.activeTextEditor?.document.uri;
  const own = here && api?.getRepository(here);
  if (own) return own;
  const repositories = api?.repositories ?? [];
  if (repositories.length === 0) throw new EditorError("noRepository");
  if (repositories.length === 1) return repositories[0];
  const items = repositories.map((repository): RepositoryItem => {
    const { path, fsPath } = repository.rootUri;
    return { repository, label: path.split("/").at(-1) ?? path, description: fsPath };
  });
  const title = vscode.l10n.t("Which repository?");
  return (await vscode.window.showQuickPick(items, { title }))?.repository;
}

/** Undefined where the Git extension is not there or switched off. */
async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (!extension) return undefined;
  const git = extension.isActive ? extension.exports : await extension.activate();
  return git.enabled ? git.getAPI(1) : undefined;
}
