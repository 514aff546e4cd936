import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const root = fileURLToPath(new URL("../../../..", import.meta.url));

export function read(path: string): string {
  return readFileSync(root + path, "utf8");
}

export function exists(path: string): boolean {
  return existsSync(root + path);
}

/** The paths of all files under a folder, from the repository's root. */
export function filesUnder(folder: string): string[] {
  return readdirSync(root + folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(root.length), entry.name))
    .sort();
}

/** The product's own TypeScript. */
export const sources = filesUnder("src").filter((path) => /\.tsx?$/.test(path));

export function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
}

/** Every node of a file, outermost first. */
export function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

/** The text of a string that is written out, in one piece or several; undefined for anything computed. */
export function literal(node: ts.Node | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [literal(node.left), literal(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

/** What a file imports, types and dynamic imports included: packages by name, our own files by path. */
export function imports(path: string): string[] {
  return ts.preProcessFile(read(path)).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith(".")) return fileName;
    const target = posix.join(posix.dirname(path), fileName);
    const found = [".ts", ".tsx", ""].map((extension) => target + extension).find(exists);
    if (!found) throw new Error(`${path} imports ${fileName}, which is no file`);
    return found;
  });
}
