import { ModelError, type ModelErrorReason } from "../modelError";

/** Node's codes for a connection that was never made. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ECONNABORTED",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Certificates that nobody vouches for (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const UNTRUSTED = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_REJECTED",
  "CERT_UNTRUSTED",
  "CERT_SIGNATURE_FAILURE",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "HOSTNAME_MISMATCH",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** What OpenSSL, and BoringSSL in VS Code, say when the other side does not speak TLS. */
const NO_TLS = new Set(["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "EPROTO"]);

/** undici's codes for a server that took the request and then said nothing. */
const SILENT = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

const REASONS: readonly (readonly [ReadonlySet<string>, ModelErrorReason])[] = [
  [SILENT, "timedOut"],
  [UNREACHABLE, "unreachable"],
  [UNTRUSTED, "untrusted"],
  [NO_TLS, "wrongScheme"],
];

/**
 * What fetch threw, as a ModelError: never connected ("unreachable", or why it would not), or broken on the way
 * ("interrupted"). fetch hides the system's code in a chain of causes.
 */
export function networkError(error: unknown, subject: string): ModelError {
  for (const link of causes(error)) {
    const { code, name } = link as { code?: unknown; name?: unknown };
    if (name === "HTTPParserError") return new ModelError("badResponse", { subject, cause: error });
    if (typeof code !== "string") continue;
    const reason = REASONS.find(([codes]) => codes.has(code))?.[1];
    if (reason) return new ModelError(reason, { subject, detail: code, cause: error });
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
