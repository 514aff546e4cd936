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
  /** What was sent has not been taken, and may be sent again: in the form of `words`, where there are some. */
  readonly giveBack: (words?: string) => void;
  /** What was sent last has not been taken yet: nothing else is, either. */
  readonly isOnItsWay: () => boolean;
}

/** What stands in the composer. */
export function useDraft({ messages }: Pick<PanelState, "messages">): Draft {
  const lastAsked = messages.findLast(({ role }) => role === "user")?.id ?? "";
  const [text, setText] = useState(() => {
    const { draft, sentAfter = lastAsked } = loadState();
    return sentAfter === lastAsked ? draft : ""; // else it was taken while the panel was hidden
  });
  const handedOn = useRef<string | undefined>(undefined);
  const change = (next: string) => {
    setText(next);
    saveState({ draft: next });
  };
  const keep = () => {
    handedOn.current = undefined;
    saveState({ draft: text, sentAfter: undefined });
  };
  useEffect(() => {
    const wasTaken = text === handedOn.current;
    keep();
    if (wasTaken) change("");
  }, [lastAsked]);
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
    handOn: () => {
      handedOn.current = text;
      saveState({ sentAfter: lastAsked });
    },
    giveBack: (words) => {
      const isFree = text === "" || text === handedOn.current;
      keep();
      if (words !== undefined && isFree) change(words);
    },
    isOnItsWay: () => handedOn.current !== undefined,
  };
}
