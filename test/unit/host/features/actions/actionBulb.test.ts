import { beforeEach, describe, expect, it } from "vitest";
import { CodeActionKind, CodeActionTriggerKind, type CodeAction, type TextDocument } from "vscode";
import { registerActionBulb } from "../../../../../src/features/actions/actionBulb";
import { FakeDocument } from "../../../../fakes/documents";
import { Position, Range } from "../../../../fakes/values";
import { host, resetVscode } from "../../../../fakes/vscode";
import { actionArguments } from "../../../../../src/features/actions/actionArguments";
import { ACTION_IDS } from "../../../../../src/features/actions/actionCatalogue";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

const EMPTY = new Range(new Position(0, 1), new Position(0, 1));
const SELECTED = new Range(new Position(0, 0), new Position(0, 3));

/** The code actions that are offered for a place. */
function offered(
  languageId: string,
  range: Range,
  triggerKind: CodeActionTriggerKind,
  only?: CodeActionKind,
): CodeAction[] {
  registerActionBulb();
  const document = new FakeDocument("untitled:Untitled-1", "One", languageId) as unknown as TextDocument;
  const context = { triggerKind, only, diagnostics: [] };
  const provider = host.codeActionProviders.at(-1)?.provider;
  return provider?.provideCodeActions(document, range as never, context, {} as never) as CodeAction[];
}

const { Invoke, Automatic } = CodeActionTriggerKind;

describe("the light bulb", () => {
  it.each([
    ["prose that is selected", "markdown", SELECTED, Automatic, true],
    ["prose at the cursor, when asked for", "latex", EMPTY, Invoke, true],
    ["prose at the cursor", "markdown", EMPTY, Automatic, false],
    ["code that is selected, when asked for", "typescript", SELECTED, Invoke, true],
    ["code that is selected", "typescript", SELECTED, Automatic, false],
    ["code at the cursor, when asked for", "typescript", EMPTY, Invoke, false],
  ])("for %s", (_, language, range, trigger, isOffered) => {
    expect(offered(language, range, trigger).length > 0).toBe(isOffered);
  });

  it("offers refactorings that rewrite, and nothing to whoever wants something else", () => {
    const rewrite = CodeActionKind.RefactorRewrite;
    const actions = offered("markdown", SELECTED, Invoke, rewrite);
    expect(actions.every(({ kind }) => kind !== undefined && rewrite.contains(kind))).toBe(true);
    expect(offered("markdown", SELECTED, Invoke, CodeActionKind.QuickFix)).toEqual([]);
    expect(host.codeActionProviders[0]?.metadata.providedCodeActionKinds).toEqual([actions[0]?.kind]);
  });

  it("calls commands that exist, with answers that their templates take", async () => {
    const { templates } = testHost();
    for (const { command } of offered("markdown", SELECTED, Invoke)) {
      const id = command?.command.replace("inkling.action.", "") ?? "";
      expect(ACTION_IDS).toContain(id);
      const [given] = (command?.arguments ?? []) as [object];
      expect(actionArguments(await templates.get(id), given).variables).toEqual(given);
    }
  });
});
