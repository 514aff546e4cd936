import type { ModelErrorReason } from "../../../../src/core/models/modelError";
import type { EditorErrorReason } from "../../../../src/platform/editorError";

// Records, so that the compiler asks for a new reason here too.
const MODEL_REASONS: Record<ModelErrorReason, true> = {
  unauthorized: true,
  missingKey: true,
  notFound: true,
  rateLimited: true,
  outOfCredit: true,
  tooLong: true,
  unreachable: true,
  untrusted: true,
  wrongScheme: true,
  loading: true,
  timedOut: true,
  aborted: true,
  interrupted: true,
  serverError: true,
  badRequest: true,
  badResponse: true,
  filtered: true,
  emptyAnswer: true,
  refused: true,
  cutShort: true,
  badAnswer: true,
  fileNotFound: true,
  badFile: true,
  engineFailed: true,
  notApproved: true,
  notSignedIn: true,
  noConsent: true,
  diskFull: true,
  checksumFailed: true,
  gated: true,
  unknownModel: true,
};
const EDITOR_REASONS: Record<EditorErrorReason, true> = {
  noEditor: true,
  nothingToWorkOn: true,
  readOnly: true,
  documentClosed: true,
  textChanged: true,
  editRefused: true,
  templateMissing: true,
  tooManyCursors: true,
  noImage: true,
  noRepository: true,
  nothingStaged: true,
};

export const modelReasons = Object.keys(MODEL_REASONS) as ModelErrorReason[];
export const editorReasons = Object.keys(EDITOR_REASONS) as EditorErrorReason[];
