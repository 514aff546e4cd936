import type { FromPanel } from "../../protocol/chatPanel/fromPanel";
import type { PanelMessage } from "../../protocol/chatPanel/panelState";
import { send } from "./host";
import { IconButton } from "./iconButton";
import { ReadAloud } from "./readAloud";
import { Toolbar } from "./toolbar";
import { Versions } from "./versions";
import { useWords } from "./words";

/** What is asked of the host about one answer. */
type AnswerAction = Exclude<Extract<FromPanel, { messageId: string }>["kind"], "edit" | "branch" | "remedy">;

export interface AnswerActionsProps {
  readonly message: PanelMessage;
  readonly isLast: boolean;
}

/** What can be done with an answer that is written. */
export function AnswerActions({ message, isLast }: AnswerActionsProps) {
  const words = useWords();
  const { id, content, canContinue = false, branch } = message;
  const hasText = content !== "";
  if (!hasText && !isLast && !branch) return null;
  const act = (kind: AnswerAction) => () => send({ kind, messageId: id });
  return (
    <Toolbar label={words.answerActions}>
      {hasText && (
        <>
          <IconButton icon="insert" label={words.insert} onClick={act("insert")} />
          <IconButton icon="replace" label={words.replace} onClick={act("replace")} />
          <IconButton icon="new-file" label={words.newDocument} onClick={act("newDocument")} />
          <IconButton icon="copy" label={words.copy} onClick={act("copy")} />
          <IconButton icon="quote" label={words.useAsContext} onClick={act("useAsContext")} />
          <ReadAloud text={content} />
        </>
      )}
      {isLast && <IconButton icon="refresh" label={words.regenerate} onClick={act("regenerate")} />}
      {branch && <Versions messageId={id} branch={branch} />}
      {canContinue && (
        <button type="button" class="continue" onClick={act("continue")}>
          {words.continueAnswer}
        </button>
      )}
    </Toolbar>
  );
}
