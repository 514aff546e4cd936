import type { LanguageModel } from "../core/models/languageModel";
import type { PromptTemplate } from "../core/prompts/promptTemplate";
import type { TemplateInput } from "../core/prompts/templateContext";
import { propose, type Refinement } from "../core/rewrite/proposal";
import type { EditorSnapshot } from "./editorSnapshot";
import type { Glossary } from "./glossary";
import type { ModelAccess } from "./modelAccess";
import { templateInput } from "./templateInput";
import type { TemplateLibrary } from "./templateLibrary";

/** What is asked of a model: a template, and the answers to its variables. */
export interface ProposalRequest {
  readonly templateId: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface ProposalsParts {
  readonly templates: Pick<TemplateLibrary, "get">;
  readonly models: Pick<ModelAccess, "resolve">;
  readonly glossary: Pick<Glossary, "read">;
}

/** A model that is ready to be asked, and the template to ask it with. */
export interface OpenedRequest {
  readonly template: PromptTemplate;
  readonly model: LanguageModel;
  /** The whole proposal each time it has grown. Throws ModelError. */
  propose(signal: AbortSignal, refinement?: Refinement): AsyncIterable<string>;
}

/** The one way from a request to proposals, for the first and for every later version. */
export class Proposals {
  constructor(private readonly parts: ProposalsParts) {}

  /**
   * Throws EditorError "templateMissing" and what `ModelAccess.resolve` throws.
   *
   * @param read what the template is given of `snapshot`; read now where left out
   */
  async open(
    { templateId, variables }: ProposalRequest,
    snapshot: EditorSnapshot,
    read?: Omit<TemplateInput, "variables">,
  ): Promise<OpenedRequest> {
    const template = await this.parts.templates.get(templateId);
    // Before anything is asked: a key that the writer copies for the model is not what the clipboard is wanted for.
    const given = read ?? (await templateInput(template, snapshot, this.parts.glossary));
    const model = await this.parts.models.resolve("actions", { mayAsk: true });
    const input = { ...given, variables };
    return {
      template,
      model,
      propose: (signal, refinement) => propose(template, input, model, signal, refinement),
    };
  }
}
