import { CancellationTokenSource } from "vscode";
import type { ContextItem } from "../../core/chat/chatContext";
import { contextRoom } from "../../core/chat/tokenShares";
import type { TreeMessage } from "../../core/chat/chat";
import type { Disposable } from "../../core/common/disposable";
import type { FromPanel } from "../../protocol/chatPanel/fromPanel";
import type { PanelContext } from "../../protocol/chatPanel/panelState";
import type { ToPanel } from "../../protocol/chatPanel/toPanel";
import type { ChatSession } from "./chatSession";
import { chooseContext } from "./contextChoice";
import { ContextChips, type AskedModel } from "./contextChips";
import { findMentions } from "./contextMentions";
import { allowedPlace } from "./contextPlace";
import { onceEditorChanges } from "./editorWatch";
import type { KnownModel } from "./knownModel";
import { panelContext } from "./panelContext";

/** What the panel asks about what stands beside the next question. */
export type ContextRequest = Extract<FromPanel, { kind: (typeof REQUESTS)[number] }>;

const REQUESTS = [
  "draft",
  "addContext",
  "removeContext",
  "mentions",
  "mention",
  "dropFiles",
  "dropImage",
] as const;

export function isContextRequest(message: FromPanel): message is ContextRequest {
  return REQUESTS.some((kind) => kind === message.kind);
}

/** What goes with a question. */
export interface TakenContext {
  readonly items: readonly ContextItem[];
  /** Tells that the question is sent, with them. */
  readonly sent: () => void;
}

export interface ChatContextParts {
  readonly session: Pick<ChatSession, "chat">;
  readonly model: Pick<KnownModel, "info" | "known">;
  readonly post: (message: ToPanel) => void;
}

/** What will be sent with the next question: the chips, the composer's text, and how much of the model's room they take. */
export class ChatContext implements Disposable {
  readonly #chips = new ContextChips(() => this.show());
  #draft = "";
  /** The last search for what can be mentioned. */
  #searching = new CancellationTokenSource();
  #watch: Disposable | undefined;
  /** What the panel was told last. */
  #shown = "";

  constructor(private readonly parts: ChatContextParts) {}

  /** For the whole state, which is about to be sent. */
  view(): PanelContext {
    const view = this.#view();
    this.#shown = JSON.stringify(view);
    return view;
  }

  /** Tells the panel, where something is other than it was told last. */
  show(): void {
    const before = this.#shown;
    const context = this.view();
    if (this.#shown !== before) this.parts.post({ kind: "context", context });
  }

  /** Throws EditorError. */
  async handle(message: ContextRequest): Promise<void> {
    const { model, post } = this.parts;
    switch (message.kind) {
      case "draft":
        this.#draft = message.text;
        break;
      case "addContext":
        await this.#shownAfter(this.#chips.add(await chooseContext(message.what)));
        return;
      case "removeContext":
        this.#chips.remove(message.id);
        break;
      case "mentions": {
        this.#searching.cancel();
        const { token } = (this.#searching = new CancellationTokenSource());
        const mentions = await findMentions(message.query, model.info.seesImages, token);
        if (token.isCancellationRequested) return;
        post({ kind: "mentions", ticket: message.ticket, mentions });
        return;
      }
      case "mention": {
        const place = allowedPlace(message.id);
        if (place) await this.#shownAfter(this.#chips.add([place]));
        return;
      }
      case "dropFiles":
        await this.#shownAfter(this.#chips.drop(message.uris));
        return;
      case "dropImage":
        this.#chips.addImage(message.name, { mimeType: message.mimeType, data: message.data });
        break;
    }
    this.show();
  }

  /**
   * The model for which a prompt is shown that has the editor's text in it. Of another text the panel is told, once, so
   * that it asks anew.
   */
  previewed(): AskedModel {
    this.#watch?.dispose();
    this.#watch = onceEditorChanges(() => {
      this.#shown = "";
      this.show();
    });
    return this.parts.model.info;
  }

  /** An answer stands beside the next question. */
  addAnswer(message: TreeMessage | undefined): void {
    if (!message) return;
    this.#chips.addAnswer(message);
    this.show();
  }

  /**
   * What is sent with a question, as the files and the selection are at the call; what is left out is named. Throws
   * what `ModelAccess.resolve` throws, where there is anything to send: what fits, and what is seen, is for the model
   * to say. Throws EditorError where a file that is being read cannot be.
   */
  async taken(content: string): Promise<TakenContext> {
    this.#draft = content;
    if (this.#chips.isEmpty) return { items: [], sent: () => this.#sent(content, []) };
    const chips = await this.#chips.sentNow();
    const info = await this.parts.model.known();
    const fitted = this.#chips.fitted(info, contextRoom({ content }, info), chips);
    // Of what has no text, an image is sent, and what had no room is named.
    const items = fitted
      .map(({ item }) => item)
      .filter(
        ({ text, image, wholeTokens }) => text !== "" || image !== undefined || wholeTokens !== undefined,
      );
    return { items, sent: () => this.#sent(content, chips) };
  }

  /** Another chat is open: the composer is empty, and what follows the editor stays. */
  clear(): void {
    this.#draft = "";
    this.#chips.clear();
  }

  dispose(): void {
    this.#searching.cancel();
    this.#watch?.dispose();
    this.#chips.dispose();
  }

  /** What is written or put beside the next question meanwhile stays. */
  #sent(content: string, chips: Parameters<ContextChips["sent"]>[0]): void {
    if (this.#draft.trim() === content) this.#draft = "";
    this.#chips.sent(chips);
  }

  #view(): PanelContext {
    const { session, model } = this.parts;
    const draft = this.#draft;
    const chips = this.#chips.fitted(model.info, contextRoom({ content: draft }, model.info));
    return panelContext({ chat: session.chat, draft, chips, model: model.info });
  }

  /** Also where it failed: what was added before that is there. */
  async #shownAfter(adding: Promise<void>): Promise<void> {
    try {
      await adding;
    } finally {
      this.show();
    }
  }
}
