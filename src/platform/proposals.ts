import type { LanguageModel } from "../core/models/languageModel";
import type { PromptTemplate } from "../core/prompts/promptTemplate";
import { propose, type Refinement } from "../core/rewrite/proposal";
import type { BuiltInTemplates } from "./builtInTemplates";
import type { EditorSnapshot } from "./editorSnapshot";
import type { ModelAccess } from "./modelAccess";

/** What is asked of a model: a template, and the answers to its variables. */
export interface ProposalRequest {
  readonly templateId: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface ProposalsParts {
  readonly templates: Pick<BuiltInTemplates, "get">;
  readonly models: Pick<ModelAccess, "resolve">;
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

  /** Throws EditorError "templateMissing" and what `ModelAccess.resolve` throws. */
  async open({ templateId, variables }: ProposalRequest, snapshot: EditorSnapshot): Promise<OpenedRequest> {
    const template = await this.parts.templates.get(templateId);
    const model = await this.parts.models.resolve("actions", { mayAsk: true });
    const input = { ...snapshot, variables };
    return {
      template,
      model,
      propose: (signal, refinement) => propose(template, input, model, signal, refinement),
    };
  }
}
