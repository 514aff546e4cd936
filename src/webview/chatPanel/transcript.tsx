import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { PanelMessage, PanelStrings } from "../../protocol/chatPanel";
import { IconButton } from "./composer";
import { send } from "./host";
import { renderMarkdown } from "./markdown";
import { Problem } from "./problem";

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
          <Message key={message.id} message={message} strings={strings} />
        ))}
      </ol>
    </div>
  );
}

function Message({ message, strings }: { message: PanelMessage; strings: PanelStrings }) {
  const { id, role, content, state, failure } = message;
  const isAnswer = role === "assistant";
  const html = useMemo(() => (isAnswer ? renderMarkdown(content) : ""), [isAnswer, content]);
  return (
    <li class={`message ${role}`} aria-busy={state === "streaming"}>
      <h2>{isAnswer ? strings.answer : strings.you}</h2>
      {isAnswer ? (
        <div class="content" dangerouslySetInnerHTML={{ __html: html }} />
      ) : (
        <div class="content plain">{content}</div>
      )}
      {state === "streaming" && content === "" && <p class="writing">{strings.writing}</p>}
      {state === "stopped" && <p class="writing">{strings.stopped}</p>}
      {failure && <Problem problem={failure} messageId={id} />}
      {isAnswer && state !== "streaming" && content !== "" && (
        <div class="actions">
          <IconButton
            icon="insert"
            label={strings.insert}
            onClick={() => send({ kind: "insert", messageId: id })}
          />
          <IconButton
            icon="replace"
            label={strings.replace}
            onClick={() => send({ kind: "replace", messageId: id })}
          />
          <IconButton
            icon="copy"
            label={strings.copy}
            onClick={() => send({ kind: "copy", messageId: id })}
          />
        </div>
      )}
    </li>
  );
}
