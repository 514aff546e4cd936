import type { PanelState } from "../../protocol/chatPanel/panelState";
import { send } from "./host";
import { Icon, IconButton } from "./iconButton";
import { useWords } from "./words";

/** Who answers and where text goes, and the way to other chats. */
export function Header({ model }: { readonly model: PanelState["model"] }) {
  const words = useWords();
  return (
    <>
      <header>
        <h1 class="unseen">{words.title}</h1>
        <button
          type="button"
          class="model"
          title={`${words.chooseModel}. ${model.destination}`}
          onClick={() => send({ kind: "chooseModel" })}
        >
          <Icon name="sparkle" />
          <span>{model.name}</span>
          <Icon name="chevron-down" />
        </button>
        <div class="tools">
          <IconButton icon="history" label={words.history} onClick={() => send({ kind: "history" })} />
          <IconButton icon="add" label={words.newChat} onClick={() => send({ kind: "newChat" })} />
        </div>
      </header>
      <p class="destination">
        {model.isDemo ? `${words.demoHint} ` : ""}
        {model.destination}
      </p>
    </>
  );
}
