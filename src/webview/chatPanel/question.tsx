import { useEffect, useRef, useState } from "preact/hooks";
import type { PanelMessage } from "../../protocol/chatPanel/panelState";
import { loadState, saveState, send } from "./host";
import { Icon, IconButton } from "./iconButton";
import { LongText } from "./longText";
import { contextIcon } from "./contextIcon";
import { Toolbar } from "./toolbar";
import { Versions } from "./versions";
import { fill, useWords, wholeNumber } from "./words";

export interface QuestionProps {
  readonly message: PanelMessage;
  readonly isStreaming: boolean;
}

/** What the writer asked, with what was sent along; it can be changed where it stands. */
export function Question({ message, isStreaming }: QuestionProps) {
  const words = useWords();
  const { id, content, context = [], branch } = message;
  const [isChanging, setChanging] = useState(loadState().edit?.messageId === id);
  const tools = useRef<HTMLDivElement>(null);
  const wasChanging = useRef(isChanging);
  useEffect(() => {
    if (wasChanging.current && !isChanging) tools.current?.querySelector("button")?.focus();
    wasChanging.current = isChanging;
  }, [isChanging]);
  return (
    <>
      {isChanging ? (
        <QuestionEditor message={message} isStreaming={isStreaming} onLeave={() => setChanging(false)} />
      ) : (
        <div class="content plain">
          <LongText text={content} />
        </div>
      )}
      {context.length > 0 && (
        <ul class="chips" aria-label={words.attached}>
          {context.map(({ kind, label, tokens, fit }, place) => (
            <li key={place} class="chip" title={label}>
              <Icon name={contextIcon(kind)} />
              <span class="label">{label}</span>
              <span class="tokens">
                {fit === "left out" ? words.leftOut : fill(words.tokens, wholeNumber(tokens))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {!isChanging && (
        <div ref={tools}>
          <Toolbar label={words.questionActions}>
            <IconButton
              icon="edit"
              label={words.editQuestion}
              disabled={isStreaming}
              onClick={() => setChanging(true)}
            />
            {branch && <Versions messageId={id} branch={branch} />}
          </Toolbar>
        </div>
      )}
    </>
  );
}

interface QuestionEditorProps extends QuestionProps {
  readonly onLeave: () => void;
}

/** Stays until the host shows the new version in the place of this one: what was typed is not lost where it cannot. */
function QuestionEditor({ message: { id, content }, isStreaming, onLeave }: QuestionEditorProps) {
  const words = useWords();
  const [text, setText] = useState(() => {
    const { edit } = loadState();
    return edit?.messageId === id ? edit.text : content;
  });
  const [isTooLong, setTooLong] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    return () => saveState({ edit: undefined });
  }, []);
  const ask = () => {
    if (isStreaming || text.trim() === "") return;
    if (text === content) onLeave();
    else setTooLong(!send({ kind: "edit", messageId: id, text }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Escape") onLeave();
    else if (event.key === "Enter" && !event.shiftKey) ask();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="editing">
      <textarea
        ref={area}
        class="field"
        value={text}
        aria-label={words.editQuestion}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          saveState({ edit: { messageId: id, text: value } });
        }}
        onKeyDown={onKeyDown}
      />
      {isTooLong && (
        <p class="fault" role="alert">
          {words.tooLong}
        </p>
      )}
      <div class="choices">
        <button type="button" class="primary" disabled={isStreaming || text.trim() === ""} onClick={ask}>
          {words.askAgain}
        </button>
        <button type="button" class="secondary" onClick={onLeave}>
          {words.cancel}
        </button>
      </div>
    </div>
  );
}
