import { beforeEach, describe, expect, it, vi } from "vitest";
import { CancellationError } from "vscode";
import { ModelError } from "../../../../src/core/models/modelError";
import { EditorError } from "../../../../src/platform/editorError";
import { ErrorReporter, isCancellation } from "../../../../src/platform/errorReporter";
import { OutputLogger } from "../../../../src/platform/logger";
import { documents } from "../../../fakes/documents";
import { host, resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";
import { modelReasons } from "../support/reasons";

beforeEach(resetVscode);

const reporter = () => new ErrorReporter(new OutputLogger());
const logged = () => ui.log.map(({ message }) => message).join("\n");
const interrupted = new ModelError("interrupted", { subject: "llm.example.com" });

/** Lets the answer to a message that was just shown arrive. */
const answered = () => vi.waitFor(() => expect(ui.answers).toEqual([]));

describe("what the writer stopped", () => {
  it.each([
    ["a model's abort", new ModelError("aborted")],
    ["VS Code's own cancellation", new CancellationError()],
  ])("is neither shown nor logged: %s", (_, error) => {
    reporter().report(error);
    expect(isCancellation(error)).toBe(true);
    expect(ui.messages).toEqual([]);
    expect(ui.log).toEqual([]);
  });

  it("is nothing else: an error that only says so is an error", () => {
    expect(isCancellation(new Error("aborted"))).toBe(false);
    expect(isCancellation(interrupted)).toBe(false);
    expect(isCancellation(undefined)).toBe(false);
  });
});

describe("a reported error", () => {
  it("is shown once with its words and buttons, and logged", () => {
    ui.answers.push(undefined);
    reporter().report(new ModelError("missingKey", { subject: "api.openai.com" }));
    expect(ui.messages).toMatchObject([{ severity: "error", buttons: ["Set API Key"] }]);
    expect(ui.messages[0]?.message).toContain("api.openai.com");
    expect(logged()).toBe("missingKey: api.openai.com");
  });

  it("offers Try Again only where it is told how", () => {
    ui.answers.push(undefined, undefined);
    reporter().report(interrupted);
    reporter().report(interrupted, () => {});
    expect(ui.messages.map(({ buttons }) => buttons)).toEqual([[], ["Try Again"]]);
  });

  it("is tried again when the writer says so, and only then", async () => {
    const retry = vi.fn();
    ui.answers.push(undefined);
    reporter().report(interrupted, retry);
    await answered();
    expect(retry).not.toHaveBeenCalled();
    ui.answers.push("Try Again");
    reporter().report(interrupted, retry);
    await vi.waitFor(() => expect(retry).toHaveBeenCalledOnce());
  });

  it.each([
    [
      "Set API Key",
      new ModelError("unauthorized", { subject: "api.openai.com" }),
      ["inkling.setApiKey", "api.openai.com"],
    ],
    ["Choose Model", new ModelError("unknownModel", { subject: "x" }), ["inkling.chooseModel"]],
    [
      "Open Settings",
      new ModelError("notFound", { subject: "x" }),
      ["workbench.action.openSettings", "inkling."],
    ],
  ])("does what %s promises", async (button, error, command) => {
    host.ownCommands.push(String(command[0]));
    ui.answers.push(button);
    reporter().report(error);
    await vi.waitFor(() => expect(host.executed).toEqual([command]));
  });

  it("shows the log when asked to", async () => {
    ui.answers.push("Show Log");
    reporter().report(new Error("x"));
    await vi.waitFor(() => expect(ui.logWasShown).toBe(true));
  });

  it("opens the proposal that found no place as a text of its own", async () => {
    ui.answers.push("Open the Proposal");
    reporter().report(new EditorError("textChanged", "What the model wrote."));
    await vi.waitFor(() => expect(documents.shown).toHaveLength(1));
    expect(documents.shown[0]?.getText()).toBe("What the model wrote.");
  });
});

describe("the log", () => {
  it.each(modelReasons)("names the reason %s and its subject", (reason) => {
    reporter().log(new ModelError(reason, { subject: "llm.example.com" }));
    expect(logged()).toBe(`${reason}: llm.example.com`);
  });

  it.each(modelReasons)(
    "holds nothing of what a server said with %s, which may quote the prompt",
    (reason) => {
      const detail = "invalid: 'My dearest Ada'";
      const cause = new Error(detail);
      reporter().log(new ModelError(reason, { subject: "llm.example.com", status: 400, detail, cause }));
      expect(logged()).toContain("400");
      expect(logged()).not.toContain("Ada");
    },
  );

  it.each(["serverError", "badRequest", "badResponse", "tooLong"] as const)(
    "holds nothing of a server's %s that came without a status, inside the stream",
    (reason) => {
      reporter().log(new ModelError(reason, { detail: "My dearest Ada" }));
      expect(logged()).toBe(reason);
    },
  );

  it.each([
    ["unreachable", "ECONNREFUSED"],
    ["engineFailed", "exit code 137"],
    ["badFile", "not GGUF"],
  ] as const)("keeps what this machine says of %s", (reason, detail) => {
    reporter().log(new ModelError(reason, { subject: "x", detail }));
    expect(logged()).toBe(`${reason}: x · ${detail}`);
  });

  it("masks a key, wherever it stands", () => {
    reporter().log(new ModelError("unreachable", { subject: "x", detail: "sk-abcdef123456" }));
    expect(logged()).not.toContain("abcdef");
  });

  it("holds the reason of an editor's error and not the proposal", () => {
    reporter().log(new EditorError("textChanged", "My dearest Ada"));
    expect(logged()).toBe("textChanged");
  });

  it("holds the place of a fault of our own and not its words", () => {
    reporter().log(new TypeError("cannot read 'My dearest Ada'"));
    expect(ui.log[0]?.level).toBe("error");
    expect(logged()).toContain("TypeError");
    expect(logged()).toContain("errorReporter.test.ts");
    expect(logged()).not.toContain("Ada");
  });

  it("holds nothing of a fault's words when they go over several lines", () => {
    reporter().log(new Error("could not parse:\nMy dearest Ada,\nthe summer is long"));
    expect(logged()).toContain("errorReporter.test.ts");
    expect(logged()).not.toMatch(/Ada|summer/);
  });

  it.each([[undefined], ["My dearest Ada"], [{ text: "My dearest Ada" }]])(
    "takes %j, which is no Error",
    (thrown) => {
      reporter().log(thrown);
      expect(ui.log).toHaveLength(1);
      expect(logged()).not.toContain("Ada");
    },
  );
});
