/** What the chat panel and the extension tell each other. The host owns all state; the panel draws it. */

/** What went wrong and the buttons that help, in the writer's language. */
export interface PanelProblem {
  readonly message: string;
  readonly remedies: readonly { readonly id: string; readonly label: string }[];
}

export interface PanelMessage {
  readonly id: number;
  readonly role: "user" | "assistant";
  readonly content: string;
  readonly state: "done" | "streaming" | "stopped" | "failed";
  readonly failure?: PanelProblem;
}

export interface PanelTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** A codicon's name. */
  readonly icon: string;
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
  readonly messages: readonly PanelMessage[];
  /** What went wrong outside any answer. */
  readonly notice?: PanelProblem;
  /** Tokens and cost, in words; empty before anything was asked. */
  readonly usage: string;
}

/** The panel's own words, in the writer's language. */
export interface PanelStrings {
  readonly templates: string;
  readonly placeholder: string;
  readonly send: string;
  readonly stop: string;
  readonly insert: string;
  readonly replace: string;
  readonly copy: string;
  readonly newChat: string;
  readonly chooseModel: string;
  readonly demoHint: string;
  readonly welcome: string;
  readonly you: string;
  readonly answer: string;
  readonly writing: string;
  readonly stopped: string;
}

export type ToPanel =
  | { readonly kind: "state"; readonly state: PanelState; readonly strings: PanelStrings }
  | { readonly kind: "append"; readonly id: number; readonly text: string }
  /** Takes the place of the state's `usage`. */
  | { readonly kind: "usage"; readonly text: string };

export type FromPanel =
  | { readonly kind: "ready" }
  | { readonly kind: "send"; readonly text: string }
  /** `text` is what stands in the composer; empty means the editor's selection or paragraph. */
  | { readonly kind: "runTemplate"; readonly id: string; readonly text: string }
  | { readonly kind: "stop" }
  | { readonly kind: "insert" | "replace" | "copy"; readonly messageId: number }
  /** A button under a failed message, or under the notice where no message is named. */
  | { readonly kind: "remedy"; readonly remedy: string; readonly messageId?: number }
  | { readonly kind: "newChat" }
  | { readonly kind: "chooseModel" };

/** The longest text that a panel may send, in UTF-16 units: a webview is not trusted to be reasonable. */
const MAX_TEXT = 1_000_000;

/** A message from the webview, checked; undefined for anything that is not one. */
export function parseFromPanel(raw: unknown): FromPanel | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const { kind, text, id, messageId, remedy } = raw as Record<string, unknown>;
  switch (kind) {
    case "ready":
    case "stop":
    case "newChat":
    case "chooseModel":
      return { kind };
    case "send":
      return isText(text) ? { kind, text } : undefined;
    case "runTemplate":
      return isText(text) && isText(id) ? { kind, id, text } : undefined;
    case "insert":
    case "replace":
    case "copy":
      return typeof messageId === "number" ? { kind, messageId } : undefined;
    case "remedy":
      if (!isText(remedy)) return undefined;
      return typeof messageId === "number" ? { kind, remedy, messageId } : { kind, remedy };
    default:
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_TEXT;
}
