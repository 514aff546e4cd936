import { realpath } from "node:fs/promises";
import { sep } from "node:path";
import type { Uri } from "vscode";

/**
 * Whether a file lies in `folder` also where links on the way to it lead: what a repository links to outside of it is
 * not its own. Other file systems than the disk have no links. Throws what the disk throws.
 */
export async function isInside(file: Uri, folder: Uri): Promise<boolean> {
  if (file.scheme !== "file") return true;
  const [place, around] = await Promise.all([realpath(file.fsPath), realpath(folder.fsPath)]);
  return place.startsWith(around.endsWith(sep) ? around : around + sep);
}
