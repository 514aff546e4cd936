import {
  InferenceClientInputError,
  InferenceClientProviderOutputError,
  InferenceClientRoutingError,
} from "@huggingface/inference";
import { ModelError } from "../modelError";
import { httpError } from "./httpError";
import { networkError } from "./networkError";

/**
 * What `@huggingface/inference` threw, as a ModelError. The causes stay behind: the client's own errors hold the
 * whole request, those of JSON a piece of the answer.
 *
 * @param headers of the last response, which the client's errors do not have
 */
export function huggingFaceError(
  error: unknown,
  { host, model }: { readonly host: string; readonly model: string },
  headers: Headers | undefined,
): ModelError {
  if (error instanceof ModelError) return error;
  if (error instanceof InferenceClientInputError || error instanceof InferenceClientRoutingError) {
    return new ModelError("notFound", { subject: model }); // nobody serves it
  }
  if (error instanceof InferenceClientProviderOutputError || error instanceof SyntaxError) {
    return new ModelError("badResponse", { subject: host });
  }
  if (!isProviderFailure(error)) return networkError(error, host);
  const { status, body } = error.httpResponse;
  if (status >= 400) {
    return httpError({
      status,
      subject: status === 404 ? model : host,
      retryAfter: headers?.get("retry-after"),
      detail: errorText(body),
    });
  }
  // Either an error event inside a good stream, or an answer that is no stream at all (a web page).
  const inStream = typeof body === "object" && body !== null && "error" in body;
  return inStream
    ? httpError({ subject: host, detail: errorText(body) })
    : new ModelError("badResponse", { subject: host });
}

interface ProviderFailure {
  readonly httpResponse: { readonly status: number; readonly body: unknown };
}

function isProviderFailure(error: unknown): error is Error & ProviderFailure {
  return error instanceof Error && "httpResponse" in error;
}

/** The server's own words: TGI sends `{error: "…"}`, chat endpoints `{error: {message: "…"}}`. */
function errorText(body: unknown): string | undefined {
  const { error } = (typeof body === "object" && body !== null ? body : {}) as { error?: unknown };
  if (typeof error === "string") return error;
  const { message } = (typeof error === "object" && error !== null ? error : {}) as { message?: unknown };
  return typeof message === "string" ? message : undefined;
}
