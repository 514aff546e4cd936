import type { PanelState, PanelStrings, ToPanel } from "../../protocol/chatPanel";

/** What the panel has been told so far; undefined before the host's first state. */
export interface PanelModel {
  readonly state: PanelState;
  readonly strings: PanelStrings;
}

/** The panel after one message from the host. Text for a message that is not there is dropped. */
export function reduce(model: PanelModel | undefined, message: ToPanel): PanelModel | undefined {
  if (message.kind === "state") return { state: message.state, strings: message.strings };
  if (!model) return undefined;
  if (message.kind === "usage") return { ...model, state: { ...model.state, usage: message.text } };
  const { id, text, part } = message;
  const messages = model.state.messages.map((shown) => {
    if (shown.id !== id) return shown;
    return part === "reasoning"
      ? { ...shown, reasoning: (shown.reasoning ?? "") + text }
      : { ...shown, content: shown.content + text };
  });
  return { ...model, state: { ...model.state, messages } };
}
