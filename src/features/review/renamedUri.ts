import type { Uri } from "vscode";

/** What a document is called since its file, or a folder around it, was renamed; undefined when it was another. */
export function renamedUri(uri: Uri, from: Uri, to: Uri): Uri | undefined {
  if (uri.scheme !== from.scheme) return undefined;
  if (uri.path !== from.path && !uri.path.startsWith(`${from.path}/`)) return undefined;
  return uri.with({ path: to.path + uri.path.slice(from.path.length) });
}
