import type { RefObject } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PanelTemplate } from "../../protocol/chatPanel/panelState";
import { send } from "./host";
import { IconButton } from "./iconButton";
import type { PanelModel } from "./panelModel";
import { optionId, SuggestionList } from "./suggestionList";
import type { Draft } from "./useDraft";
import { useSuggestions } from "./useSuggestions";
import { useWords } from "./words";

export interface ComposerProps {
  readonly draft: Draft;
  readonly isStreaming: boolean;
  /** A template's form is open: it runs on what stands here, which may be nothing. */
  readonly isForTemplate: boolean;
  readonly templates: readonly PanelTemplate[];
  readonly mentions: PanelModel["mentions"];
  readonly nextTicket: () => number;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onSubmit: () => void;
  readonly onPasteFiles: (files: readonly File[]) => void;
}

/** Where the writer asks. "@" mentions what is to be sent along, "/" names a template. */
export function Composer(props: ComposerProps) {
  const { draft, isStreaming, isForTemplate, templates, mentions, nextTicket, area } = props;
  const words = useWords();
  const listId = useId();
  const [caret, setCaret] = useState<number | undefined>(undefined);
  /** Where the caret goes once the text is drawn. */
  const nextCaret = useRef<number | undefined>(undefined);
  const { list, active, choose, press } = useSuggestions({
    ...{ text: draft.text, caret, templates, answer: mentions, nextTicket },
    onChoose: (text, place) => {
      draft.change(text);
      nextCaret.current = place;
      setCaret(place);
    },
  });
  useLayoutEffect(() => {
    if (nextCaret.current === undefined) return;
    area.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = undefined;
  }, [draft.text]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends an input method's composition belongs to the input method.
    if (event.isComposing) return;
    if (!press(event.key)) {
      if (event.key !== "Enter" || event.shiftKey) return;
      props.onSubmit();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent) => {
    const { clipboardData: data } = event;
    // Programs that write text often put a picture of it beside it.
    if (!data || data.files.length === 0 || data.types.includes("text/plain")) return;
    event.preventDefault();
    props.onPasteFiles([...data.files]);
  };
  const isOpen = list !== undefined && list.length > 0;
  const label = isForTemplate ? words.templateText : words.placeholder;
  const moved = () => setCaret(area.current?.selectionStart);
  return (
    <div class="composer">
      {list && <SuggestionList id={listId} list={list} active={active} onChoose={choose} />}
      <textarea
        ref={area}
        rows={2}
        value={draft.text}
        placeholder={label}
        aria-label={label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? optionId(listId, active) : undefined}
        onInput={({ currentTarget }) => {
          draft.change(currentTarget.value);
          setCaret(currentTarget.selectionStart);
        }}
        onKeyDown={onKeyDown}
        onKeyUp={moved}
        onClick={moved}
        onFocus={moved}
        onBlur={() => setCaret(undefined)}
        onPaste={onPaste}
      />
      {isStreaming ? (
        <IconButton
          icon="debug-stop"
          label={words.stop}
          onClick={() => {
            send({ kind: "stop" });
            area.current?.focus(); // this button goes
          }}
        />
      ) : (
        <IconButton
          icon={isForTemplate ? "play" : "send"}
          label={isForTemplate ? words.run : words.send}
          disabled={!isForTemplate && draft.text.trim() === ""}
          onClick={props.onSubmit}
        />
      )}
    </div>
  );
}
