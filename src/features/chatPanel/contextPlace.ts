import * as v from "valibot";
import * as vscode from "vscode";

/** Where the text of a chip is. */
export type ContextPlace =
  | { readonly kind: "selection" | "editors" }
  | { readonly kind: "file" | "folder" | "image"; readonly uri: vscode.Uri }
  /** `nth`: which of those with this title, counted from 0. */
  | { readonly kind: "heading"; readonly uri: vscode.Uri; readonly title: string; readonly nth: number };

const schema = v.variant("kind", [
  v.object({ kind: v.picklist(["selection", "editors"]) }),
  v.object({ kind: v.picklist(["file", "folder", "image"]), uri: v.string() }),
  v.object({ kind: v.literal("heading"), uri: v.string(), title: v.string(), nth: v.number() }),
]);

/** A place as the panel can hand it back. */
export function placeId(place: ContextPlace): string {
  return JSON.stringify("uri" in place ? { ...place, uri: place.uri.toString() } : place);
}

/** The place that an id names; undefined for an id that is none, and for a place that a webview may not ask for. */
export function allowedPlace(id: string): ContextPlace | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(id);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(schema, raw);
  if (!parsed.success) return undefined;
  if (!("uri" in parsed.output)) return parsed.output;
  const uri = allowedUri(parsed.output.uri);
  return uri && { ...parsed.output, uri };
}

/** An address in the workspace, or of a document that is open; undefined for any other. */
export function allowedUri(address: string): vscode.Uri | undefined {
  let uri: vscode.Uri;
  try {
    uri = vscode.Uri.parse(address, true);
  } catch {
    return undefined;
  }
  const { workspace } = vscode;
  // An address with ".." in it is not where it seems to be.
  if (uri.path.split(/[\\/]/).includes("..")) return undefined;
  const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
  return isOpen || workspace.getWorkspaceFolder(uri) ? uri : undefined;
}

export function fileName({ path }: vscode.Uri): string {
  return path.split("/").findLast((part) => part !== "") ?? "";
}
