import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PanelMessage } from "../../protocol/chatPanel/panelState";
import { IconButton } from "./iconButton";
import { Message } from "./message";
import { useBitByBit } from "./useBitByBit";
import { useWords } from "./words";

/** How many messages are drawn at once: more than a panel shows, so that a long chat is there as soon as a short one. */
const AT_ONCE = 20;
/** How near to its end, in pixels, the transcript must be to follow the stream. */
const FOLLOW_DISTANCE = 40;

export interface TranscriptProps {
  readonly messages: readonly PanelMessage[];
  readonly isStreaming: boolean;
  /** Something else stands in its place. */
  readonly isHidden: boolean;
  readonly onEscape: () => void;
}

/** The conversation. It follows what streams unless the reader has scrolled up. */
export function Transcript({ messages, isStreaming, isHidden, onEscape }: TranscriptProps) {
  const words = useWords();
  const view = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const lastTop = useRef(0);
  const follows = useRef(true);
  const [isAway, setAway] = useState(false);
  const toEnd = () => {
    if (view.current && follows.current) view.current.scrollTop = view.current.scrollHeight;
  };
  const follow = (does: boolean) => {
    follows.current = does;
    setAway(!does);
  };
  useLayoutEffect(toEnd, [messages, isHidden]);
  // What comes into view may turn out larger than it was taken for.
  useLayoutEffect(() => {
    const observer = new ResizeObserver(toEnd);
    for (const element of [view.current, list.current]) if (element) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const onScroll = () => {
    if (!view.current) return;
    const { scrollHeight, scrollTop, clientHeight } = view.current;
    if (scrollHeight - scrollTop - clientHeight < FOLLOW_DISTANCE) follow(true);
    else if (scrollTop < lastTop.current) follow(false);
    lastTop.current = scrollTop;
  };
  return (
    <div class="transcriptFrame" hidden={isHidden}>
      <div
        class="transcript"
        role="region"
        aria-label={words.conversation}
        tabIndex={0}
        ref={view}
        onScroll={onScroll}
        onKeyDown={({ key, defaultPrevented }) => {
          if (key === "Escape" && !defaultPrevented) onEscape();
        }}
      >
        <ol ref={list}>
          {messages.length === 0 && <li class="welcome">{words.welcome}</li>}
          <Messages key={messages[0]?.id} messages={messages} isStreaming={isStreaming} />
        </ol>
      </div>
      {isAway && (
        <div class="jump">
          <IconButton
            icon="arrow-down"
            label={words.jumpToEnd}
            onClick={() => {
              follow(true);
              toEnd();
              view.current?.focus(); // this button goes
            }}
          />
        </div>
      )}
    </div>
  );
}

/** The last messages at once, the earlier ones bit by bit after them. */
function Messages({ messages, isStreaming }: Pick<TranscriptProps, "messages" | "isStreaming">) {
  const drawn = useBitByBit(messages.length, AT_ONCE);
  return (
    <>
      {messages.slice(-drawn).map((message) => (
        <Message
          key={message.id}
          message={message}
          isLast={message === messages.at(-1)}
          isStreaming={isStreaming}
        />
      ))}
    </>
  );
}
