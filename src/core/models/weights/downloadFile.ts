import { delay } from "../../common/abort";
import { ModelError, toModelError, type ModelErrorReason } from "../modelError";
import { networkError } from "../providers/networkError";
import { hubGet, type Hub } from "./hubGet";
import type { HubFile } from "./hubRepository";
import { PartFile } from "./partFile";

export interface DownloadProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

export interface FileDownload {
  /** "owner/name". */
  readonly repo: string;
  readonly file: HubFile;
  /** The absolute path that the whole and checked file gets. */
  readonly target: string;
  /** Milliseconds before the first new try after a drop; each further one waits twice as long. */
  readonly backoffMs: number;
}

/** What a new try may mend. */
const DROPS: ReadonlySet<ModelErrorReason> = new Set([
  "interrupted",
  "unreachable",
  "timedOut",
  "serverError",
]);
/** New tries without a byte in between. */
const RETRIES = 5;

/**
 * Downloads one file of the Hub and goes on where an earlier session stopped. A dropped connection is taken up
 * again as long as bytes come. Aborting `signal`, or leaving the loop, is a pause: what is there stays.
 * Throws ModelError, or what the file system throws.
 */
export async function* downloadFile(
  download: FileDownload,
  hub: Hub,
  signal: AbortSignal,
): AsyncGenerator<DownloadProgress> {
  const part = await PartFile.open(download.target, download.file);
  const progress = () => ({ receivedBytes: part.received, totalBytes: part.version.size });
  try {
    yield progress();
    let failures = RETRIES; // a first try that brings nothing is not repeated
    while (part.received < part.version.size) {
      const before = part.received;
      try {
        for await (const chunk of receive(part, download, hub, signal)) {
          await part.append(chunk);
          yield progress();
        }
      } catch (error) {
        if (part.received > before) failures = 0;
        const isDrop = error instanceof ModelError && DROPS.has(error.reason);
        if (!isDrop || failures >= RETRIES) throw error;
        await delay(download.backoffMs * 2 ** failures++, signal);
      }
    }
    await part.finish();
  } finally {
    await part.close();
  }
}

/** One request for what is missing. Ends without a byte when the part has to be asked for anew, as a whole. */
async function* receive(
  part: PartFile,
  { repo, file }: FileDownload,
  hub: Hub,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  const request = {
    url: new URL(`${hub.url}/${repo}/resolve/main/${path}`),
    subject: repo,
    mayLeave: true,
    // A compressed answer has other offsets than the file.
    headers: ({ host }: URL) => ({ "accept-encoding": "identity", ...part.rangeHeaders(host) }),
  };
  const { response, host, version } = await hubGet(hub, request, signal);
  const latest = version ?? part.version;
  const goesOn = isTheRest(response, part) && latest.sha256 === part.version.sha256;
  if (!goesOn) {
    // The file was changed since, or the sender begins again for a reason of its own.
    const hadBeginning = part.received > 0;
    await part.restart(latest);
    if (response.status !== 200) {
      await response.body?.cancel();
      if (hadBeginning) return;
      throw new ModelError("badResponse", { subject: host, status: response.status });
    }
  }
  await part.setSender(host, response.headers.get("etag"));
  yield* body(response, host, part, signal);
}

/** Whether the answer begins at the first missing byte (Content-Range: RFC 9110, 14.4). */
function isTheRest({ status, headers }: Response, { received, version }: PartFile): boolean {
  const range = headers.get("content-range") ?? "";
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range) ?? [];
  return status === 206 && Number(start) === received && (total === "*" || Number(total) === version.size);
}

/** The bytes of an answer up to the file's size. */
async function* body(
  response: Response,
  host: string,
  part: PartFile,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let left = part.version.size - part.received;
  try {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      left -= chunk.length;
      if (left < 0) break;
      yield chunk;
    }
  } catch (error) {
    throw toModelError(error, signal, (cause) => networkError(cause, host));
  }
  if (left > 0) throw new ModelError("interrupted", { subject: host });
  if (left < 0) {
    await part.restart(part.version);
    throw new ModelError("badResponse", { subject: host });
  }
}
