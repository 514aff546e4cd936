import type { PanelTemplate } from "../../protocol/chatPanel";

export interface TemplateGalleryProps {
  readonly templates: readonly PanelTemplate[];
  readonly label: string;
  readonly disabled: boolean;
  readonly onRun: (id: string) => void;
}

export function TemplateGallery({ templates, label, disabled, onRun }: TemplateGalleryProps) {
  return (
    <ul class="gallery" aria-label={label}>
      {templates.map(({ id, name, description, icon }) => (
        <li key={id}>
          <button title={description} disabled={disabled} onClick={() => onRun(id)}>
            <i class={`codicon codicon-${icon}`} aria-hidden="true" />
            <span>{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
