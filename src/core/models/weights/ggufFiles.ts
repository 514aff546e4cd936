import { join } from "node:path";

/** Weights that are loaded as one: a GGUF file, or all the parts of a split one in their order. */
export interface WeightsFiles<File> {
  /** The file's name without folder, part number and ".gguf". */
  readonly name: string;
  readonly files: readonly File[];
  readonly bytes: number;
}

/** How llama.cpp names the parts of a split file (its tools/gguf-split): "…-00001-of-00003.gguf". */
const PART = /-(\d{5})-of-(\d{5})\.gguf$/i;

/** What is GGUF but no language model: the eyes of a vision model, and statistics for quantizing. */
const NO_MODEL = /^(mmproj|imatrix)/i;

/**
 * `files` (of any kind, with paths by "/") as the weights that they make up, the smallest first. A split file
 * with a part missing cannot be loaded and is left out.
 */
export function groupGguf<File extends { readonly path: string; readonly size: number }>(
  files: readonly File[],
): WeightsFiles<File>[] {
  const groups = new Map<string, File[]>();
  for (const file of files) {
    if (!/\.gguf$/i.test(file.path) || NO_MODEL.test(fileName(file.path))) continue;
    const whole = file.path.replace(PART, "-of-$2.gguf");
    groups.set(whole, [...(groups.get(whole) ?? []), file]);
  }
  return [...groups.values()]
    .map((group) => group.sort((one, other) => (one.path < other.path ? -1 : 1)))
    .filter(isComplete)
    .map((group) => ({
      name: fileName(group[0]?.path ?? "")
        .replace(PART, "")
        .replace(/\.gguf$/i, ""),
      files: group,
      bytes: group.reduce((sum, { size }) => sum + size, 0),
    }))
    .sort((one, other) => one.bytes - other.bytes);
}

/** Whether sorted parts are 1 to n of n. A file that is not split is complete. */
function isComplete(parts: readonly { readonly path: string }[]): boolean {
  return parts.every(({ path }, index) => {
    const [, number, of] = PART.exec(path) ?? [undefined, "1", "1"];
    return Number(number) === index + 1 && Number(of) === parts.length;
  });
}

/** Whether a repository's path may become a path on this disk, on any system. */
export function isSafePath(path: string): boolean {
  return path.split("/").every((name) => /^[^<>:"|?*\\\p{Cc}]+$/u.test(name) && !/^\.|[. ]$/.test(name));
}

/** "owner/name", as the Hub spells it. */
export function isRepository(text: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(text) && isSafePath(text);
}

/** Where a repository's file lies under `root`. */
export function weightsPath(root: string, repo: string, path: string): string {
  return join(root, ...repo.split("/"), ...path.split("/"));
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
