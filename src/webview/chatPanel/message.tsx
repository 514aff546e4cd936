import { useMemo } from "preact/hooks";
import type { PanelMessage, PanelStrings } from "../../protocol/chatPanel";
import { IconButton } from "./composer";
import { send } from "./host";
import { renderMarkdown } from "./markdown";
import { Problem } from "./problem";

export interface MessageProps {
  readonly message: PanelMessage;
  readonly strings: PanelStrings;
  /** The last one of the chat. */
  readonly isLast: boolean;
}

/** A question or an answer, with what can be done with it. */
export function Message({ message, strings, isLast }: MessageProps) {
  const { id, role, content, state, failure, reasoning = "", about } = message;
  const isAnswer = role === "assistant";
  const html = useMemo(() => (isAnswer ? renderMarkdown(content) : ""), [isAnswer, content]);
  return (
    <li class={`message ${role}`} aria-busy={state === "streaming"}>
      <h2>{isAnswer ? strings.answer : strings.you}</h2>
      {reasoning !== "" && (
        <details class="reasoning">
          <summary>{strings.reasoning}</summary>
          <div class="plain">{reasoning}</div>
        </details>
      )}
      {isAnswer ? (
        <div class="content" dangerouslySetInnerHTML={{ __html: html }} />
      ) : (
        <div class="content plain">{content}</div>
      )}
      {state === "streaming" && content === "" && <p class="writing">{strings.writing}</p>}
      {state === "stopped" && <p class="writing">{strings.stopped}</p>}
      {state === "cut" && <p class="writing">{strings.cut}</p>}
      {failure && <Problem problem={failure} messageId={id} />}
      {isAnswer && state !== "streaming" && (
        <AnswerActions message={message} strings={strings} isLast={isLast} />
      )}
      {about !== undefined && <p class="about">{about}</p>}
    </li>
  );
}

function AnswerActions({ message, strings, isLast }: MessageProps) {
  const { id, content, canContinue = false, branch } = message;
  const hasText = content !== "";
  if (!hasText && !isLast && !branch) return null;
  const act = (kind: "insert" | "replace" | "copy" | "regenerate" | "continue") => () =>
    send({ kind, messageId: id });
  const show = (offset: 1 | -1) => () => send({ kind: "branch", messageId: id, offset });
  return (
    <div class="actions">
      {hasText && <IconButton icon="insert" label={strings.insert} onClick={act("insert")} />}
      {hasText && <IconButton icon="replace" label={strings.replace} onClick={act("replace")} />}
      {hasText && <IconButton icon="copy" label={strings.copy} onClick={act("copy")} />}
      {isLast && <IconButton icon="refresh" label={strings.regenerate} onClick={act("regenerate")} />}
      {branch && (
        <>
          <IconButton
            icon="chevron-left"
            label={strings.previousVersion}
            disabled={branch.place === 1}
            onClick={show(-1)}
          />
          <span class="place">{`${branch.place}/${branch.of}`}</span>
          <IconButton
            icon="chevron-right"
            label={strings.nextVersion}
            disabled={branch.place === branch.of}
            onClick={show(1)}
          />
        </>
      )}
      {canContinue && (
        <button class="continue" onClick={act("continue")}>
          {strings.continueAnswer}
        </button>
      )}
    </div>
  );
}
