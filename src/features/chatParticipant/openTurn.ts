import * as vscode from "vscode";
import type { AnswerOptions } from "../../core/chat/chat";
import { fitContext, type ContextItem } from "../../core/chat/chatContext";
import { contextRoom } from "../../core/chat/tokenShares";
import { sentContent } from "../../core/chat/turnMessages";
import type { LanguageModel } from "../../core/models/languageModel";
import type { ChatMessage } from "../../core/models/prompt";
import type { TemplateTarget } from "../../core/prompts/promptTemplate";
import { renderTemplate } from "../../core/prompts/renderTemplate";
import { hasMaterial, templateContext } from "../../core/prompts/templateContext";
import { templateSampling } from "../../core/prompts/templateSampling";
import { EditorError } from "../../platform/editorError";
import type { EditorSnapshot, SourceText } from "../../platform/editorSnapshot";
import type { Glossary } from "../../platform/glossary";
import type { ModelAccess } from "../../platform/modelAccess";
import { templateInput } from "../../platform/templateInput";
import { templateSource } from "../../platform/templateSource";
import type { TemplateLibrary } from "../../platform/templateLibrary";
import type { VariablePrompt } from "../../platform/variablePrompt";
import type { WorkspaceOverrides } from "../../platform/workspaceOverrides";
import { conversationSoFar, lastAnswer } from "./chatHistory";
import { namedTemplate } from "./namedTemplate";
import { TEMPLATE_COMMAND } from "./participantId";
import { promptAnswers } from "./promptAnswers";
import { askedFor, readReferences, withoutReferences, type ReferredText } from "./readReferences";

export interface TurnParts {
  readonly templates: Pick<TemplateLibrary, "contents" | "find">;
  readonly overrides: Pick<WorkspaceOverrides, "mayRun">;
  readonly models: Pick<ModelAccess, "resolve">;
  readonly glossary: Pick<Glossary, "read">;
  readonly variables: Pick<VariablePrompt, "ask">;
}

/** Everything that is known before the model is asked. */
export interface OpenedTurn {
  readonly model: LanguageModel;
  /** The question as the model gets it. */
  readonly asked: string;
  readonly messages: readonly ChatMessage[];
  readonly options: AnswerOptions;
  /** The texts that go along. */
  readonly used: readonly ReferredText[];
  /** The names of attachments that do not, or not whole. */
  readonly leftOut: readonly string[];
  readonly cutShort: readonly string[];
  /** For the run of a template. */
  readonly template?: RunTemplate;
}

export interface RunTemplate {
  readonly target: TemplateTarget;
  /** What it works on. */
  readonly source: SourceText | EditorSnapshot;
}

type Request = Pick<vscode.ChatRequest, "prompt" | "command" | "references">;
type History = vscode.ChatContext["history"];

/**
 * A question of the writer's, or with a slash command the run of the template of that name. Undefined when the writer
 * left what was asked before. Throws EditorError and what `ModelAccess.resolve` throws.
 */
export function openTurn(
  request: Request,
  history: History,
  parts: TurnParts,
): Promise<OpenedTurn | undefined> {
  return request.command === undefined
    ? openQuestion(request, history, parts)
    : openTemplate(request, request.command, history, parts);
}

/** The conversation goes along, and whatever is attached as far as there is room. */
async function openQuestion(
  { prompt, references }: Request,
  history: History,
  { models }: TurnParts,
): Promise<OpenedTurn> {
  const content = prompt.trim();
  const { texts, unread } = await readReferences(references);
  if (content === "" && texts.length === 0) throw new EditorError("nothingToWorkOn");
  const model = await models.resolve("chat", { mayAsk: true });
  const items = fitContext(texts, contextRoom({ content }, model.info));
  const has = ({ text }: ContextItem) => text !== "";
  const labels = (some: readonly ContextItem[]) => some.map(({ label }) => label);
  const asked = sentContent({ content, context: items }).trim();
  return {
    model,
    asked,
    messages: [...conversationSoFar(history), { role: "user", content: asked }],
    options: {},
    used: texts.filter((_, index) => items[index]?.text !== ""),
    leftOut: [...unread, ...labels(items.filter((item) => !has(item)))],
    cutShort: labels(items.filter((item) => has(item) && item.wholeTokens !== undefined)),
  };
}

/** A template says itself all that the model has to know: no conversation goes along. */
async function openTemplate(
  request: Request,
  command: string,
  history: History,
  { templates, overrides, models, glossary, variables }: TurnParts,
): Promise<OpenedTurn | undefined> {
  // What the editor shows is looked at by the template's own rules, not as VS Code attaches it.
  const references = askedFor(request.references);
  const asked = withoutReferences(request.prompt, references);
  const named =
    command === TEMPLATE_COMMAND
      ? await namedTemplate((await templates.contents()).templates, asked)
      : { id: command, prompt: asked };
  if (!named) return undefined;
  const found = await templates.find(named.id);
  if (!(await overrides.mayRun(found))) return undefined;
  const { template } = found;
  const { texts, unread } = await readReferences(references);
  const said = promptAnswers(template, named.prompt, vscode.env.language);
  const typed = namesLastAnswer(said.text) ? (lastAnswer(history) ?? said.text) : said.text;
  const given = [typed, ...texts.map(({ text }) => text)].filter(Boolean).join("\n\n");
  const source = templateSource(template, given.trim());
  const read = await templateInput(template, source, glossary);
  if (!hasMaterial(template, read)) throw new EditorError("nothingToWorkOn");
  const open = template.variables.filter(({ name }) => !Object.hasOwn(said.variables, name));
  const answers = await variables.ask(open);
  if (!answers) return undefined;
  const model = await models.resolve("chat", { mayAsk: true });
  const input = { ...read, variables: { ...said.variables, ...answers } };
  const { system, messages } = renderTemplate(template, templateContext(input, model.info));
  const { contextTokens } = model.info;
  const replaces = template.target === "replace" ? source.text : "";
  return {
    model,
    asked: messages[0]?.content ?? "",
    messages,
    options: {
      ...templateSampling(template, { replaces, contextTokens }),
      ...(system !== undefined && { system }),
    },
    used: texts,
    leftOut: unread,
    cutShort: [],
    template: { target: template.target, source },
  };
}

/** What the follow-up "Translate to …" types. */
export function lastAnswerName(): string {
  return vscode.l10n.t("the last answer");
}

function namesLastAnswer(text: string): boolean {
  return text.toLowerCase() === lastAnswerName().toLowerCase();
}
