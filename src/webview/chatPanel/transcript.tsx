import { useLayoutEffect, useRef } from "preact/hooks";
import type { PanelMessage, PanelStrings } from "../../protocol/chatPanel";
import { Message } from "./message";

/** How near to its end, in pixels, the transcript must be to follow the stream. */
const FOLLOW_DISTANCE = 40;

export interface TranscriptProps {
  readonly messages: readonly PanelMessage[];
  readonly strings: PanelStrings;
}

/** The conversation. It follows what streams unless the reader has scrolled up. */
export function Transcript({ messages, strings }: TranscriptProps) {
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && follows.current) element.scrollTop = element.scrollHeight;
  }, [messages]);
  const onScroll = () => {
    const element = list.current;
    if (!element) return;
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < FOLLOW_DISTANCE;
  };
  return (
    <div class="transcript" role="log" ref={list} onScroll={onScroll}>
      <ol>
        {messages.length === 0 && <li class="welcome">{strings.welcome}</li>}
        {messages.map((message) => (
          <Message
            key={message.id}
            message={message}
            strings={strings}
            isLast={message === messages.at(-1)}
          />
        ))}
      </ol>
    </div>
  );
}
