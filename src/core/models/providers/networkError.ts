import { ModelError } from "../modelError";

/** Node's codes for a connection that was never made. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ECONNABORTED",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/**
 * What fetch threw, as a ModelError: never connected ("unreachable"), or broken on the way ("interrupted").
 * fetch hides the system's code in a chain of causes.
 */
export function networkError(error: unknown, subject: string): ModelError {
  for (const link of causes(error)) {
    const code = (link as { code?: unknown }).code;
    if (typeof code === "string" && UNREACHABLE.has(code)) {
      return new ModelError("unreachable", { subject, detail: code, cause: error });
    }
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
