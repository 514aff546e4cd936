import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat";
import type { Question } from "../../core/chat/chatTransitions";
import { quotedTexts } from "../../core/chat/quotedTexts";
import { isOfferedIn, type LibraryTemplate, type TemplateProblem } from "../../core/prompts/libraryTemplate";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { renderTemplate } from "../../core/prompts/renderTemplate";
import { hasMaterial, templateContext, type TemplateInput } from "../../core/prompts/templateContext";
import { templateSampling } from "../../core/prompts/templateSampling";
import { answerFault } from "../../core/prompts/variableAnswer";
import { AnswerMemory } from "../../platform/answerMemory";
import { wordAnswerFault } from "../../platform/answerWording";
import { EditorError } from "../../platform/editorError";
import { wordEditorError } from "../../platform/editorErrorWording";
import type { Glossary } from "../../platform/glossary";
import type { ModelAccess } from "../../platform/modelAccess";
import { templateInput } from "../../platform/templateInput";
import type { TemplateLibrary } from "../../platform/templateLibrary";
import { templateSource } from "../../platform/templateSource";
import type { PanelPreview } from "../../protocol/chatPanel/panelState";
import type { AskedModel } from "./contextChips";
import { GalleryMemory } from "./galleryMemory";
import { panelGallery } from "./panelTemplates";
import { sourceWords } from "./sourceWords";
import { previewParts, tokenWords } from "./templatePreview";

export interface ChatTemplatesParts {
  readonly templates: Pick<TemplateLibrary, "contents" | "get">;
  readonly glossary: Pick<Glossary, "read">;
  readonly models: Pick<ModelAccess, "resolve">;
  /** The same in all windows. */
  readonly state: vscode.Memento;
}

/** What the writer filled in: the composer's text, and the form of the template. */
export interface FilledForm {
  readonly id: string;
  /** Empty for what is in the editor. */
  readonly text: string;
  /** Answers by the names of variables; what is left out is as it was the last time. */
  readonly values: Readonly<Record<string, string>>;
}

/** The templates of the gallery, and the questions that are made of them. */
export class ChatTemplates {
  #all: readonly LibraryTemplate[] = [];
  #problems: readonly TemplateProblem[] = [];
  #loading: ReturnType<TemplateLibrary["contents"]> | undefined;
  /** The ids of those that were offered last. */
  #offered = "";
  readonly #answers: AnswerMemory;
  readonly #memory: GalleryMemory;

  constructor(private readonly parts: ChatTemplatesParts) {
    this.#answers = new AnswerMemory(parts.state);
    this.#memory = new GalleryMemory(parts.state);
  }

  /** Reads them. */
  async load(): Promise<void> {
    const loading = (this.#loading = this.parts.templates.contents());
    const { templates, problems } = await loading;
    if (this.#loading !== loading) return; // what was read later is newer
    // What is staged is no text to talk about here: it has a place of its own.
    this.#all = templates.filter(({ template }) => template.scope !== "stagedChanges");
    this.#problems = problems;
  }

  /** The gallery for the document that the writer is in. */
  gallery(): ReturnType<typeof panelGallery> {
    const templates = this.#fitting();
    this.#offered = idsOf(templates);
    const [memory, answers] = [this.#memory, this.#answers];
    return panelGallery({ templates, problems: this.#problems, memory, answers });
  }

  async mark(id: string, isFavourite: boolean): Promise<void> {
    await this.#memory.mark(id, isFavourite);
  }

  /** Whether others are to be offered than the last time, for the writer is in another document. */
  haveChanged(): boolean {
    return idsOf(this.#fitting()) !== this.#offered;
  }

  /**
   * What a template asks, on the text that was typed, else on what its scope names in the editor. Undefined where
   * something has to be filled in first. Throws EditorError, and what `ModelAccess.resolve` throws.
   */
  async question({ id, text, values: given }: FilledForm): Promise<Question | undefined> {
    const { templates, models } = this.parts;
    const template = await templates.get(id);
    const input = await this.#input(template, text);
    if (!hasMaterial(template, input)) throw new EditorError("nothingToWorkOn");
    const values = this.#values(template, given);
    const { variables } = template;
    if (variables.some((variable) => answerFault(variable, values[variable.name] ?? ""))) return undefined;
    const { info } = await models.resolve("chat", { mayAsk: true });
    const context = templateContext({ ...input, variables: values }, info);
    const { system, messages } = renderTemplate(template, context);
    const content = messages[0]?.content ?? "";
    for (const variable of variables) await this.#answers.remember(variable, values[variable.name] ?? "");
    await this.#memory.used(id);
    const quoted = quotedTexts(template, context);
    return {
      content,
      options: { ...templateSampling(template), ...(system !== undefined && { system }) },
      ...(quoted.length > 0 && { quoted }),
    };
  }

  /** The prompt as `question` would ask it now at the end of `chat`, without asking anybody anything. */
  async preview(
    { id, text, values: given }: FilledForm,
    chat: Chat,
    model: AskedModel,
  ): Promise<PanelPreview> {
    const template = await this.parts.templates.get(id);
    const values = this.#values(template, given);
    const faults: PanelPreview["faults"][number][] = template.variables.flatMap((variable) => {
      const message = wordAnswerFault(variable, values[variable.name] ?? "");
      return message === undefined ? [] : [{ variable: variable.name, message }];
    });
    const failed = (error: EditorError): PanelPreview => ({
      ...{ source: "", parts: [], tokens: 0, words: tokenWords(0, model.contextTokens ?? 0), shares: [] },
      faults: [...faults, { message: wordEditorError(error).message }],
    });
    try {
      const input = await this.#input(template, text);
      if (!hasMaterial(template, input)) return failed(new EditorError("nothingToWorkOn"));
      const context = templateContext({ ...input, variables: values }, model);
      return {
        source: sourceWords(template, text),
        ...previewParts({ template, context, chat, model }),
        faults,
      };
    } catch (error) {
      if (error instanceof EditorError) return failed(error);
      throw error;
    }
  }

  #input(template: PromptTemplate, typed: string): Promise<Omit<TemplateInput, "variables">> {
    return templateInput(template, templateSource(template, typed.trim()), this.parts.glossary);
  }

  /** Of the form only what the template asks for. */
  #values({ variables }: PromptTemplate, given: FilledForm["values"]): Record<string, string> {
    const answers = this.#answers;
    return Object.fromEntries(
      variables.map((variable) => {
        const { name } = variable;
        return [
          name,
          (Object.hasOwn(given, name) ? given[name] : undefined) ?? answers.first(variable) ?? "",
        ];
      }),
    );
  }

  #fitting(): readonly LibraryTemplate[] {
    const languageId = vscode.window.activeTextEditor?.document.languageId ?? "";
    return this.#all.filter(({ template }) => isOfferedIn(template, languageId));
  }
}

/** In another order, or from another place, they are others. */
function idsOf(templates: readonly LibraryTemplate[]): string {
  return templates.map(({ template }) => template.id).join();
}
