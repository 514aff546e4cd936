import * as vscode from "vscode";
import type { Question } from "../../core/chat/chatTransitions";
import { isOfferedIn } from "../../core/prompts/libraryTemplate";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { renderTemplate } from "../../core/prompts/renderTemplate";
import { hasMaterial, templateContext } from "../../core/prompts/templateContext";
import { templateSampling } from "../../core/prompts/templateSampling";
import type { BuiltInTemplates } from "../../platform/builtInTemplates";
import { EditorError } from "../../platform/editorError";
import type { ModelAccess } from "../../platform/modelAccess";
import { templateSource } from "../../platform/templateSource";
import type { VariablePrompt } from "../../platform/variablePrompt";

export interface ChatTemplatesParts {
  readonly templates: Pick<BuiltInTemplates, "all" | "get">;
  readonly models: Pick<ModelAccess, "resolve">;
  readonly variables: Pick<VariablePrompt, "ask">;
}

/** The templates of the gallery, and the questions that are made of them. */
export class ChatTemplates {
  #all: readonly PromptTemplate[] = [];
  /** The ids of those that were offered last. */
  #offered = "";

  constructor(private readonly parts: ChatTemplatesParts) {}

  /** Reads them. */
  async load(): Promise<void> {
    // What is staged is no text to talk about here: it has a place of its own.
    this.#all = (await this.parts.templates.all()).filter(({ scope }) => scope !== "stagedChanges");
  }

  /** Those for the document that the writer is in. */
  offered(): readonly PromptTemplate[] {
    const offered = this.#fitting();
    this.#offered = idsOf(offered);
    return offered;
  }

  /** Whether others are to be offered than the last time, for the writer is in another document. */
  haveChanged(): boolean {
    return idsOf(this.#fitting()) !== this.#offered;
  }

  /**
   * What a template asks, on the text that was typed, else on the editor's selection or paragraph. Undefined when the
   * writer leaves its questions. Throws EditorError, and what `ModelAccess.resolve` throws.
   */
  async question(id: string, typed: string): Promise<Question | undefined> {
    const { templates, variables, models } = this.parts;
    const template = await templates.get(id);
    const source = templateSource(template, typed);
    if (!hasMaterial(template, source)) throw new EditorError("nothingToWorkOn");
    const values = await variables.ask(template.variables);
    if (!values) return undefined;
    const { info } = await models.resolve("chat", { mayAsk: true });
    const { system, messages } = renderTemplate(
      template,
      templateContext({ ...source, variables: values }, info),
    );
    return {
      content: messages[0]?.content ?? "",
      options: { ...templateSampling(template), ...(system !== undefined && { system }) },
    };
  }

  #fitting(): readonly PromptTemplate[] {
    const languageId = vscode.window.activeTextEditor?.document.languageId ?? "";
    return this.#all.filter((template) => isOfferedIn(template, languageId));
  }
}

function idsOf(templates: readonly PromptTemplate[]): string {
  return templates.map(({ id }) => id).join();
}
