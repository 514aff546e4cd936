import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PanelStrings } from "../../protocol/chatPanel";
import { loadDraft, saveDraft, send } from "./host";

export interface ComposerProps {
  readonly strings: PanelStrings;
  readonly streaming: boolean;
  /** The id of the writer's last message in the conversation. */
  readonly lastAsked: string | undefined;
  /** What stands above the input: it sees the draft, and says when it has handed it on. */
  readonly children: (draft: string, handedOn: () => void) => ComponentChildren;
}

export function Composer({ strings, streaming, lastAsked, children }: ComposerProps) {
  const [draft, setDraft] = useState(loadDraft);
  const handedOn = useRef<string | undefined>(undefined);
  const change = (text: string) => {
    setDraft(text);
    saveDraft(text);
  };
  // A template may ask questions first, and the writer may leave them: the draft goes once it has been taken.
  useEffect(() => {
    if (draft === handedOn.current) change("");
    handedOn.current = undefined;
  }, [lastAsked]);
  const submit = () => {
    if (streaming || draft.trim() === "") return;
    send({ kind: "send", text: draft });
    change("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends an input method's composition belongs to the input method.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <footer>
      {children(draft, () => (handedOn.current = draft))}
      <div class="composer">
        <textarea
          rows={3}
          value={draft}
          placeholder={strings.placeholder}
          aria-label={strings.placeholder}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {streaming ? (
          <IconButton icon="debug-stop" label={strings.stop} onClick={() => send({ kind: "stop" })} />
        ) : (
          <IconButton icon="send" label={strings.send} disabled={draft.trim() === ""} onClick={submit} />
        )}
      </div>
    </footer>
  );
}

export interface IconButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

export function IconButton({ icon, label, disabled = false, onClick }: IconButtonProps) {
  return (
    <button class="icon" title={label} aria-label={label} disabled={disabled} onClick={onClick}>
      <i class={`codicon codicon-${icon}`} aria-hidden="true" />
    </button>
  );
}
