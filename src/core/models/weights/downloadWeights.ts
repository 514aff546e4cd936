import { mkdir, rm, stat, statfs, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ModelError } from "../modelError";
import { downloadFile, type DownloadProgress } from "./downloadFile";
import { weightsPath } from "./ggufFiles";
import type { Hub } from "./hubGet";
import type { HubFile } from "./hubRepository";
import { partOf } from "./partFile";
import { recordPath, type WeightsDownload } from "./weightsRecord";

export interface DownloadPorts {
  readonly hub: Hub;
  /** Bytes that may still be written to the disk of a folder. */
  readonly freeBytes: (folder: string) => Promise<number>;
  /** Milliseconds before the first new try after a dropped connection. */
  readonly backoffMs: number;
}

/** What stays free on the disk, in bytes. */
const SPARE_BYTES = 256 * 1024 * 1024;

/**
 * Downloads weights, of one file or several, into `root`, and goes on with what an earlier session left there.
 * Throws ModelError: "diskFull" before it asks for a byte, "aborted" when `signal` paused it, "checksumFailed" …
 */
export async function* downloadWeights(
  download: WeightsDownload,
  root: string,
  { hub, freeBytes, backoffMs }: DownloadPorts,
  signal: AbortSignal,
): AsyncGenerator<DownloadProgress> {
  const { repo, files } = download;
  const record = recordPath(root, download);
  await mkdir(dirname(record), { recursive: true });
  const missing = await missingBytes(download, root);
  const free = await freeBytes(dirname(record));
  if (missing + SPARE_BYTES > free) {
    const detail = `${missing} bytes are missing, ${free} are free`;
    throw new ModelError("diskFull", { subject: download.name, detail });
  }
  await writeFile(record, JSON.stringify(download));
  const total = totalBytes(files);
  let done = 0;
  for (const file of files) {
    const target = weightsPath(root, repo, file.path);
    if ((await sizeOf(target)) !== file.size) {
      const bytes = downloadFile({ repo, file, target, backoffMs }, hub, signal);
      for await (const progress of bytes) {
        const grown = progress.totalBytes - file.size; // it may have been changed since it was listed
        yield { receivedBytes: done + progress.receivedBytes, totalBytes: total + grown };
      }
    }
    done += file.size;
  }
  await rm(record, { force: true });
}

/** Bytes that `downloadWeights` would still have to fetch. */
export async function missingBytes({ repo, files }: WeightsDownload, root: string): Promise<number> {
  let missing = 0;
  for (const { path, size } of files) {
    const target = weightsPath(root, repo, path);
    if ((await sizeOf(target)) !== size) missing += Math.max(0, size - ((await sizeOf(partOf(target))) ?? 0));
  }
  return missing;
}

/** The room on the disk of `folder` that is free for this user, in bytes. */
export async function diskFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Undefined when there is no such file. */
async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

export function totalBytes(files: readonly HubFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
