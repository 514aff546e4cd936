import * as vscode from "vscode";
import { abortable } from "../../core/common/abort";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import { adaptPrompt } from "../../core/models/adaptPrompt";
import type { LanguageModel, ModelInfo } from "../../core/models/languageModel";
import { staysHere } from "../../core/models/modelAddress";
import { ModelError } from "../../core/models/modelError";
import { countTokens, encodingOf } from "../../core/models/usage/countTokens";
import { IMAGE_TOKENS } from "../../core/models/usage/imageTokens";
import type { ModelSettings } from "../../core/settings/settings";
import { toAbortSignal } from "../../platform/cancellation";
import type { Configuration } from "../../platform/configuration";
import type { ErrorReporter } from "../../platform/errorReporter";
import type { ModelAccess } from "../../platform/modelAccess";
import { imagesIn, takesImages } from "../../platform/imageParts";
import { modelLabel, whereTextGoes } from "../../platform/modelLabel";
import { INKLING_VENDOR } from "../../platform/vscodeModels";
import { conversationOf, textOf } from "./providerMessages";
import { providerError } from "./providerError";

/** Tokens of context and of one answer where neither the settings nor the server say. */
const DEFAULT_CONTEXT_TOKENS = 8192;
const MOST_ANSWER_TOKENS = 4096;
/** Milliseconds that a server may take to tell what it knows of its model. */
const INFO_MS = 2_000;

interface Parts {
  readonly configuration: Pick<Configuration, "settings" | "onDidChange">;
  readonly models: Pick<ModelAccess, "list" | "open">;
  readonly errors: Pick<ErrorReporter, "log">;
}

/** Offers the writer's models to VS Code's own chat and, through it, to other extensions. */
export class ModelProvider implements Disposable, vscode.LanguageModelChatProvider {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeLanguageModelChatInformation = this.#changed.event;

  constructor(private readonly parts: Parts) {
    // Editors that are built on VS Code without its chat do not have it.
    const { lm } = vscode as { readonly lm?: Partial<typeof vscode.lm> };
    if (!lm?.registerLanguageModelChatProvider) return;
    this.#store.add(lm.registerLanguageModelChatProvider(INKLING_VENDOR, this));
    this.#store.add(parts.configuration.onDidChange(() => this.#changed.fire()));
  }

  async provideLanguageModelChatInformation(): Promise<vscode.LanguageModelChatInformation[]> {
    return Promise.all(this.#offered().map((settings) => this.#describe(settings)));
  }

  async provideLanguageModelChatResponse(
    { id, maxOutputTokens }: vscode.LanguageModelChatInformation,
    messages: readonly vscode.LanguageModelChatRequestMessage[],
    _options: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const abort = toAbortSignal(token);
    const { signal } = abort;
    try {
      const model = await this.#open(id);
      const request = {
        prompt: adaptPrompt(conversationOf(messages), model.info),
        sampling: { maxTokens: maxOutputTokens },
      };
      for await (const chunk of model.stream(request, signal)) {
        if (chunk.kind === "text") progress.report(new vscode.LanguageModelTextPart(chunk.text));
        if (chunk.kind === "finish" && chunk.reason === "filtered") {
          throw new ModelError("filtered", { subject: model.info.model });
        }
      }
    } catch (error) {
      if (!signal.aborted) this.parts.errors.log(error);
      throw signal.aborted ? new vscode.CancellationError() : providerError(error);
    } finally {
      abort.dispose();
    }
  }

  async provideTokenCount(
    { family }: vscode.LanguageModelChatInformation,
    text: string | vscode.LanguageModelChatRequestMessage,
  ): Promise<number> {
    if (typeof text === "string") return countTokens(text, encodingOf(family));
    const tokens = await countTokens(textOf(text), encodingOf(family));
    return tokens + IMAGE_TOKENS * imagesIn(text.content).length;
  }

  dispose(): void {
    this.#store.dispose();
  }

  /**
   * The models that the writer lets others use: VS Code asks nobody before an extension uses them. Those that come
   * from VS Code are there already, and one of them could end up asking itself.
   */
  #offered(): ModelSettings[] {
    const { offerModels } = this.parts.configuration.settings;
    if (offerModels === "off") return [];
    const own = this.parts.models.list().filter(({ provider }) => provider !== "vscode");
    return offerModels === "all" ? own : own.filter(staysHere);
  }

  /** Someone chats with it: whatever must be asked first can be asked. */
  #open(name: string): Promise<LanguageModel> {
    const settings = this.#offered().find((model) => model.name === name);
    if (!settings) throw new ModelError("unknownModel", { subject: name });
    return this.parts.models.open(settings, { mayAsk: true });
  }

  async #describe(settings: ModelSettings): Promise<vscode.LanguageModelChatInformation> {
    const { name } = settings;
    const info = await this.#info(settings);
    const contextTokens = info?.contextTokens ?? settings.contextTokens ?? DEFAULT_CONTEXT_TOKENS;
    const maxOutputTokens = Math.min(MOST_ANSWER_TOKENS, Math.floor(contextTokens / 4));
    const id = info?.model ?? settings.model ?? name;
    return {
      id: name,
      name: modelLabel(name),
      family: id,
      // Providers put a date or a size into the id of a model; there is nothing else.
      version: id,
      detail: whereTextGoes(settings),
      maxInputTokens: contextTokens - maxOutputTokens,
      maxOutputTokens,
      capabilities: info?.seesImages && takesImages() ? { imageInput: true } : {},
    };
  }

  /** Undefined while a model cannot be told of: not approved, its weights missing, its server slow. */
  async #info(settings: ModelSettings): Promise<ModelInfo | undefined> {
    const opening = this.parts.models.open(settings, { mayAsk: false }).catch(() => undefined);
    return (await abortable(opening, AbortSignal.timeout(INFO_MS)))?.info;
  }
}
