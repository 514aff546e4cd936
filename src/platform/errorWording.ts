import { l10n } from "vscode";
import { ModelError } from "../core/models/modelError";
import { TemplateError } from "../core/prompts/templateError";
import { EditorError } from "./editorError";
import { wordEditorError } from "./editorErrorWording";
import { wordTemplateError } from "./templateWording";
import { worded, type Remedy, type WordedError } from "./wordedError";

/** The words for any error that reaches a border of Inkling. */
export function wordError(error: unknown): WordedError {
  if (error instanceof ModelError) return wordModelError(error);
  if (error instanceof EditorError) return wordEditorError(error);
  if (error instanceof TemplateError) return wordTemplateError(error);
  return { message: l10n.t("Something in Inkling went wrong. The log says more."), remedies: ["showLog"] };
}

function wordModelError({ reason, details }: ModelError): WordedError {
  const what = details.subject ?? l10n.t("the model");
  switch (reason) {
    case "unauthorized":
      return worded(l10n.t("{0} refused the API key. Check the key, or set another one.", what), "setApiKey");
    case "missingKey":
      return worded(l10n.t("{0} needs an API key, and none is stored yet.", what), "setApiKey");
    case "notFound":
      return worded(
        l10n.t('The server does not know "{0}". Check the model id and the address in inkling.models.', what),
        "openSettings",
        "chooseModel",
      );
    case "rateLimited":
      return worded(
        details.retryAfterMs === undefined
          ? l10n.t("{0} is getting too many requests. Wait a little and try again.", what)
          : l10n.t("{0} asks to wait {1} s before the next request.", what, seconds(details.retryAfterMs)),
        "tryAgain",
        "chooseModel",
      );
    case "outOfCredit":
      return worded(l10n.t("The account at {0} has no credit left.", what), "chooseModel");
    case "tooLong":
      return worded(
        details.limitTokens === undefined || details.askedTokens === undefined
          ? l10n.t("The text is too long for {0}. Select less, or choose a model with more context.", what)
          : l10n.t(
              "The text is too long for {0}: about {1} tokens, and it takes {2}. Select less, or choose a model with more context.",
              what,
              details.askedTokens,
              details.limitTokens,
            ),
        "chooseModel",
      );
    case "unreachable":
      return worded(
        l10n.t("{0} cannot be reached. Is the server running, and are you online?", what),
        "tryAgain",
        "openSettings",
        "chooseModel",
      );
    case "untrusted":
      return worded(
        l10n.t(
          "The certificate of {0} is not trusted ({1}). If the server is your own, add its certificate to this system; VS Code uses it too.",
          what,
          details.detail ?? "TLS",
        ),
        "openSettings",
      );
    case "wrongScheme":
      return worded(
        l10n.t(
          "{0} speaks the other of http and https. Change the address in inkling.models to begin with the right one.",
          what,
        ),
        "openSettings",
      );
    case "loading":
      return worded(l10n.t("{0} is still loading its model. Try again in a moment.", what), "tryAgain");
    case "timedOut":
      return worded(
        l10n.t(
          "{0} went silent and was given up. Try again, or raise inkling.timeout.firstToken and inkling.timeout.idle for a slow model.",
          what,
        ),
        "tryAgain",
        "openSettings",
      );
    case "interrupted":
      return worded(
        l10n.t("The connection to {0} broke before the answer was complete. Try again.", what),
        "tryAgain",
      );
    case "serverError":
      return worded(
        l10n.t("{0} has a problem of its own. Try again in a while.", what),
        "tryAgain",
        "chooseModel",
      );
    case "badRequest":
      return worded(withDetail(l10n.t("{0} did not accept the request.", what), details.detail), "showLog");
    case "badResponse":
      return worded(
        l10n.t(
          "What {0} answered is not what a model server answers. Check the address in inkling.models.",
          what,
        ),
        "openSettings",
      );
    case "filtered":
      return worded(l10n.t("The content filter of {0} stopped the answer.", what), "chooseModel");
    case "emptyAnswer":
      return worded(
        l10n.t("{0} answered nothing. Try again, or choose another model.", what),
        "tryAgain",
        "chooseModel",
      );
    case "badAnswer":
      return worded(
        l10n.t(
          "{0} did not answer in the form that was asked for, even when asked again. Try again, or choose a larger model.",
          what,
        ),
        "tryAgain",
        "chooseModel",
      );
    case "refused":
      return worded(
        details.detail === undefined
          ? l10n.t("{0} declined to do this.", what)
          : l10n.t("{0} declined: “{1}”", what, details.detail),
        "tryAgain",
        "chooseModel",
      );
    case "cutShort":
      return worded(
        l10n.t(
          "The answer of {0} broke off at its token limit. What there is can be looked at, but taking it would lose the end of your text.",
          what,
        ),
        "tryAgain",
        "chooseModel",
      );
    case "fileNotFound":
      return worded(
        l10n.t("There is no model file at {0}. Check the path in inkling.models.", what),
        "openSettings",
      );
    case "badFile":
      return worded(
        l10n.t("{0} is not a whole GGUF file. Download it again, or name another in inkling.models.", what),
        "openSettings",
      );
    case "engineFailed":
      return worded(
        withDetail(
          l10n.t("{0} stopped unexpectedly. The next request starts it anew.", what),
          details.detail,
        ),
        "tryAgain",
        "chooseModel",
        "showLog",
      );
    case "notApproved":
      return worded(
        l10n.t(
          'The model "{0}" comes from this folder\'s settings, and you have not allowed its address.',
          what,
        ),
        "chooseModel",
      );
    case "notSignedIn":
      return worded(
        l10n.t("Inkling could not use your Microsoft account. Try again, and sign in when VS Code asks."),
        "tryAgain",
        "chooseModel",
      );
    case "noConsent":
      return worded(
        l10n.t("VS Code has not let Inkling use {0}. Choose the model again to be asked.", what),
        "chooseModel",
      );
    case "gated":
      return worded(
        l10n.t(
          "{0} may be downloaded once you have accepted its terms on its page at the Hub, with a key of the same account.",
          what,
        ),
        "setApiKey",
      );
    case "diskFull":
      return worded(
        l10n.t("There is not enough room on the disk for {0}. Make some and try again.", what),
        "tryAgain",
      );
    case "checksumFailed":
      return worded(
        l10n.t("What came of {0} was damaged on the way, and is deleted. Download it again.", what),
        "tryAgain",
      );
    case "unknownModel":
      return worded(
        l10n.t('No model is called "{0}" in inkling.models.', what),
        "chooseModel",
        "openSettings",
      );
    case "aborted":
      return worded(l10n.t("Cancelled."));
  }
}

/** What stands on the button. */
export function remedyLabel(remedy: Remedy): string {
  switch (remedy) {
    case "tryAgain":
      return l10n.t("Try Again");
    case "setApiKey":
      return l10n.t("Set API Key");
    case "chooseModel":
      return l10n.t("Choose Model");
    case "openSettings":
      return l10n.t("Open Settings");
    case "showLog":
      return l10n.t("Show Log");
    case "openProposal":
      return l10n.t("Open the Proposal");
  }
}

function withDetail(message: string, detail: string | undefined): string {
  return detail ? `${message} (${detail})` : message;
}

function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
