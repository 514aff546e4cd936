import { useEffect, useRef } from "preact/hooks";
import type { FromPanel } from "../../protocol/chatPanel/fromPanel";
import type { PanelContext, PanelPreview } from "../../protocol/chatPanel/panelState";
import { send } from "./host";
import type { PanelModel } from "./panelModel";

/** How long the writer must pause before the prompt is made anew, in milliseconds. */
const PAUSE_MS = 200;

export interface PreviewParts {
  readonly wanted: Pick<Extract<FromPanel, { readonly kind: "preview" }>, "id" | "text" | "values">;
  /** The editor's text is part of it: another one asks for another preview. */
  readonly context: PanelContext;
  readonly nextTicket: () => number;
  /** The last that came, for whatever form. */
  readonly answer: PanelModel["preview"];
}

/** Asks for the prompt as it would be sent, again after each pause. */
export function usePreview({ wanted, context, nextTicket, answer }: PreviewParts): {
  /** The last one for this form. */
  readonly preview: PanelPreview | undefined;
  /** Whether it is of what stands in the form now. */
  readonly isCurrent: boolean;
} {
  const asked = useRef<{ readonly first: number; last: number; key: string }>(undefined);
  const key = JSON.stringify(wanted);
  useEffect(() => {
    const ask = () => {
      const ticket = nextTicket();
      asked.current = { first: asked.current?.first ?? ticket, last: ticket, key };
      send({ kind: "preview", ticket, ...wanted });
    };
    if (!asked.current) {
      ask();
      return undefined;
    }
    const timer = setTimeout(ask, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key, context]);
  const { first = Infinity, last, key: askedKey } = asked.current ?? {};
  return {
    preview: answer && answer.ticket >= first ? answer.preview : undefined,
    isCurrent: answer?.ticket === last && askedKey === key,
  };
}
