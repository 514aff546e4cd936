import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Alias, Document, Node, Pair } from "yaml";
import { TemplateError } from "./templateError";

/** The lines of three dashes, and the first line of the front matter between them. */
const FILE = /^---\n([\s\S]*?)\n---[ \t]*\n([\s\S]*)$/;
const FIRST_LINE = 2;

/** The two halves of a template file. */
export interface SplitFile {
  readonly yaml: string;
  readonly body: string;
  /** The body's first line in the file. */
  readonly bodyLine: number;
}

/** Front matter between two lines of three dashes, then the body; undefined where there is no front matter. */
export function splitFile(source: string): SplitFile | undefined {
  const [, yaml, body] = FILE.exec(source) ?? [];
  if (yaml === undefined || body === undefined) return undefined;
  return { yaml, body, bodyLine: FIRST_LINE + countLines(yaml) + 1 };
}

/** How many lines `text` is; the first `n` UTF-16 units of it where that is given. */
export function countLines(text: string, n = text.length): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < n; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

/** What YAML says, and where. */
export interface ReadYaml {
  readonly value: unknown;
  /** The line in the file of a field, or of the nearest field around it that there is. */
  readonly lineOf: (path: readonly unknown[]) => number;
}

/** Reads front matter. Throws TemplateError "brokenYaml": also for aliases that would grow without end. */
export function readYaml(id: string, yaml: string): ReadYaml {
  const lineCounter = new LineCounter();
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + FIRST_LINE - 1;
  const broken = (message: string, offset: number) =>
    new TemplateError(id, message, { fault: "brokenYaml", line: lineAt(offset) });
  // The parser compares each key with each other one: of ten thousand that takes many seconds.
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, uniqueKeys: false });
  const [fault] = document.errors;
  if (fault) throw broken(fault.message, fault.pos[0]);
  const twice = repeatedKey(document);
  if (twice !== undefined) throw broken("Map keys must be unique", twice);
  try {
    const value: unknown = document.toJS();
    return { value, lineOf: (path) => lineAt(offsetOf(document, path)) };
  } catch (error) {
    // What is well written can only be wrong in what it refers to.
    throw broken(error instanceof Error ? error.message : String(error), firstAlias(document));
  }
}

/** Where a key stands that its mapping has already. */
function repeatedKey(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          found = key.range?.[0] ?? 0;
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return found;
}

/** Where the first alias is that refers to nothing, or else the first. */
function firstAlias(document: Document): number {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_, alias) => void aliases.push(alias) });
  const missing = aliases.find((alias) => alias.resolve(document) === undefined);
  return (missing ?? aliases[0])?.range?.[0] ?? 0;
}

/** Where a field begins in the YAML: at its name, or at the item of a list. */
function offsetOf(document: Document, path: readonly unknown[]): number {
  let node: Node | null | undefined = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap<unknown, Node>(node)) {
      const pair: Pair<unknown, Node> | undefined = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (!pair) break;
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq<Node>(node) && typeof step === "number") {
      node = node.items[step];
      offset = node?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
