import { Composer, IconButton } from "./composer";
import { send } from "./host";
import type { PanelModel } from "./panelModel";
import { Problem } from "./problem";
import { TemplateGallery } from "./templateGallery";
import { Transcript } from "./transcript";

export function App({ model: { state, strings } }: { model: PanelModel }) {
  const lastAsked = state.messages.findLast(({ role }) => role === "user")?.id;
  const streaming = state.messages.at(-1)?.state === "streaming";
  return (
    <main>
      <header>
        <button
          class="model"
          title={`${strings.chooseModel}. ${state.model.destination}`}
          onClick={() => send({ kind: "chooseModel" })}
        >
          <i class="codicon codicon-sparkle" aria-hidden="true" />
          <span>{state.model.name}</span>
          <i class="codicon codicon-chevron-down" aria-hidden="true" />
        </button>
        <div class="tools">
          <IconButton icon="history" label={strings.history} onClick={() => send({ kind: "history" })} />
          <IconButton icon="add" label={strings.newChat} onClick={() => send({ kind: "newChat" })} />
        </div>
      </header>
      <p class="destination">
        {state.model.isDemo ? `${strings.demoHint} ` : ""}
        {state.model.destination}
      </p>
      <Transcript messages={state.messages} strings={strings} />
      {state.notice && <Problem problem={state.notice} />}
      <Composer strings={strings} streaming={streaming} lastAsked={lastAsked}>
        {(draft, handedOn) => (
          <TemplateGallery
            templates={state.templates}
            categories={state.categories}
            strings={strings}
            disabled={streaming}
            startsOpen={state.messages.length === 0}
            onRun={(id) => {
              send({ kind: "runTemplate", id, text: draft });
              handedOn();
            }}
          />
        )}
      </Composer>
      {state.usage !== "" && (
        <p class="usage">
          <span>{state.model.name}</span> <span>{state.usage}</span>
        </p>
      )}
    </main>
  );
}
