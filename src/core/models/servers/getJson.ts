import { ModelError, toModelError } from "../modelError";
import { httpError } from "../providers/httpError";
import { networkError } from "../providers/networkError";

/** The longest answer that is read, in bytes: OpenRouter's list of some 400 models has about one megabyte. */
const MOST_BYTES = 8 * 1024 * 1024;

export interface JsonRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number;
}

/**
 * GET of a server's JSON. Redirects are not followed: they could carry the key to a host that the writer did not
 * choose. What the server says about a failure is not kept, since some repeat the key. Throws ModelError alone.
 */
export async function getJson(
  url: string | URL,
  { headers = {}, timeoutMs }: JsonRequest,
  signal: AbortSignal,
): Promise<unknown> {
  const { host } = new URL(url);
  const limit = new AbortController();
  const clock = setTimeout(() => limit.abort(new ModelError("timedOut", { subject: host })), timeoutMs);
  const limited = AbortSignal.any([signal, limit.signal]);
  try {
    const response = await fetch(url, {
      headers: usable(headers, host),
      signal: limited,
      redirect: "manual",
    });
    if (response.ok) return JSON.parse(await readText(response, host)) as unknown;
    await response.body?.cancel();
    const retryAfter = response.headers.get("retry-after");
    throw httpError({ status: response.status, subject: host, retryAfter });
  } catch (error) {
    throw toModelError(error, limited, (cause) => networkError(cause, host));
  } finally {
    clearTimeout(clock);
  }
}

/** The body of `response`; throws ModelError "badResponse" when it is longer than the limit. */
export async function readText(response: Response, host: string): Promise<string> {
  const body = response.body as AsyncIterable<Uint8Array> | null;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) throw new ModelError("badResponse", { subject: host, detail: "too long" });
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

/** A key with a line break in it is no header, and fetch's own error for that would quote it. */
function usable(headers: Readonly<Record<string, string>>, subject: string): Headers {
  try {
    return new Headers(headers);
  } catch {
    throw new ModelError("unauthorized", { subject });
  }
}
