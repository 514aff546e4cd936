import { useMemo } from "preact/hooks";
import type { PanelMessage } from "../../protocol/chatPanel/panelState";
import { AnswerActions } from "./answerActions";
import { LongText } from "./longText";
import { Markdown } from "./markdown";
import { Problem } from "./problem";
import { Question } from "./question";
import { useWords } from "./words";

export interface MessageProps {
  readonly message: PanelMessage;
  /** The last one of the chat. */
  readonly isLast: boolean;
  /** An answer is being written, this one or another. */
  readonly isStreaming: boolean;
}

/** A question or an answer, with what can be done with it. It is drawn anew only when it has changed. */
export function Message({ message, isLast, isStreaming }: MessageProps) {
  const words = useWords();
  const { role, state, about } = message;
  const isAnswer = role === "assistant";
  return useMemo(
    () => (
      <li class={`message ${role}`} aria-busy={state === "streaming"}>
        <h2>{isAnswer ? words.answer : words.you}</h2>
        {isAnswer ? (
          <Answer message={message} isLast={isLast} />
        ) : (
          <Question message={message} isStreaming={isStreaming} />
        )}
        {about !== undefined && <p class="about">{about}</p>}
      </li>
    ),
    [message, isLast, isStreaming, words],
  );
}

function Answer({ message, isLast }: Pick<MessageProps, "message" | "isLast">) {
  const words = useWords();
  const { id, content, state, failure, reasoning = "" } = message;
  return (
    <>
      {reasoning !== "" && (
        <details class="reasoning">
          <summary>{words.reasoning}</summary>
          <div class="plain">
            <LongText text={reasoning} />
          </div>
        </details>
      )}
      <Markdown source={content} />
      {state === "streaming" && content === "" && <p class="writing">{words.writing}</p>}
      {state === "stopped" && <p class="writing">{words.stopped}</p>}
      {state === "cut" && <p class="writing">{words.cut}</p>}
      {failure && <Problem problem={failure} messageId={id} />}
      {state !== "streaming" && <AnswerActions message={message} isLast={isLast} />}
    </>
  );
}
