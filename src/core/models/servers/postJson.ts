import { ModelError, toModelError } from "../modelError";
import { httpError } from "../providers/httpError";
import { networkError } from "../providers/networkError";
import { readText } from "./getJson";
import { headersOf, type Credentials } from "./openAiApi";

/** To whom a request goes, for its headers and its errors. */
export interface Addressee extends Credentials {
  /** What a 404 is about, where the server knows the address but not the model. */
  readonly model: string;
  /** Name with port. */
  readonly host: string;
}

/**
 * POST of JSON to a server whose answer is streamed. Redirects are not followed: they would carry the text to a
 * host that the writer did not choose. Throws ModelError alone; what comes back has status 2xx and is no web page.
 */
export async function postJson(
  url: string,
  body: unknown,
  addressee: Addressee,
  signal: AbortSignal,
): Promise<Response> {
  const { host, model, key } = addressee;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: sendable(addressee),
      body: JSON.stringify(body),
      signal,
      redirect: "manual",
    });
    const { ok, status, headers } = response;
    if (ok && !headers.get("content-type")?.startsWith("text/html")) return response;
    if (ok) {
      await response.body?.cancel();
      throw new ModelError("badResponse", { subject: host, detail: "a web page" });
    }
    throw serverError(parsed(await readText(response, host)), {
      key,
      status,
      host: status === 404 ? model : host,
      retryAfter: headers.get("retry-after"),
    });
  } catch (error) {
    throw toModelError(error, signal, (cause) => networkError(cause, host));
  }
}

export interface ServerFailure extends Pick<Addressee, "host" | "key"> {
  /** Undefined for an error inside a stream that began well. */
  readonly status?: number;
  readonly retryAfter?: string | null;
}

/**
 * The error that Ollama words as `{error: "…"}` and llama.cpp as `{error: {message: "…"}}`, with how long the prompt
 * was and how long it may be.
 */
export function serverError(body: unknown, { host, key, ...failure }: ServerFailure): ModelError {
  const { error } = record(body);
  const { message, n_ctx, n_prompt_tokens } = record(error);
  const words = typeof error === "string" ? error : message;
  return httpError({
    ...failure,
    subject: host,
    // Some servers repeat the key that they refuse.
    detail: typeof words !== "string" ? undefined : key ? words.replaceAll(key, "…") : words,
    ...(typeof n_ctx === "number" && { limitTokens: n_ctx }),
    ...(typeof n_prompt_tokens === "number" && { askedTokens: n_prompt_tokens }),
  });
}

/** `value` where it is an object, else an empty one. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** A key or a header with a line break in it cannot be sent, and fetch's own error for that would quote it. */
function sendable({ host, ...credentials }: Addressee): Headers {
  const { key, headers = {} } = credentials;
  if (key === undefined && Object.values(headers).some((value) => value.includes("${key}"))) {
    throw new ModelError("missingKey", { subject: host });
  }
  try {
    return new Headers({ "content-type": "application/json", ...headersOf(credentials) });
  } catch {
    throw new ModelError("unauthorized", { subject: host, detail: "headers" });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { error: text };
  }
}
