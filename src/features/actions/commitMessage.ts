import * as vscode from "vscode";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { estimateTokens } from "../../core/text/tokenEstimate";
import { chooseRepository, type GitRepository } from "../../platform/gitRepositories";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel } from "../../platform/modelLabel";
import { cancellableProgress } from "../../platform/progress";
import type { Proposals } from "../../platform/proposals";
import { readStagedChanges } from "../../platform/stagedChanges";

/** What a model whose context is not known is given of a diff, in tokens. */
const DEFAULT_DIFF_TOKENS = 6000;
/** Room for the template's own words, its examples and the last subjects, in tokens. */
const PROMPT_TOKENS = 1200;
const SMALLEST_DIFF_TOKENS = 300;

export interface CommitMessageParts {
  readonly models: Pick<ModelAccess, "resolve">;
  readonly proposals: Pick<Proposals, "open">;
}

/**
 * Writes a message for what is staged into the repository's box. `given` is what VS Code's source control view passes:
 * an object with the repository's root. Throws ModelError, and EditorError "noRepository", "nothingStaged".
 */
export async function writeCommitMessage(
  template: PromptTemplate,
  given: unknown,
  { models, proposals }: CommitMessageParts,
): Promise<void> {
  const repository = await chooseRepository(rootOf(given));
  if (!repository) return;
  const { info } = await models.resolve("actions", { mayAsk: true });
  const snapshot = await readStagedChanges(repository, diffTokens(template, info.contextTokens));
  const opened = await proposals.open({ templateId: template.id, variables: {} }, snapshot);
  const controller = new AbortController();
  const message = await cancellableProgress(
    vscode.l10n.t("Inkling: {0} with {1}", template.name, modelLabel(info.name)),
    controller,
    lastOf(opened.propose(controller.signal)),
  );
  await deliver(message, repository);
}

/** The whole answer: a box that fills word by word could be committed half-way. */
async function lastOf(answer: AsyncIterable<string>): Promise<string> {
  let whole = "";
  for await (const text of answer) whole = text;
  return whole.trim();
}

/** What the writer has in the box already is theirs: they are asked. */
async function deliver(message: string, { inputBox }: GitRepository): Promise<void> {
  if (inputBox.value.trim() === "") {
    inputBox.value = message;
    return;
  }
  const replace = vscode.l10n.t("Replace");
  const copy = vscode.l10n.t("Copy");
  const question = vscode.l10n.t("The box for the commit message is not empty. Replace what is in it?");
  const chosen = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: message },
    replace,
    copy,
  );
  if (chosen === replace) inputBox.value = message;
  else if (chosen === copy) await vscode.env.clipboard.writeText(message);
}

function diffTokens({ maxTokens, system = "", user }: PromptTemplate, contextTokens?: number): number {
  if (contextTokens === undefined) return DEFAULT_DIFF_TOKENS;
  const own = estimateTokens(system) + estimateTokens(user) + PROMPT_TOKENS;
  return Math.max(SMALLEST_DIFF_TOKENS, contextTokens - maxTokens - own);
}

function rootOf(given: unknown): vscode.Uri | undefined {
  const root = typeof given === "object" && given !== null && "rootUri" in given ? given.rootUri : undefined;
  return root instanceof vscode.Uri ? root : undefined;
}
