import { parseEnv } from "node:util";
import * as vscode from "vscode";
import type { Variables } from "./apiKeys";

const STATE_KEY = "allowedEnvFiles";

/**
 * The `.env` file in the root of the workspace: read only where the writer trusts the folder and has allowed
 * that very file.
 */
export class EnvFile {
  constructor(private readonly state: vscode.Memento) {}

  /** The variables of an allowed file; none otherwise. Never throws. */
  async variables(): Promise<Variables> {
    const uri = envFile();
    return uri && this.#isAllowed(uri) ? read(uri) : {};
  }

  /** Asks to use `variable` out of the file, where it is there and nobody has asked yet. True after a yes. */
  async offer(variable: string): Promise<boolean> {
    const uri = envFile();
    if (!uri || uri.toString() in this.#answers() || !(await read(uri))[variable]) return false;
    const use = vscode.l10n.t("Use It");
    const never = vscode.l10n.t("Never for This Folder");
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t("This folder's .env file holds {0}. Should Inkling use it?", variable),
      {
        modal: true,
        detail: vscode.l10n.t("It is read from the file each time, and sent to its own maker's host alone."),
      },
      use,
      never,
    );
    if (answer === undefined) return false;
    await this.state.update(STATE_KEY, { ...this.#answers(), [uri.toString()]: answer === use });
    return answer === use;
  }

  #isAllowed(uri: vscode.Uri): boolean {
    return this.#answers()[uri.toString()] === true;
  }

  #answers(): Readonly<Record<string, boolean>> {
    return this.state.get<Record<string, boolean>>(STATE_KEY, {});
  }
}

/** Undefined without a folder, and in one that is not trusted. */
function envFile(): vscode.Uri | undefined {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && vscode.workspace.isTrusted ? vscode.Uri.joinPath(folder.uri, ".env") : undefined;
}

async function read(uri: vscode.Uri): Promise<Variables> {
  try {
    return parseEnv(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    return {}; // there is none
  }
}
