import * as vscode from "vscode";
import type { PromptTemplate, TemplateTarget } from "../../core/prompts/promptTemplate";
import { cutDiff } from "../../core/text/cutDiff";
import { estimateTokens } from "../../core/text/tokenEstimate";
import { chooseRepository, type GitRepository } from "../../platform/gitRepositories";
import type { Glossary } from "../../platform/glossary";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel } from "../../platform/modelLabel";
import { cancellableProgress } from "../../platform/progress";
import type { ProposalRequest, Proposals } from "../../platform/proposals";
import { readStagedChanges } from "../../platform/stagedChanges";
import { templateInput } from "../../platform/templateInput";
import { openNewDocument } from "./newDocumentDestination";

/** What a model whose context is not known is given of a diff, in tokens. */
const DEFAULT_DIFF_TOKENS = 6000;
/** Room for the template's own words, its examples and the last subjects, in tokens. */
const PROMPT_TOKENS = 1200;
const SMALLEST_DIFF_TOKENS = 300;

export interface StagedRequestParts {
  readonly models: Pick<ModelAccess, "resolve">;
  readonly proposals: Pick<Proposals, "open">;
  readonly glossary: Pick<Glossary, "read">;
}

/** What is asked about the staged changes. */
export interface StagedRequest {
  readonly template: PromptTemplate;
  readonly target: TemplateTarget;
  readonly request: ProposalRequest;
}

/**
 * Writes about what is staged: a message into the repository's box, or whatever else into a document of its own.
 * `given` is what VS Code's source control view passes: an object with the repository's root. Throws ModelError, and
 * EditorError "noRepository", "nothingStaged".
 */
export async function writeAboutStaged(
  { template, target, request }: StagedRequest,
  given: unknown,
  { models, proposals, glossary }: StagedRequestParts,
): Promise<void> {
  const repository = await chooseRepository(rootOf(given));
  if (!repository) return;
  const snapshot = await readStagedChanges(repository);
  const read = await templateInput(template, snapshot, glossary);
  const { info } = await models.resolve("actions", { mayAsk: true });
  const text = cutDiff(snapshot.text, diffTokens(template, info.contextTokens));
  const cut = { text, before: text, paragraph: text };
  const opened = await proposals.open(request, snapshot, { ...read, ...cut });
  const controller = new AbortController();
  const answer = await cancellableProgress(
    vscode.l10n.t("Inkling: {0} with {1}", template.name, modelLabel(info.name)),
    controller,
    lastOf(opened.propose(controller.signal)),
  );
  await (target === "commitMessage" ? deliver(answer, repository) : openNewDocument(answer));
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
