import type { PanelPreview } from "../../protocol/chatPanel/panelState";
import { LongText } from "./longText";
import { ShareBar, ShareList } from "./shareBar";
import { useWords } from "./words";

/** A prompt as it would be sent now, with what its tokens are made of. */
export function PromptPreview({ preview }: { readonly preview: PanelPreview }) {
  const words = useWords();
  const roles = {
    system: words.partSystem,
    user: words.partUser,
    assistant: words.partAssistant,
    example: words.partExample,
  };
  return (
    <section class="preview" aria-label={words.preview}>
      <h3>{words.preview}</h3>
      <p class="note">{preview.source}</p>
      <ShareBar shares={preview.shares} limit={preview.tokens} />
      <ShareList shares={preview.shares} />
      {preview.parts.map(({ role, text }, place) => (
        <div key={place} class="part">
          <h4>{roles[role]}</h4>
          <div class="plain">
            <LongText text={text} />
          </div>
        </div>
      ))}
    </section>
  );
}
