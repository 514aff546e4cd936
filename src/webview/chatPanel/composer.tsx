import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { PanelStrings } from "../../protocol/chatPanel";
import { loadDraft, saveDraft, send } from "./host";

export interface ComposerProps {
  readonly strings: PanelStrings;
  readonly streaming: boolean;
  /** What stands above the input: it sees the draft, and may clear it. */
  readonly children: (draft: string, clear: () => void) => ComponentChildren;
}

export function Composer({ strings, streaming, children }: ComposerProps) {
  const [draft, setDraft] = useState(loadDraft);
  const change = (text: string) => {
    setDraft(text);
    saveDraft(text);
  };
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
      {children(draft, () => change(""))}
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
