import { ModelError } from "../models/modelError";
import type { ChatFailure } from "./chat";

/** What can be stored of an error. */
export function chatFailure({ reason, details }: ModelError): ChatFailure {
  const stored = { reason, ...details };
  delete stored.cause;
  return stored;
}

/** The error again, for its wording and remedies. */
export function failureError({ reason, ...details }: ChatFailure): ModelError {
  return new ModelError(reason, details);
}
