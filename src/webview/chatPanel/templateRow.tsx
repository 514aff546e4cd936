import type { PanelTemplate } from "../../protocol/chatPanel/panelState";
import { send } from "./host";
import { Icon } from "./iconButton";
import { Menu } from "./menu";
import { fill, useWords } from "./words";

export interface TemplateRowProps {
  readonly template: PanelTemplate;
  /** Tab stops at this row alone: the arrow keys go on from it. */
  readonly isStop: boolean;
  /** The focus has come to it. */
  readonly onFocus: () => void;
  readonly onChoose: () => void;
}

/** A template in the gallery: a button that opens it, its star, and what can be done with its file. */
export function TemplateRow({ template, isStop, onFocus, onChoose }: TemplateRowProps) {
  const words = useWords();
  const { id, name, description, icon, source, canEdit, isFavourite } = template;
  const star = fill(words.favourite, name);
  const items = [
    ...(canEdit
      ? [
          {
            label: words.editTemplate,
            icon: "edit",
            onChoose: () => void send({ kind: "editTemplate", id }),
          },
        ]
      : []),
    {
      label: words.duplicateTemplate,
      icon: "copy",
      onChoose: () => void send({ kind: "duplicateTemplate", id }),
    },
    {
      label: words.exportTemplate,
      icon: "export",
      onChoose: () => void send({ kind: "exportTemplate", id }),
    },
  ];
  return (
    <li class="templateRow" onFocusIn={onFocus}>
      <button
        type="button"
        class="template"
        title={description}
        tabIndex={isStop ? 0 : -1}
        aria-description={[description, source].filter((text) => text).join(". ")}
        onClick={onChoose}
      >
        <Icon name={icon} />
        <span class="name">{name}</span>
        <span class="description" aria-hidden="true">
          {description}
        </span>
        {source !== undefined && (
          <span class="badge" aria-hidden="true">
            {source}
          </span>
        )}
      </button>
      <button
        type="button"
        class="icon star"
        title={star}
        aria-label={star}
        aria-pressed={isFavourite}
        tabIndex={isStop ? 0 : -1}
        onClick={() => send({ kind: "favourite", id, isFavourite: !isFavourite })}
      >
        <Icon name={isFavourite ? "star-full" : "star-empty"} />
      </button>
      <Menu label={fill(words.templateActions, name)} icon="ellipsis" items={items} isStop={isStop} />
    </li>
  );
}
