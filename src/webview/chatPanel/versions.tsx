import type { PanelMessage } from "../../protocol/chatPanel/panelState";
import { send } from "./host";
import { IconButton } from "./iconButton";
import { useWords } from "./words";

export interface VersionsProps {
  readonly messageId: string;
  readonly branch: NonNullable<PanelMessage["branch"]>;
}

/** The way between the versions of a message. */
export function Versions({ messageId, branch: { place, of } }: VersionsProps) {
  const words = useWords();
  const show = (offset: 1 | -1) => () => send({ kind: "branch", messageId, offset });
  return (
    <>
      <IconButton
        icon="chevron-left"
        label={words.previousVersion}
        disabled={place === 1}
        onClick={show(-1)}
      />
      <span class="place">{`${place}/${of}`}</span>
      <IconButton icon="chevron-right" label={words.nextVersion} disabled={place === of} onClick={show(1)} />
    </>
  );
}
