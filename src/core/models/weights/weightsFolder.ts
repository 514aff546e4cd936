import { readdir, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { missingBytes, totalBytes } from "./downloadWeights";
import { groupGguf, weightsPath, type WeightsFiles } from "./ggufFiles";
import { removePart } from "./partFile";
import { readRecord, RECORD_ENDING, recordPath, type WeightsDownload } from "./weightsRecord";

/** Weights on the disk, whole and checked. */
export interface StoredWeights {
  readonly repo: string;
  readonly name: string;
  /** The absolute path to load them by: the only file, or the first part. */
  readonly path: string;
  readonly bytes: number;
  readonly files: readonly { readonly path: string }[];
}

/** Weights of which some is here. */
export interface UnfinishedWeights {
  readonly download: WeightsDownload;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

export interface WeightsFolder {
  readonly stored: readonly StoredWeights[];
  readonly unfinished: readonly UnfinishedWeights[];
}

/** What `downloadWeights` has put into `root`; nothing when there is no such folder. */
export async function listWeights(root: string): Promise<WeightsFolder> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const unfinished: UnfinishedWeights[] = [];
  for (const record of paths.filter((path) => path.endsWith(RECORD_ENDING))) {
    const download = await readRecord(record);
    if (!download) continue;
    const total = totalBytes(download.files);
    const receivedBytes = total - (await missingBytes(download, root));
    unfinished.push({ download, receivedBytes, totalBytes: total });
  }
  const begun = new Set(
    unfinished.flatMap(({ download: { repo, files } }) =>
      files.map(({ path }) => weightsPath(root, repo, path)),
    ),
  );
  const whole: { path: string; size: number }[] = [];
  for (const path of paths.filter((one) => !begun.has(one))) {
    const inside = relative(root, path).split(sep).join("/");
    if (IN_REPOSITORY.test(inside)) whole.push({ path: inside, size: (await stat(path)).size });
  }
  return { stored: groupGguf(whole).map((weights) => toStored(root, weights)), unfinished };
}

/** "owner/name/" and a path. */
const IN_REPOSITORY = /^([^/]+\/[^/]+)\/(.+)$/;

function toStored(
  root: string,
  { files, ...weights }: WeightsFiles<{ readonly path: string }>,
): StoredWeights {
  const first = files[0]?.path ?? "";
  const repo = first.replace(IN_REPOSITORY, "$1");
  const inRepository = files.map(({ path }) => ({ path: path.replace(IN_REPOSITORY, "$2") }));
  return { ...weights, repo, path: join(root, first), files: inRepository };
}

/** Deletes weights with all that belongs to them, whole or begun. */
export async function deleteWeights(
  root: string,
  weights: Pick<StoredWeights, "repo" | "files">,
): Promise<void> {
  if (weights.files.length === 0) return;
  for (const { path } of weights.files) {
    const target = weightsPath(root, weights.repo, path);
    await rm(target, { force: true });
    await removePart(target);
  }
  const record = recordPath(root, weights);
  await rm(record, { force: true });
  try {
    for (let folder = dirname(record); folder !== root; folder = dirname(folder)) await rmdir(folder);
  } catch {
    // A folder that is not empty, or not there: it stays as it is, and so do those around it.
  }
}
