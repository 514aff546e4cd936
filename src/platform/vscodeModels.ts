import * as vscode from "vscode";
import type { EditorModel, EditorModels } from "../core/models/editorModels";
import type { ChatMessage } from "../core/models/prompt";
import { ModelError, toModelError } from "../core/models/modelError";
import { imageParts, takesImages } from "./imageParts";

/** Under which vendor VS Code and its extensions find the writer's own models. */
export const INKLING_VENDOR = "inkling";

/** Vendors whose models answered something that the writer started themselves. */
const STATE_KEY = "usedModelVendors";

type Access = Pick<vscode.LanguageModelAccessInformation, "canSendRequest">;
type Key = Pick<EditorModel, "id" | "vendor">;

/** The models of VS Code and its extensions. */
export class VscodeModels {
  constructor(
    private readonly access: Access,
    private readonly state: vscode.Memento,
  ) {}

  /**
   * The models for one request. Without `mayAsk` no dialog can appear: `canSendRequest` alone is no warrant for
   * that, since newer versions of VS Code say yes to everything (1.139 does) and ask when a request is sent.
   */
  forRequest(mayAsk: boolean): EditorModels {
    return {
      takesImages: takesImages(),
      list: async (vendor) => {
        const chats = await select(vendor === undefined ? {} : { vendor });
        return chats.map((chat) => this.#describe(chat));
      },
      send: (model, messages, options, signal) => this.#send({ model, messages, options, mayAsk, signal }),
      countTokens: async (model, text, signal) => {
        const cancel = toCancellation(signal);
        try {
          return await (await this.#find(model)).countTokens(text, cancel.token);
        } catch (error) {
          throw toModelError(error, signal, (cause) => toError(cause, model));
        } finally {
          cancel.dispose();
        }
      },
    };
  }

  async *#send({ model, messages, options, mayAsk, signal }: Sending): AsyncGenerator<string> {
    const { vendor } = model;
    const cancel = toCancellation(signal);
    try {
      const chat = await this.#find(model);
      if (!mayAsk && this.#mayUse(chat) !== true) throw new ModelError("noConsent", { subject: vendor });
      const request = {
        justification: vscode.l10n.t("Inkling sends it the text that you want worked on."),
        modelOptions: options,
      };
      const response = await chat.sendRequest(messages.map(toMessage), request, cancel.token);
      await this.#remember(vendor, true);
      yield* response.text;
    } catch (error) {
      const told = toModelError(error, signal, (cause) => toError(cause, model));
      if (told.reason === "noConsent") await this.#remember(vendor, false);
      throw told;
    } finally {
      cancel.dispose();
    }
  }

  async #find({ id, vendor }: Key): Promise<vscode.LanguageModelChat> {
    const [chat] = await select({ id, vendor });
    if (chat) return chat;
    throw new ModelError("notFound", { subject: id });
  }

  #describe(chat: vscode.LanguageModelChat): EditorModel {
    const { id, name, vendor, family, maxInputTokens } = chat;
    return { id, name, vendor, family, maxInputTokens, mayUse: this.#mayUse(chat) };
  }

  #mayUse(chat: vscode.LanguageModelChat): boolean | undefined {
    const allowed = this.access.canSendRequest(chat);
    return allowed === true && !this.#used().includes(chat.vendor) ? undefined : allowed;
  }

  #used(): readonly string[] {
    return this.state.get<string[]>(STATE_KEY, []);
  }

  async #remember(vendor: string, used: boolean): Promise<void> {
    if (this.#used().includes(vendor) === used) return;
    const others = this.#used().filter((other) => other !== vendor);
    await this.state.update(STATE_KEY, used ? [...others, vendor] : others);
  }
}

interface Sending {
  readonly model: Key;
  readonly messages: readonly ChatMessage[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly mayAsk: boolean;
  readonly signal: AbortSignal;
}

/** None in editors built on VS Code without its models. Inkling's own are left out: one could ask itself. */
async function select(selector: vscode.LanguageModelChatSelector): Promise<vscode.LanguageModelChat[]> {
  const { lm } = vscode as { readonly lm?: Partial<typeof vscode.lm> };
  const chats = (await lm?.selectChatModels?.(selector)) ?? [];
  return chats.filter(({ vendor }) => vendor !== INKLING_VENDOR);
}

function toMessage({ role, content, images = [] }: ChatMessage): vscode.LanguageModelChatMessage {
  if (role === "assistant") return vscode.LanguageModelChatMessage.Assistant(content);
  const shown = imageParts(images);
  return vscode.LanguageModelChatMessage.User(
    shown.length === 0 ? content : [...shown, new vscode.LanguageModelTextPart(content)],
  );
}

/** VS Code's token for a signal of ours; cancelled on dispose too, which ends what was left in the middle. */
function toCancellation(signal: AbortSignal): { token: vscode.CancellationToken; dispose(): void } {
  const source = new vscode.CancellationTokenSource();
  const cancel = () => source.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  return {
    token: source.token,
    dispose: () => {
      signal.removeEventListener("abort", cancel);
      source.cancel();
      source.dispose();
    },
  };
}

/**
 * An error of the API as ours. What the model's own extension threw comes with its name and words alone: those of
 * GitHub Copilot are "ChatQuotaExceeded" and "ChatRateLimited" (github.com/microsoft/vscode-copilot-chat,
 * languageModelAccess.ts), which also says "Blocked" to an extension that asked too often.
 */
function toError(error: unknown, { id, vendor }: Key): ModelError {
  const {
    name = "",
    code = "",
    message = "",
  } = error instanceof Error ? (error as Partial<vscode.LanguageModelError>) : {};
  if (code === "NoPermissions") return new ModelError("noConsent", { subject: vendor });
  if (code === "NotFound") return new ModelError("notFound", { subject: id });
  if (name === "ChatQuotaExceeded") return new ModelError("outOfCredit", { subject: vendor });
  if (code === "Blocked" || name === "ChatRateLimited")
    return new ModelError("rateLimited", { subject: vendor });
  if (/token limit|context (length|window)|too long/i.test(message))
    return new ModelError("tooLong", { subject: id });
  return new ModelError("serverError", { subject: vendor });
}
