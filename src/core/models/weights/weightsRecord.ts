import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { isRepository, isSafePath, weightsPath } from "./ggufFiles";

const fileSchema = v.object({
  path: v.pipe(v.string(), v.check(isSafePath)),
  size: v.number(),
  sha256: v.string(),
});

const recordSchema = v.object({
  repo: v.pipe(v.string(), v.check(isRepository)),
  name: v.string(),
  kind: v.picklist(["instruct", "base"]),
  files: v.pipe(v.array(fileSchema), v.minLength(1)),
});

/** Weights that are to be had from the Hub. As long as they are not all here, a record of it lies beside them. */
export type WeightsDownload = v.InferOutput<typeof recordSchema>;

export const RECORD_ENDING = ".download.json";

/** Where the record of such a download lies. */
export function recordPath(
  root: string,
  { repo, files }: { readonly repo: string; readonly files: readonly { readonly path: string }[] },
): string {
  return weightsPath(root, repo, files[0]?.path ?? "") + RECORD_ENDING;
}

/** The download that was begun; undefined for what cannot be made sense of. */
export async function readRecord(path: string): Promise<WeightsDownload | undefined> {
  try {
    return v.parse(recordSchema, JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}
