import { ModelError, toModelError } from "../modelError";
import { httpError } from "../providers/httpError";
import { networkError } from "../providers/networkError";

/** Hugging Face's Hub, or a mirror of it. */
export interface Hub {
  /** For instance "https://huggingface.co", without a slash at the end. */
  readonly url: string;
  /** The writer's token for this very address; undefined where none is stored. */
  readonly key: () => Promise<string | undefined>;
}

export interface HubRequest {
  readonly url: URL;
  /** What is asked for, for the error's message: the repository. */
  readonly subject: string;
  /** Whether a redirect may lead to another host, as it does for the contents of files. */
  readonly mayLeave: boolean;
  /** Further headers for the address that a redirect leads to, or for the first one. */
  readonly headers?: (url: URL) => Readonly<Record<string, string>>;
}

/** What names a version of a file: the size in bytes and the SHA-256 in hexadecimal. */
export interface FileVersion {
  readonly size: number;
  readonly sha256: string;
}

export interface HubAnswer {
  /** Of status 2xx or 416. */
  readonly response: Response;
  /** Who sent the body, with port. */
  readonly host: string;
  /** Which version of the file it is, where the Hub said so. */
  readonly version?: FileVersion;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;

/**
 * GET from the Hub, following redirects by hand: the token goes to the Hub's own address and to no other. Throws
 * ModelError for whatever is no answer.
 */
export async function hubGet(hub: Hub, request: HubRequest, signal: AbortSignal): Promise<HubAnswer> {
  const key = await hub.key();
  const home = new URL(hub.url).origin;
  let version: FileVersion | undefined;
  let url = request.url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (url.origin !== home && !(redirects > 0 && request.mayLeave)) break;
    const headers = {
      ...request.headers?.(url),
      ...(key !== undefined && url.origin === home && { authorization: `Bearer ${key}` }),
    };
    const response = await fetch(url, { headers, signal, redirect: "manual" }).catch((error: unknown) => {
      throw toModelError(error, signal, (cause) => networkError(cause, url.host));
    });
    version ??= linkedVersion(response.headers);
    if (!REDIRECTS.has(response.status)) {
      if (response.ok || response.status === 416) {
        return { response, host: url.host, ...(version && { version }) };
      }
      await response.body?.cancel();
      const isAnonymous = key === undefined && url.origin === home;
      throw hubError(response, url.host, request.subject, isAnonymous);
    }
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (location === null || !URL.canParse(location, url.href)) break;
    url = new URL(location, url);
  }
  throw new ModelError("badResponse", { subject: new URL(hub.url).host });
}

/**
 * Of files in LFS or Xet the Hub names SHA-256 and size beside its redirect
 * (https://huggingface.co/docs/huggingface_hub/package_reference/file_download, HfFileMetadata).
 */
function linkedVersion(headers: Headers): FileVersion | undefined {
  const sha256 = /^(?:W\/)?"?([0-9a-f]{64})"?$/.exec(headers.get("x-linked-etag") ?? "")?.[1];
  const size = Number(headers.get("x-linked-size") ?? NaN);
  return sha256 !== undefined && Number.isSafeInteger(size) ? { sha256, size } : undefined;
}

/**
 * The Hub's reasons are in X-Error-Code. To who sends no token it says 401 of what does not exist, too, and gives
 * no reason (huggingface_hub, src/huggingface_hub/utils/_http.py, hf_raise_for_status).
 */
function hubError(
  { status, headers }: Response,
  host: string,
  subject: string,
  isAnonymous: boolean,
): ModelError {
  const code = headers.get("x-error-code");
  if (code === "GatedRepo") return new ModelError("gated", { subject, status });
  const isUnknown =
    code === null
      ? status === 404 || (status === 401 && isAnonymous)
      : /^(Repo|Revision|Entry)NotFound$/.test(code);
  if (isUnknown) return new ModelError("notFound", { subject, status });
  return httpError({ status, subject: host, retryAfter: headers.get("retry-after") });
}
