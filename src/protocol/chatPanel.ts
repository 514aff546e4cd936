/** What the chat panel and the extension tell each other. The host owns all state; the panel draws it. */

/** What went wrong and the buttons that help, in the writer's language. */
export interface PanelProblem {
  readonly message: string;
  readonly remedies: readonly { readonly id: string; readonly label: string }[];
}

export interface PanelMessage {
  readonly id: string;
  readonly role: "user" | "assistant";
  readonly content: string;
  /** "cut": the model ran out of tokens. */
  readonly state: "done" | "streaming" | "stopped" | "failed" | "cut";
  readonly failure?: PanelProblem;
  /** What the model thought before it answered. */
  readonly reasoning?: string;
  /** Who answered, with how many tokens, in how long: in words. */
  readonly about?: string;
  /** Which of several versions this is, counted from 1. */
  readonly branch?: { readonly place: number; readonly of: number };
  /** There is a beginning to go on from. */
  readonly canContinue?: boolean;
}

export interface PanelTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** A codicon's name. */
  readonly icon: string;
  /** The id of one of the state's categories. */
  readonly category: string;
}

/** What the gallery groups templates by. */
export interface PanelCategory {
  readonly id: string;
  readonly label: string;
}

/** Everything that the panel shows. */
export interface PanelState {
  readonly model: {
    readonly name: string;
    /** The little demo model, which is fit for trying out alone. */
    readonly isDemo: boolean;
    /** Where text goes, in words. */
    readonly destination: string;
  };
  readonly templates: readonly PanelTemplate[];
  /** In the order of the gallery. */
  readonly categories: readonly PanelCategory[];
  readonly messages: readonly PanelMessage[];
  /** What went wrong outside any answer. */
  readonly notice?: PanelProblem;
  /** Tokens and cost, in words; empty before anything was asked. */
  readonly usage: string;
}

/** The panel's own words, in the writer's language. */
export interface PanelStrings {
  readonly templates: string;
  readonly searchTemplates: string;
  readonly noTemplates: string;
  readonly placeholder: string;
  readonly send: string;
  readonly stop: string;
  readonly insert: string;
  readonly replace: string;
  readonly copy: string;
  readonly regenerate: string;
  readonly continueAnswer: string;
  readonly previousVersion: string;
  readonly nextVersion: string;
  readonly newChat: string;
  readonly history: string;
  readonly chooseModel: string;
  readonly demoHint: string;
  readonly welcome: string;
  readonly you: string;
  readonly answer: string;
  readonly reasoning: string;
  readonly writing: string;
  readonly stopped: string;
  readonly cut: string;
}

export type ToPanel =
  | { readonly kind: "state"; readonly state: PanelState; readonly strings: PanelStrings }
  /** More of an answer, or of what the model thinks. */
  | { readonly kind: "append"; readonly id: string; readonly text: string; readonly part?: "reasoning" }
  /** Takes the place of the state's `usage`. */
  | { readonly kind: "usage"; readonly text: string };

export type FromPanel =
  | { readonly kind: "ready" }
  | { readonly kind: "send"; readonly text: string }
  /** `text` is what stands in the composer; empty means the editor's selection or paragraph. */
  | { readonly kind: "runTemplate"; readonly id: string; readonly text: string }
  | { readonly kind: "stop" }
  | {
      readonly kind: "insert" | "replace" | "copy" | "regenerate" | "continue";
      readonly messageId: string;
    }
  /** Another version of a message is to be shown: the next one, or the one before. */
  | { readonly kind: "branch"; readonly messageId: string; readonly offset: 1 | -1 }
  /** A button under a failed message, or under the notice where no message is named. */
  | { readonly kind: "remedy"; readonly remedy: string; readonly messageId?: string }
  | { readonly kind: "newChat" }
  | { readonly kind: "history" }
  | { readonly kind: "chooseModel" };

/** The longest text that a panel may send, in UTF-16 units: a webview is not trusted to be reasonable. */
const MAX_TEXT = 1_000_000;
const MAX_ID = 200;

/** A message from the webview, checked; undefined for anything that is not one. */
export function parseFromPanel(raw: unknown): FromPanel | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const { kind, text, id, messageId, remedy, offset } = raw as Record<string, unknown>;
  switch (kind) {
    case "ready":
    case "stop":
    case "newChat":
    case "history":
    case "chooseModel":
      return { kind };
    case "send":
      return isText(text) ? { kind, text } : undefined;
    case "runTemplate":
      return isText(text) && isText(id) ? { kind, id, text } : undefined;
    case "insert":
    case "replace":
    case "copy":
    case "regenerate":
    case "continue":
      return isId(messageId) ? { kind, messageId } : undefined;
    case "branch":
      return isId(messageId) && (offset === 1 || offset === -1) ? { kind, messageId, offset } : undefined;
    case "remedy":
      if (!isText(remedy)) return undefined;
      return isId(messageId) ? { kind, remedy, messageId } : { kind, remedy };
    default:
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_TEXT;
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_ID;
}
