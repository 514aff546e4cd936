import { ModelError } from "../modelError";

/** Node's codes for a connection that was never made. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ECONNABORTED",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** undici's codes for a server that took the request and then said nothing. */
const SILENT = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/**
 * What fetch threw, as a ModelError: never connected ("unreachable"), or broken on the way ("interrupted").
 * fetch hides the system's code in a chain of causes.
 */
export function networkError(error: unknown, subject: string): ModelError {
  for (const link of causes(error)) {
    const { code, name } = link as { code?: unknown; name?: unknown };
    if (name === "HTTPParserError") return new ModelError("badResponse", { subject, cause: error });
    if (typeof code !== "string") continue;
    if (SILENT.has(code)) return new ModelError("timedOut", { subject, detail: code, cause: error });
    if (UNREACHABLE.has(code)) return new ModelError("unreachable", { subject, detail: code, cause: error });
  }
  if (error instanceof SyntaxError) return new ModelError("badResponse", { subject, cause: error });
  return new ModelError("interrupted", { subject, cause: error });
}

/** The error and its causes, an AggregateError's members included, outermost first. */
function* causes(error: unknown): Generator<object> {
  if (typeof error !== "object" || error === null) return;
  yield error;
  if (error instanceof AggregateError) for (const inner of error.errors) yield* causes(inner);
  yield* causes((error as { cause?: unknown }).cause);
}
