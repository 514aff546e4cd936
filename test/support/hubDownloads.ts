/** Downloading from a fake Hub into a folder of its own, for tests. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { ModelError } from "../../src/core/models/modelError";
import type { DownloadProgress } from "../../src/core/models/weights/downloadFile";
import { downloadWeights, type DownloadPorts } from "../../src/core/models/weights/downloadWeights";
import type { WeightsDownload } from "../../src/core/models/weights/weightsRecord";
import { sha256, startFakeHub, type FakeRepository, type HubOptions } from "./fakeHubServer";
import { startHubStorage } from "./hubStorage";

export const REPO = "acme/tiny-GGUF";

/** A GGUF's size in small: as many bytes, different in each place. */
export function bytes(length: number, seed = 7): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * index + index * seed + (index >> 8)) & 255);
}

/** A folder that is deleted after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "inkling-hub-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A Hub with one repository, its storage on another host, and a folder for what is downloaded. */
export async function startHub(
  files: FakeRepository["files"],
  more: Partial<HubOptions & FakeRepository> = {},
) {
  const { gated = false, cardData, ...options } = more;
  const storage = await startHubStorage();
  onTestFinished(() => storage.close());
  const repositories: HubOptions["repositories"] = { [REPO]: { files, gated, cardData } };
  const server = await startFakeHub({ repositories, storage, ...options });
  onTestFinished(() => server.close());
  const url = server.url + (options.under ?? "");
  const hub = { url, key: () => Promise.resolve(options.token) };
  const folder = await temporaryFolder();
  const root = join(folder, "models");
  const download = downloadOf(files);
  /** Each call is a session of its own: nothing but the folder is shared. */
  const run = (signal: AbortSignal = new AbortController().signal, ports: Partial<DownloadPorts> = {}) =>
    downloadWeights(
      download,
      root,
      { hub, freeBytes: () => Promise.resolve(1e12), backoffMs: 1, ...ports },
      signal,
    );
  return { server, storage, repositories, hub, root, download, run };
}

/** What the list of a repository would say of these files. */
export function downloadOf(files: FakeRepository["files"]): WeightsDownload {
  const entries = Object.entries(files).filter(
    (entry): entry is [string, Uint8Array] => typeof entry[1] !== "string",
  );
  return {
    repo: REPO,
    name: "tiny",
    kind: "instruct",
    files: entries.map(([path, content]) => ({ path, size: content.length, sha256: sha256(content) })),
  };
}

/** Every word of the progress, up to the end. */
export async function finish(download: AsyncIterable<DownloadProgress>): Promise<DownloadProgress[]> {
  const all: DownloadProgress[] = [];
  for await (const progress of download) all.push(progress);
  return all;
}

/** The ModelError that a download ends with. */
export async function downloadFailure(download: AsyncIterable<DownloadProgress>): Promise<ModelError> {
  try {
    await finish(download);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error("expected the download to fail");
}

/** Does something each time that exactly so many more bytes are there, as often as `times` says. */
export async function* atEach(
  bytes: number,
  times: number,
  act: () => void,
  download: AsyncIterable<DownloadProgress>,
): AsyncGenerator<DownloadProgress> {
  let done = 0;
  for await (const progress of download) {
    yield progress;
    if (done < times && progress.receivedBytes === (done + 1) * bytes) {
      done++;
      act();
    }
  }
}

/** Pauses as soon as exactly so many bytes are there. */
export async function pauseAt(
  receivedBytes: number,
  run: (signal: AbortSignal) => AsyncIterable<DownloadProgress>,
): Promise<ModelError> {
  const controller = new AbortController();
  return downloadFailure(atEach(receivedBytes, 1, () => controller.abort(), run(controller.signal)));
}

/** Paths under a folder, sorted, with "/". */
export async function filesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}
