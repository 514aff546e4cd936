import { describe, expect, it } from "vitest";
import {
  ModelError,
  type ModelErrorDetails,
  type ModelErrorReason,
} from "../../../../src/core/models/modelError";
import { TemplateError } from "../../../../src/core/prompts/templateError";
import { EditorError } from "../../../../src/platform/editorError";
import { remedyLabel, wordError } from "../../../../src/platform/errorWording";
import type { Remedy } from "../../../../src/platform/wordedError";
import { editorReasons, modelReasons } from "../support/reasons";

/** Nobody reads this one: what the writer stopped is not shown. */
const shownReasons = modelReasons.filter((reason) => reason !== "aborted");

const allDetails: ModelErrorDetails = {
  subject: "llm.example.com",
  detail: "some detail",
  status: 400,
  retryAfterMs: 1500,
  limitTokens: 4096,
  askedTokens: 5000,
};

function words(reason: (typeof modelReasons)[number], details: ModelErrorDetails = allDetails) {
  return wordError(new ModelError(reason, details));
}

describe("a model's error", () => {
  it("has words of its own for every reason", () => {
    const messages = modelReasons.map((reason) => words(reason).message);
    expect(new Set(messages).size).toBe(modelReasons.length);
  });

  it.each(shownReasons)("%s: names what it is about", (reason) => {
    const what = reason === "notSignedIn" ? "Microsoft account" : "llm.example.com";
    expect(words(reason).message).toContain(what);
  });

  it.each(modelReasons)("%s: fills every gap in its sentence, whatever is known", (reason) => {
    for (const details of [{}, { subject: "x" }, allDetails]) {
      expect(words(reason, details).message).not.toMatch(/\{\d|undefined|NaN/);
    }
  });

  it.each(shownReasons)("%s: offers a button that helps, and none twice", (reason) => {
    const { remedies } = words(reason);
    expect(remedies.length).toBeGreaterThan(0);
    expect(new Set(remedies).size).toBe(remedies.length);
  });

  // A record, so that the compiler asks what helps against a new reason.
  const firstRemedy: Record<Exclude<ModelErrorReason, "aborted">, Remedy> = {
    unauthorized: "setApiKey",
    missingKey: "setApiKey",
    notFound: "openSettings",
    rateLimited: "tryAgain",
    outOfCredit: "chooseModel",
    tooLong: "chooseModel",
    unreachable: "tryAgain",
    untrusted: "openSettings",
    wrongScheme: "openSettings",
    loading: "tryAgain",
    timedOut: "tryAgain",
    interrupted: "tryAgain",
    serverError: "tryAgain",
    badRequest: "showLog",
    badResponse: "openSettings",
    filtered: "chooseModel",
    emptyAnswer: "tryAgain",
    badAnswer: "tryAgain",
    refused: "tryAgain",
    cutShort: "tryAgain",
    fileNotFound: "openSettings",
    badFile: "openSettings",
    engineFailed: "tryAgain",
    notApproved: "chooseModel",
    notSignedIn: "tryAgain",
    noConsent: "chooseModel",
    gated: "setApiKey",
    diskFull: "tryAgain",
    checksumFailed: "tryAgain",
    unknownModel: "chooseModel",
  };

  it.each(Object.entries(firstRemedy) as [ModelErrorReason, Remedy][])(
    "%s: its first button is %s",
    (reason, remedy) => {
      expect(words(reason).remedies[0]).toBe(remedy);
    },
  );

  it.each([
    "unauthorized",
    "missingKey",
    "notFound",
    "tooLong",
    "filtered",
    "badFile",
    "outOfCredit",
    "untrusted",
    "wrongScheme",
    "badResponse",
    "gated",
    "notApproved",
    "unknownModel",
  ] as const)("%s: does not offer to try again what would fail again", (reason) => {
    expect(words(reason).remedies).not.toContain("tryAgain");
  });

  it("says how long a busy server wants to be left alone, in whole seconds and never 0", () => {
    expect(words("rateLimited", { subject: "x", retryAfterMs: 1500 }).message).toContain("2 s");
    expect(words("rateLimited", { subject: "x", retryAfterMs: 0 }).message).toContain("1 s");
    expect(words("rateLimited", { subject: "x" }).message).not.toMatch(/\d/);
  });

  it("names the writer's own way out where another model is none", () => {
    expect(words("gated").message).toMatch(/accepted its terms.*key of the same account/);
    expect(words("untrusted").message).toMatch(/some detail.*add its certificate/);
    expect(words("untrusted", { subject: "x" }).message).toContain("(TLS)");
    expect(words("wrongScheme").message).toMatch(/http and https.*inkling\.models/);
    expect(words("timedOut").message).toMatch(/inkling\.timeout\.firstToken.*inkling\.timeout\.idle/);
    expect(words("noConsent").message).toContain("Choose the model again");
    expect(words("notSignedIn").message).toContain("sign in");
    expect(words("checksumFailed").message).toContain("Download it again");
    expect(words("diskFull").message).toContain("Make some");
  });

  it("says by how much a text is too long where the numbers are known", () => {
    const { message } = words("tooLong");
    expect(message).toContain("5000");
    expect(message).toContain("4096");
    expect(words("tooLong", { subject: "x", limitTokens: 4096 }).message).not.toContain("4096");
  });

  it("shows a server's own words only where there is nothing better to say", () => {
    const quoting = shownReasons.filter((reason) => words(reason).message.includes("some detail"));
    expect(quoting).toEqual(["untrusted", "badRequest", "refused", "engineFailed"]);
  });
});

describe("an editor's error", () => {
  it("has words of its own for every reason", () => {
    const messages = editorReasons.map((reason) => wordError(new EditorError(reason)).message);
    expect(new Set(messages).size).toBe(editorReasons.length);
  });

  it.each(editorReasons)("%s: is a finished sentence", (reason) => {
    expect(wordError(new EditorError(reason)).message).toMatch(/^[A-Z][^{}]*\.$/);
  });

  it.each(["documentClosed", "textChanged", "editRefused"] as const)(
    "%s: offers the proposal, so that it is not lost, and only where there is one",
    (reason) => {
      expect(wordError(new EditorError(reason, "the proposal")).remedies).toEqual(["openProposal"]);
      expect(wordError(new EditorError(reason)).remedies).toEqual([]);
    },
  );
});

describe("any other error", () => {
  it("of a template names the file and what is wrong in it", () => {
    const { message, remedies } = wordError(new TemplateError("poem", "target: Invalid type"));
    expect(message).toContain("poem.prompt.md cannot be used");
    expect(message).toContain("target: Invalid type");
    expect(remedies).toEqual(["showLog"]);
  });

  it("points to the log and does not show its own words", () => {
    const { message, remedies } = wordError(new TypeError("x is not a function"));
    expect(message).not.toContain("x is not a function");
    expect(remedies).toEqual(["showLog"]);
  });

  it.each([[undefined], [null], ["text"], [{}]])("may be %j, which is no Error at all", (thrown) => {
    expect(wordError(thrown).remedies).toEqual(["showLog"]);
  });
});

describe("the buttons", () => {
  it("are told apart by their labels", () => {
    const remedies: Record<Remedy, true> = {
      tryAgain: true,
      setApiKey: true,
      chooseModel: true,
      openSettings: true,
      showLog: true,
      openProposal: true,
    };
    const labels = (Object.keys(remedies) as Remedy[]).map(remedyLabel);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.every((label) => label !== "")).toBe(true);
  });
});
