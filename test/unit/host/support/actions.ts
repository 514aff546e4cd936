import { commands } from "vscode";
import { ActionRunner } from "../../../../src/features/actions/actionRunner";
import { AnswerDocuments } from "../../../../src/features/actions/answerDocuments";
import { RemarkThreads } from "../../../../src/features/actions/remarkThreads";
import { Proposals } from "../../../../src/platform/proposals";
import type { Suggestion, SuggestionPresenter } from "../../../../src/platform/suggestionPresenter";
import { testHost, type TestHostOptions } from "./testHost";

/** Read once for all tests of a file: there are many. */
const { templates: shipped } = testHost();

export interface ShownSuggestion {
  readonly suggestion: Suggestion;
  /** Each proposal as it grew. */
  readonly proposals: string[];
  readonly controller: AbortController;
}

/** The actions as extension.ts builds them; suggestions are read to the end and shown nowhere. */
export function startActions(options?: TestHostOptions) {
  const testing = options ? testHost(options) : { ...testHost(), templates: shipped };
  const shown: ShownSuggestion[] = [];
  const presenter: SuggestionPresenter = {
    present: async (suggestion, answer, controller) => {
      const proposals: string[] = [];
      shown.push({ suggestion, proposals, controller });
      for await (const proposal of answer) proposals.push(proposal);
    },
  };
  const answers = new AnswerDocuments(testing.commands);
  const remarks = new RemarkThreads(testing.commands);
  const proposals = new Proposals(testing);
  new ActionRunner(testing.commands, { ...testing, proposals, presenter, answers, remarks });
  return { ...testing, shown, answers, remarks };
}

/** Runs the command of the action `id`. */
export function runAction(id: string, ...given: unknown[]): Thenable<unknown> {
  return commands.executeCommand(`inkling.action.${id}`, ...given);
}

/** The last words of the prompt of a request: what the model is asked. */
export function askedOf(request: { readonly prompt: unknown } | undefined): string {
  return JSON.stringify(request?.prompt);
}
