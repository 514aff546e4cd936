import * as vscode from "vscode";
import type { PromptImage } from "../../core/models/prompt";
import { EditorError } from "../../platform/editorError";
import { isInside } from "../../platform/insideFolder";

/** Bytes; a book of a thousand pages has about as many. */
const MAX_FILE = 2_000_000;
/** Bytes of an image (20 MB: https://platform.openai.com/docs/guides/images-vision). */
const MAX_IMAGE = 20_000_000;
/** Of a folder, and of the open editors, no more files and bytes are read than this. */
const MOST_FILES = 100;
const MAX_FOLDER = 2_000_000;
/** Bytes in which a file that is no text shows that by a zero, as git looks for it. */
const BINARY_PROBE = 8000;

/** What images are sent as, by the ends of their names. */
const IMAGE_TYPES: ReadonlyMap<string, string> = new Map([
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["gif", "image/gif"],
  ["webp", "image/webp"],
]);

export const IMAGE_ENDINGS = [...IMAGE_TYPES.keys()];

/** In every folder: what programs put there, and nobody reads. */
export const NOT_READ = "**/{node_modules,.git}/**";

export function isImageName(name: string): boolean {
  return IMAGE_TYPES.has(ending(name));
}

/** The text of a file, as it stands in the editor where it is open. Throws EditorError "notText", "fileTooLarge". */
export async function readText(uri: vscode.Uri): Promise<string> {
  const open = openDocument(uri);
  if (open) return open.getText();
  const bytes = await readBytes(uri, MAX_FILE);
  if (!isMarkedUtf16(bytes) && bytes.subarray(0, BINARY_PROBE).includes(0)) throw new EditorError("notText");
  return vscode.workspace.decode(bytes, { uri });
}

/** Throws EditorError "notAnImage", "fileTooLarge". */
export async function readImage(uri: vscode.Uri): Promise<PromptImage> {
  const mimeType = IMAGE_TYPES.get(ending(uri.path));
  if (mimeType === undefined) throw new EditorError("notAnImage");
  const bytes = await readBytes(uri, MAX_IMAGE);
  return { mimeType, data: Buffer.from(bytes).toString("base64") };
}

/** Files of which the texts are joined, and how many of all that there are. */
export interface JoinedFiles {
  readonly text: string;
  readonly read: number;
  readonly found: number;
}

/**
 * The text files of a folder and of those in it, each under its path, as far as VS Code does not hide them. What hides
 * itself, as the files do in which keys are kept, is left out, and so is what a link leads to outside the folder.
 */
export async function readFolder(folder: vscode.Uri): Promise<JoinedFiles> {
  const pattern = new vscode.RelativePattern(folder, "**/*");
  const found = await vscode.workspace.findFiles(pattern, NOT_READ, MOST_FILES * 10);
  const nameOf = ({ path }: vscode.Uri) => path.slice(folder.path.length).replace(/^\//, "");
  const seen = found.filter((uri) => !isHidden(nameOf(uri)));
  const sorted = seen.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return joinFiles(sorted, nameOf, async (uri) => ((await isInside(uri, folder)) ? readText(uri) : ""));
}

/** The texts of all editors that are open, each once, without files that hide. */
export async function readEditors(): Promise<JoinedFiles> {
  const uris = openEditors().filter(({ path }) => !isHidden(path.slice(path.lastIndexOf("/") + 1)));
  return joinFiles(uris, (uri) => vscode.workspace.asRelativePath(uri), readText);
}

/** The documents of the tabs that are open, each once. */
export function openEditors(): vscode.Uri[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const texts = inputs.filter((input) => input instanceof vscode.TabInputText);
  return [...new Map(texts.map(({ uri }) => [uri.toString(), uri])).values()];
}

async function joinFiles(
  uris: readonly vscode.Uri[],
  nameOf: (uri: vscode.Uri) => string,
  read: (uri: vscode.Uri) => Promise<string>,
): Promise<JoinedFiles> {
  const parts: string[] = [];
  let size = 0;
  for (const uri of uris) {
    if (parts.length >= MOST_FILES || size >= MAX_FOLDER) break;
    // What is no text, or cannot be read, is left out: that is what a folder is like.
    const text = await read(uri).catch(() => undefined);
    if (text === undefined || text.trim() === "") continue;
    size += text.length;
    parts.push(`--- ${nameOf(uri)} ---\n${text.trim()}`);
  }
  return { text: parts.join("\n\n"), read: parts.length, found: uris.length };
}

function isHidden(path: string): boolean {
  return path.split("/").some((name) => name.startsWith("."));
}

/** By its byte order mark; every other letter of it may be a zero. */
function isMarkedUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

async function readBytes(uri: vscode.Uri, most: number): Promise<Uint8Array> {
  const { fs } = vscode.workspace;
  const { size } = await fs.stat(uri);
  if (size > most) throw new EditorError("fileTooLarge");
  return fs.readFile(uri);
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const id = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === id);
}

function ending(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}
