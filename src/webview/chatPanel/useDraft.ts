import { useEffect, useRef, useState } from "preact/hooks";
import type { PanelState } from "../../protocol/chatPanel/panelState";
import { loadState, saveState, send } from "./host";

/** How long the writer must pause before the host counts the tokens, in milliseconds. */
const PAUSE_MS = 300;

export interface Draft {
  readonly text: string;
  readonly change: (text: string) => void;
  /** It has been sent: it goes as soon as the host has taken it, so that it is not lost where the host cannot. */
  readonly handOn: () => void;
  /** What was sent has not been taken: it stands here again, if nothing else does. */
  readonly giveBack: (sent: string) => void;
  /** It has been sent, and the host has not taken it yet. */
  readonly isOnItsWay: () => boolean;
}

/** What stands in the composer. */
export function useDraft({ messages, notice }: Pick<PanelState, "messages" | "notice">): Draft {
  const [text, setText] = useState(() => loadState().draft);
  const handedOn = useRef<string | undefined>(undefined);
  const lastAsked = messages.findLast(({ role }) => role === "user")?.id;
  const change = (next: string) => {
    setText(next);
    saveState({ draft: next });
  };
  useEffect(() => {
    if (text === handedOn.current) change("");
    handedOn.current = undefined;
  }, [lastAsked]);
  useEffect(() => {
    if (notice) handedOn.current = undefined; // it may be sent again
  }, [notice]);
  const counted = useRef("");
  useEffect(() => {
    if (text === counted.current) return undefined;
    const timer = setTimeout(() => {
      counted.current = text;
      send({ kind: "draft", text });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return {
    text,
    change,
    handOn: () => (handedOn.current = text),
    giveBack: (sent) => {
      handedOn.current = undefined;
      if (text === "") change(sent);
    },
    isOnItsWay: () => handedOn.current === text,
  };
}
