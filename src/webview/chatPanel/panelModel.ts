import type { PanelMention, PanelPreview, PanelState } from "../../protocol/chatPanel/panelState";
import type { PanelStrings } from "../../protocol/chatPanel/panelStrings";
import type { ToPanel } from "../../protocol/chatPanel/toPanel";

/** What the panel has been told so far; undefined before the host's first state. */
export interface PanelModel {
  readonly state: PanelState;
  readonly strings: PanelStrings;
  /** The last answers to what was asked with a ticket. */
  readonly preview?: { readonly ticket: number; readonly preview: PanelPreview };
  readonly mentions?: { readonly ticket: number; readonly mentions: readonly PanelMention[] };
  /** What the host last wanted to be done; another object each time. */
  readonly request?: Extract<ToPanel, { readonly kind: "openTemplate" | "notTaken" | "focus" }>;
}

/** The panel after one message from the host. Text for a message that is not there is dropped. */
export function reduce(model: PanelModel | undefined, message: ToPanel): PanelModel | undefined {
  if (message.kind === "state") return { ...model, state: message.state, strings: message.strings };
  if (!model) return undefined;
  const { state } = model;
  switch (message.kind) {
    case "usage":
      return { ...model, state: { ...state, usage: message.text } };
    case "context":
      return { ...model, state: { ...state, context: message.context } };
    case "preview":
      return message.ticket < (model.preview?.ticket ?? 0) ? model : { ...model, preview: message };
    case "mentions":
      return { ...model, mentions: message };
    case "openTemplate":
    case "notTaken":
    case "focus":
      return { ...model, request: message };
    case "append":
      return { ...model, state: { ...state, messages: append(state.messages, message) } };
  }
}

function append(
  messages: PanelState["messages"],
  { id, text, part }: Extract<ToPanel, { readonly kind: "append" }>,
): PanelState["messages"] {
  return messages.map((shown) => {
    if (shown.id !== id) return shown;
    return part === "reasoning"
      ? { ...shown, reasoning: (shown.reasoning ?? "") + text }
      : { ...shown, content: shown.content + text };
  });
}
